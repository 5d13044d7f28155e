"""What is done with a base by who answers for it, with the adapter that does it."""

# Now and then only: none of it has a part in a start.
# ruff: noqa: PLC0415

from core.errors import UserError
from core.model.identifiers import Uai
from core.model.users import Role
from tui import settings
from tui.wording import command_texts


def migrate() -> None:
    """Make the tables of the base of the settings, or bring them up to date. Raises `UserError`."""
    from adapters.lsun import administration

    administration.migrate(settings.load().lsun.database)


def allow(account: str, role: Role, uai: Uai | None) -> None:
    """Give an account of its server a role in one more school, or in all. Raises `UserError`."""
    from adapters.lsun import administration

    administration.allow(settings.load().lsun.database, account, role, uai)


def forbid(account: str) -> None:
    """Take every right on it from an account. Raises `UserError`."""
    from adapters.lsun import administration

    administration.forbid(settings.load().lsun.database, account)


def copy(source: str, target: str) -> int:
    """Copy a base, by its file or its address, into an empty one; how many rows it has.

    Raises `UserError` when it cannot, and when an address has a password: others read commands.
    """
    from adapters.lsun.copying import copy_store

    return copy_store(_address(source), _address(target))


def _address(given: str) -> str:
    from adapters.lsun.database import parsed

    if "://" not in given:
        return f"sqlite:///{given}"
    if parsed(given).password is not None:
        raise UserError(command_texts.ADDRESS_OF_A_COMMAND)
    return given
