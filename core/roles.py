"""Who may do what: only the directeur, or an academy's own service, changes what LSUN holds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.identifiers import Uai


class Role(StrEnum):
    """What a user is for the school."""

    DIRECTOR = "directeur"
    SERVICE = "service"
    SUPPORT = "assistance"


class Action(StrEnum):
    """What changes LSUN. To consult, to simulate and to export are everyone's."""

    SYNCHRONISE = "synchroniser"
    OVERRIDE = "passer outre une retenue"
    IMPORT = "importer"
    PURGE = "supprimer des archives"


@dataclass(frozen=True, slots=True)
class User:
    """Who is at the keyboard, or behind an unattended run."""

    name: str
    role: Role


class NotAllowed(Exception):
    """This user may not do this; the refusal is journalled."""

    def __init__(self, user: User, action: Action) -> None:
        super().__init__()
        self.user, self.action = user, action


class Journal(Protocol):
    """Where it is kept who did, or tried to do, what changes LSUN."""

    async def note(self, uai: Uai, user: User, action: Action, *, allowed: bool) -> None:
        """Add a line to the journal. Raises `core.ports.StoreError` when the store fails."""


_WRITERS = frozenset({Role.DIRECTOR, Role.SERVICE})


def may(user: User) -> bool:
    """Whether the user may do what changes LSUN."""
    return user.role in _WRITERS


async def authorise(journal: Journal, uai: Uai, user: User, action: Action) -> None:
    """Journal that the user does this; raise `NotAllowed` when his role does not let him."""
    allowed = may(user)
    await journal.note(uai, user, action, allowed=allowed)
    if not allowed:
        raise NotAllowed(user, action)
