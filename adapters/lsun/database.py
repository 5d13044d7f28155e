"""The database behind the store: how it is opened, kept private, and brought up to date."""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from adapters.lsun import sentences
from core.errors import StoreError
from core.text import clean

FIRST = "0001"
HEAD = "0014"
"""The migration that the code is written for; a test holds it equal to the newest one."""

# At DEBUG it writes every row that it reads.
logging.getLogger("sqlalchemy").setLevel(logging.ERROR)

ONLY_READS = "lsun_only_reads"
"""The execution option of what writes nothing."""

_BUSY_TIMEOUT = 30
"""Seconds to wait for another program that writes."""


def open_engine(url: str) -> Engine:
    """An engine on an up-to-date database, which is created if there is none.

    Raises `StoreError` when it cannot be used, or was written by a newer version.
    """
    with store_errors():
        parsed = _read(url)
        if parsed.get_backend_name() == "sqlite":
            engine = _sqlite_engine(parsed, Path(parsed.database or ""))
        else:
            engine = _engine_for(parsed)
        try:
            _upgrade(engine)
        except BaseException:
            engine.dispose()
            raise
        return engine


@contextmanager
def store_errors() -> Iterator[None]:
    """Raise `StoreError` for what goes wrong with the database: a sentence, without its data."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        error_text = str(getattr(error, "orig", None) or error).lower()
        reason = next(
            (reason for sign, reason in sentences.REASONS if sign in error_text),
            sentences.OTHER_REASON,
        )
        raise StoreError(sentences.UNUSABLE.format(reason=reason)) from error


def _read(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:  # a port that is no number
        raise StoreError(sentences.UNUSABLE.format(reason=sentences.NOT_AN_ADDRESS)) from error


def _engine_for(url: URL, **options: object) -> Engine:
    """Its errors and its log never have the values of a statement: they are children's data."""
    try:
        return create_engine(url, hide_parameters=True, **options)
    except (ImportError, NoSuchModuleError) as error:
        reason = sentences.NO_DRIVER.format(name=clean(url.drivername))
        raise StoreError(sentences.UNUSABLE.format(reason=reason)) from error


def read_only_engine(path: Path) -> Engine:
    """An engine on a file that is read as it is: neither created, nor upgraded, nor changed."""
    return _engine_for(make_url(f"sqlite:///file:{quote(str(path.absolute()))}?mode=ro&uri=true"))


def _sqlite_engine(url: URL, path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Created here, so that it is private from the start; -wal and -shm take its mode. Only where
    # there is none: to close a file drops every lock that this process has on it (POSIX).
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    engine = _engine_for(url, connect_args={"timeout": _BUSY_TIMEOUT})

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


def _upgrade(engine: Engine) -> None:
    with engine.execution_options(**{ONLY_READS: True}).begin() as connection:
        version = _version(connection)
        if version == HEAD:
            return
        if version is not None and engine.dialect.name == "sqlite" and FIRST <= version < HEAD:
            _keep_before_upgrade(engine, version)
    with engine.begin() as connection:
        version = _version(connection)
        if version == HEAD:  # another program was faster
            return
        if version is not None and version > HEAD:
            raise StoreError(sentences.NEWER_VERSION)
        if version is not None and version < FIRST:
            raise StoreError(sentences.UNKNOWN_VERSION)
        # Alembic costs more to import than all the rest: only when there is something to do.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", "adapters.lsun:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _keep_before_upgrade(engine: Engine, version: str) -> None:
    """Copy the store as it is; a copy that an interrupted upgrade made is the same."""
    from adapters.lsun.maintenance import copy_to  # noqa: PLC0415 - once in a version

    path = Path(engine.url.database or "")
    kept = path.with_name(f"{path.stem}-version-{version}{path.suffix}")
    if not kept.exists():
        with closing(sqlite3.connect(path, timeout=_BUSY_TIMEOUT)) as source:
            copy_to(source, kept)


def _version(connection: Connection) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise StoreError(sentences.FOREIGN)
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
