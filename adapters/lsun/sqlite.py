"""SQLite behind the store: a file of its owner's alone, and how its transactions begin."""

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from adapters.lsun import sentences
from core.errors import StoreError

ONLY_READS = "lsun_only_reads"
"""The execution option of what writes nothing."""

BUSY_TIMEOUT = 30
"""Seconds to wait for another program that writes."""


def read_only_engine(path: Path) -> Engine:
    """An engine on a file that is read as it is: neither created, nor upgraded, nor changed."""
    url = make_url(f"sqlite:///file:{quote(str(path.absolute()))}?mode=ro&uri=true")
    return create_engine(url, hide_parameters=True)


def engine_on(url: URL) -> Engine:
    """An engine on the file of this address, which is created if there is none."""
    path = Path(url.database or "")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Created here, so that it is private from the start; -wal and -shm take its mode. Only where
    # there is none: to close a file drops every lock that this process has on it (POSIX).
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_TIMEOUT})

    opened: list[_File] = []

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        opened.append(_File.at(path))
        connection.isolation_level = None  # the driver leaves transactions to `_begin`
        with suppress(sqlite3.OperationalError):  # one that can only be read stays as it is
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted is not left in the file

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        now = _File.at(path)
        if not now.continues(opened[-1]):
            raise StoreError(sentences.REPLACED)
        opened[-1] = now
        # IMMEDIATE: what a transaction has read cannot change before it writes. What only reads
        # sees one state, and waits for nobody.
        only_reads = connection.get_execution_options().get(ONLY_READS)
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")

    return engine


@dataclass(frozen=True, slots=True)
class _File:
    """What is at a path: SQLite goes on writing to a file that was deleted, replaced or cut."""

    device: int = 0
    number: int = 0
    size: int = 0

    @classmethod
    def at(cls, path: Path) -> "_File":
        try:
            status = path.stat()
        except FileNotFoundError:
            return cls()
        return cls(status.st_dev, status.st_ino, status.st_size)

    def continues(self, earlier: "_File") -> bool:
        """Whether this is the same file, which only ever grows."""
        same = (self.device, self.number) == (earlier.device, earlier.number)
        return same and self.size >= earlier.size
