"""The database behind the store: how it is opened, and what is said when it cannot be used."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import URL, Connection, Engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from adapters.lsun import sentences
from adapters.lsun.sqlite import ONLY_READS
from adapters.lsun.upgrades import check_version, upgrade_file
from core.errors import StoreError
from core.text import clean

_UNDONE = frozenset({"40001", "40P01"})
"""What PostgreSQL undid for another's sake: a serialisation failure, a deadlock (SQLSTATE)."""

# At DEBUG it writes every row that it reads.
logging.getLogger("sqlalchemy").setLevel(logging.ERROR)


def open_engine(url: str) -> Engine:
    """An engine on an up-to-date database; a file is created if there is none.

    Raises `StoreError` when it cannot be used, was written by a newer version, or is shared and was
    not migrated yet.
    """
    with opened(url) as engine:
        if engine.dialect.name == "sqlite":
            upgrade_file(engine)
        else:
            check_version(engine)
        return engine


def time_of(connection: Connection) -> datetime:
    """The time in UTC: of the database's server where it has one, which all of its users share."""
    if connection.dialect.name != "postgresql":
        return datetime.now(UTC)
    found: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return found


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine on a database as it is, closed when what is done with it fails: `StoreError`."""
    with store_errors():
        engine = _engine_on(parsed(url))
        try:
            yield engine
        except BaseException:
            engine.dispose()
            raise


def reading(engine: Engine) -> Engine:
    """The same engine for what only reads: it sees one state, and waits for nobody."""
    options: dict[str, Any] = (
        {ONLY_READS: True}
        if engine.dialect.name == "sqlite"
        else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    )
    return engine.execution_options(**options)


def left_nothing(error: DBAPIError) -> bool:
    """Whether work that failed so, before its commit was asked for, may be done again."""
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or state in _UNDONE


@contextmanager
def store_errors() -> Iterator[None]:
    """Raise `StoreError` for what goes wrong with the database: a sentence, without its data."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(sentences.UNUSABLE.format(reason=_reason(error))) from error


def parsed(url: str) -> URL:
    """The parts of an address. Raises `StoreError` when it is none."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:  # a port that is no number
        raise StoreError(sentences.UNUSABLE.format(reason=sentences.NOT_AN_ADDRESS)) from error


def _reason(error: Exception) -> str:
    origin = getattr(error, "orig", None) or error
    written = str(origin).lower()
    if not hasattr(origin, "sqlstate"):
        known = (reason for sign, reason in sentences.REASONS if sign in written)
    elif origin.sqlstate in sentences.SERVER_STATES:
        return sentences.SERVER_STATES[origin.sqlstate]
    else:  # before there is a connection, what fails has no state
        known = (
            reason
            for signs, reason in sentences.SERVER_REASONS
            if any(sign in written for sign in signs)
        )
    return next(known, sentences.OTHER_REASON)


def _engine_on(url: URL) -> Engine:
    name = clean(url.drivername)
    # Each is imported by those who need it alone.
    if name in {"sqlite", "sqlite+pysqlite"}:
        from adapters.lsun import sqlite  # noqa: PLC0415

        return sqlite.engine_on(url)
    if name in {"postgresql", "postgresql+psycopg"}:
        from adapters.lsun import postgresql  # noqa: PLC0415

        try:
            return postgresql.engine_on(url)
        except (ImportError, NoSuchModuleError) as error:
            raise StoreError(sentences.UNUSABLE.format(reason=sentences.NO_DRIVER)) from error
    reason = sentences.UNKNOWN_KIND.format(name=name)
    raise StoreError(sentences.UNUSABLE.format(reason=reason))
