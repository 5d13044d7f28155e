"""The database behind the store: how it is opened, kept private, and brought up to date."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from core.errors import StoreError

HEAD = "0003"
"""The migration that the code is written for; a test holds it equal to the newest one."""

_BUSY_SECONDS = 30

_REASONS = (
    (
        "database is locked",
        "un autre programme l'occupe. Attendez qu'il ait fini, puis recommencez.",
    ),
    ("disk is full", "le disque est plein. Libérez de la place, puis recommencez."),
    ("readonly database", "elle est en lecture seule. Donnez-vous le droit d'y écrire."),
    ("unable to open", "elle ne peut pas être ouverte. Vérifiez son dossier et vos droits."),
    ("permission denied", "vous n'avez pas le droit de l'ouvrir. Vérifiez vos droits."),
    ("no such file", "son dossier ne peut pas être créé. Vérifiez le réglage LSUN_SYNC_LSUN_BASE."),
    ("not a database", "ce fichier n'en est pas une. Vérifiez le réglage LSUN_SYNC_LSUN_BASE."),
    ("malformed", "elle est abîmée. Restaurez sa dernière sauvegarde."),
    ("disk i/o error", "le disque ne répond pas comme il faut. Vérifiez-le, puis recommencez."),
)


def open_engine(url: str) -> Engine:
    """An engine on an up-to-date database, which is created if there is none."""
    with store_errors():
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            engine = _sqlite_engine(url, Path(parsed.database or ""))
        else:
            engine = create_engine(url)
        try:
            _upgrade(engine)
        except BaseException:
            engine.dispose()
            raise
        return engine


@contextmanager
def store_errors() -> Iterator[None]:
    """Tell what went wrong with the database in a sentence, without any of its data."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        said = str(getattr(error, "orig", None) or error).lower()
        reason = next(
            (reason for sign, reason in _REASONS if sign in said),
            "elle a répondu par une erreur. Recommencez, puis prévenez votre assistance.",
        )
        raise StoreError(f"La base LSUN n'est pas utilisable : {reason}") from error


def _sqlite_engine(url: str, path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Created here, so that it is private from the start; -wal and -shm take its mode.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver leaves transactions to `_begin`
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # IMMEDIATE: what a transaction has read cannot change before it writes.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _upgrade(engine: Engine) -> None:
    with engine.begin() as connection:
        version = _version(connection)
        if version == HEAD:
            return
        if version is not None and version > HEAD:
            raise StoreError(
                "La base LSUN a été écrite par une version plus récente de lsun-sync."
                " Installez cette version pour l'ouvrir."
            )
        # Alembic costs more to import than all the rest: only when there is something to do.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", "adapters.lsun:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
