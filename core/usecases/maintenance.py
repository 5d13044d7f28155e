"""A copy of the store is put back only when it is whole, and nobody works with the store."""

from pathlib import Path

from core.errors import SchoolBusy, UserError
from core.messages import maintenance
from core.ports.files import StoreFile


def check_copy(store: StoreFile, copy: Path) -> None:
    """Raise `UserError` when this copy may not be put back."""
    if flaws := store.flaws(copy):
        raise UserError(maintenance.not_whole(copy, flaws))
    if store.is_in_use():
        raise SchoolBusy(maintenance.IN_USE)


def restore(store: StoreFile, copy: Path) -> Path | None:
    """Put this copy in the place of the store; where what it replaced is kept, if there was any.

    Raises `UserError` as `check_copy` does.
    """
    check_copy(store, copy)
    return store.restore(copy)
