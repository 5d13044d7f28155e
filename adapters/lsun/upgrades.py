"""The tables of a store brought up to date: at once in a file, when it is asked for on a server."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from adapters.lsun import sentences
from adapters.lsun.access import grant_again
from adapters.lsun.sqlite import BUSY_TIMEOUT, ONLY_READS
from core.errors import StoreError

FIRST = "0001"
HEAD = "0015"
"""The migration that the code is written for; a test holds it equal to the newest one."""

_LOCK = 0x15_4C_53_55_4E
"""A number of ours: who migrates a shared database holds it, for it is the same in all of them."""


def upgrade_file(engine: Engine) -> None:
    """Bring a file up to date, of which a copy is kept first; `StoreError` if it is a newer one."""
    with engine.execution_options(**{ONLY_READS: True}).begin() as connection:
        version = _version(connection)
        if version == HEAD:
            return
        if version is not None and FIRST <= version < HEAD:
            _keep_before_upgrade(engine, version)
    with engine.begin() as connection:
        _migrate(connection)


def migrate_shared(engine: Engine) -> None:
    """Bring a database on a server up to date: one program does, and the others wait for it."""
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        _migrate(connection)
        grant_again(connection)


def check_version(engine: Engine) -> None:
    """Raise `StoreError` when a database is of another version: a newer client changes nothing."""
    with engine.begin() as connection:
        version = _version(connection)
        _refuse_unknown(version)
        if version != HEAD:
            raise StoreError(sentences.EMPTY if version is None else sentences.TO_MIGRATE)


def _migrate(connection: Connection) -> None:
    version = _version(connection)
    _refuse_unknown(version)
    if version == HEAD:  # another program was faster
        return
    # Alembic costs more to import than all the rest: only when there is something to do.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "adapters.lsun:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _refuse_unknown(version: str | None) -> None:
    if version is not None and version > HEAD:
        raise StoreError(sentences.NEWER_VERSION)
    if version is not None and version < FIRST:
        raise StoreError(sentences.UNKNOWN_VERSION)


def _keep_before_upgrade(engine: Engine, version: str) -> None:
    """Copy the store as it is; a copy that an interrupted upgrade made is the same."""
    from adapters.lsun.maintenance import copy_to  # noqa: PLC0415 - once in a version

    path = Path(engine.url.database or "")
    kept = path.with_name(f"{path.stem}-version-{version}{path.suffix}")
    if not kept.exists():
        with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT)) as source:
            copy_to(source, kept)


def _version(connection: Connection) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise StoreError(sentences.FOREIGN)
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
