"""What is done with a shared base by who answers for it: its tables, its accounts.

Every function raises `StoreError` when the base cannot be used so.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from adapters.lsun import access, sentences
from adapters.lsun.database import opened
from adapters.lsun.upgrades import check_version, migrate_shared, upgrade_file
from core.errors import StoreError
from core.model.identifiers import Uai
from core.model.users import Role


def migrate(url: str) -> None:
    """Make the tables of a base, or bring them up to date."""
    with opened(url) as engine:
        if engine.dialect.name == "sqlite":
            upgrade_file(engine)
        else:
            migrate_shared(engine)
    engine.dispose()


def allow(url: str, account: str, role: Role, uai: Uai | None = None) -> None:
    """Give an account of the server a role, in one more school, or in all of them."""
    with _administered(url) as connection:
        access.allow(connection, account, role, uai)


def forbid(url: str, account: str) -> None:
    """Take every right on the base from an account of the server."""
    with _administered(url) as connection:
        access.forbid(connection, account)


@contextmanager
def _administered(url: str) -> Iterator[Connection]:
    with opened(url) as engine:
        if engine.dialect.name == "sqlite":
            raise StoreError(sentences.NO_ACCOUNTS)
        check_version(engine)
        with engine.begin() as connection:
            yield connection
    engine.dispose()
