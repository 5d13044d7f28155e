"""Who may do what: only the directeur, or an academy's own service, changes what LSUN holds."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a user is for the school."""

    DIRECTOR = "directeur"
    SERVICE = "service"
    SUPPORT = "assistance"


class Action(StrEnum):
    """What is journalled: what changes LSUN, and what shows or takes out what it keeps for long.

    To consult, to simulate and to export are everyone's.
    """

    SYNCHRONISE = "synchroniser"
    OVERRIDE = "passer outre une retenue"
    IMPORT = "importer"
    PURGE = "supprimer des archives"
    WITHDRAW = "retirer un bilan verrouillé"
    READ_ARCHIVES = "consulter des archives"
    ERASE = "effacer un élève"
    EXPORT = "exporter un livret"


@dataclass(frozen=True, slots=True)
class User:
    """Who is at the keyboard, or behind an unattended run; `origin` is the machine."""

    name: str
    role: Role
    origin: str = ""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """Who did, or was refused, what, when (UTC), and about which pupils: the numbers of livrets."""

    noted_at: datetime
    user: User
    action: Action
    allowed: bool
    pupils: tuple[int, ...] = ()
