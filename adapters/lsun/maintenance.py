"""Copies of a store that is a file: made while others write, verified, put back.

SQLite's own backup is used both ways: copying the file would leave out what is in its `-wal`, and
replacing it would leave that of another beside it.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select, true
from sqlalchemy.exc import DatabaseError

from adapters.lsun import sentences
from adapters.lsun.database import parsed, store_errors
from adapters.lsun.fingerprints import fingerprint_of
from adapters.lsun.livrets import livrets_of
from adapters.lsun.sqlite import read_only_engine
from adapters.lsun.tables import archives, journal, runs, withdrawals
from adapters.lsun.upgrades import FIRST, HEAD
from adapters.new_file import new_file, why_not_written
from core.errors import FileError, StoreError
from core.model.integrity import Flaw, FlawKind
from core.model.runs import RunState
from core.model.users import Action

_WAIT = 30.0
"""Seconds for which another program that writes is waited for."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SqliteFile:
    """The port `core.ports.files.StoreFile`. Raises `StoreError` for a store that is no file."""

    def __init__(self, url: str, clock: Callable[[], datetime] = _utc_now) -> None:
        address = parsed(url)
        if address.get_backend_name() != "sqlite" or not address.database:
            raise StoreError(sentences.NO_FILE)
        self._path, self._clock = Path(address.database), clock

    def back_up(self, target: Path) -> None:
        """Copy the store as it is now. Raises `FileError` when there is such a file already."""
        with store_errors(), _reading(self._path) as source:
            copy_to(source, target)

    def flaws(self, copy: Path | None = None) -> tuple[Flaw, ...]:
        """What is wrong with the store, or with a copy of it."""
        path = copy or self._path
        try:
            with _reading(path) as connection:
                found = tuple(_flaws_of_the_file(connection))
            return found or tuple(_flaws_of_the_contents(path))
        except PermissionError as error:
            raise StoreError(sentences.CANNOT_OPEN.format(path=path)) from error
        except (sqlite3.DatabaseError, DatabaseError) as error:
            if "unable to open" in str(error):
                raise StoreError(sentences.CANNOT_OPEN.format(path=path)) from error
            if "not a database" in str(error):
                return (Flaw(FlawKind.NOT_A_STORE),)
            return (Flaw(FlawKind.DAMAGED),)

    def is_in_use(self) -> bool:
        """Whether a run of the store is alive."""
        alive = (runs.c.state == RunState.RUNNING.value) & (runs.c.lease_until > self._clock())
        try:
            with _contents(self._path) as connection:
                return connection.execute(select(runs.c.id).where(alive)).first() is not None
        except (OSError, StoreError, sqlite3.DatabaseError, DatabaseError):
            return False  # it is damaged, or not there: nobody can work with it

    def restore(self, copy: Path) -> Path | None:
        """Put a copy in the place of the store; where what it replaced is kept."""
        with store_errors():
            kept = self._keep()
            if not self._path.exists():
                self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            with (
                _reading(copy) as source,
                closing(sqlite3.connect(self._path, timeout=_WAIT)) as store,
            ):
                source.backup(store)
        return kept

    def _keep(self) -> Path | None:
        if not self._path.exists():
            return None
        kept = self._free_name()
        try:
            with _reading(self._path) as source:
                copy_to(source, kept)
        except sqlite3.DatabaseError:
            # What is damaged is kept as it is, with what belongs to it.
            for end in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    self._path.with_name(self._path.name + end).rename(f"{kept}{end}")
        return kept

    def _free_name(self) -> Path:
        moment = f"{self._path.stem}-avant-{self._clock():%Y%m%d-%H%M%S}"
        kept, number = self._path.with_name(f"{moment}{self._path.suffix}"), 1
        while kept.exists():  # the second restoration of this second
            number += 1
            kept = self._path.with_name(f"{moment}-{number}{self._path.suffix}")
        return kept


def copy_to(source: sqlite3.Connection, target: Path) -> None:
    """Copy a database to a file of its owner's alone, which is whole or not there at all."""
    try:
        with new_file(target) as unfinished, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    except FileExistsError as error:
        raise FileError(sentences.ALREADY_THERE.format(path=target)) from error
    except OSError as error:
        raise FileError(why_not_written(target, error)) from error


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads. Raises `StoreError` when there is no such file."""
    if not path.is_file():
        raise StoreError(sentences.NOT_THERE.format(path=path))
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT)) as connection:
        yield connection


@contextmanager
def _contents(path: Path) -> Iterator[Connection]:
    if not path.is_file():
        raise StoreError(sentences.NOT_THERE.format(path=path))
    engine = read_only_engine(path)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _flaws_of_the_file(connection: sqlite3.Connection) -> Iterator[Flaw]:
    if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
        yield Flaw(FlawKind.DAMAGED)
        return
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not {"alembic_version", "schools", "pupils"} <= tables:
        yield Flaw(FlawKind.NOT_A_STORE)
        return
    [(version,)] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if not FIRST <= version <= HEAD:
        yield Flaw(FlawKind.UNKNOWN_VERSION, version)
    orphans: dict[str, int] = {}
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        orphans[table] = orphans.get(table, 0) + 1
    for table, count in orphans.items():
        yield Flaw(FlawKind.ORPHANS, table, count)


def _flaws_of_the_contents(path: Path) -> Iterator[Flaw]:
    """What an older version has no columns for is verified once it has been upgraded."""
    with _reading(path) as connection:
        [(version,)] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if version != HEAD:
        return
    with _contents(path) as connection:
        for livret in livrets_of(connection, true()):
            if not livret.is_readable:
                yield Flaw(FlawKind.UNREADABLE_LIVRET, str(livret.id))
        for row in connection.execute(select(archives)):
            if fingerprint_of(row.pupil, row.run, row.archived_at, row.livret) != row.fingerprint:
                yield Flaw(FlawKind.ALTERED_ARCHIVE, str(row.id))
        for row in connection.execute(select(withdrawals)):
            held = [row.livret, row.withdrawn_by, row.reason]
            if fingerprint_of(row.pupil, 0, row.withdrawn_at, held) != row.fingerprint:
                yield Flaw(FlawKind.ALTERED_ARCHIVE, f"r{row.id}")
        noted = (journal.c.action == Action.WITHDRAW.value) & journal.c.allowed
        withdrawn = connection.execute(select(func.count()).select_from(withdrawals)).scalar_one()
        lines = connection.execute(
            select(func.count()).select_from(journal).where(noted)
        ).scalar_one()
        if withdrawn > lines:
            yield Flaw(FlawKind.UNJOURNALLED, count=withdrawn - lines)
