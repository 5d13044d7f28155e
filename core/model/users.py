"""Who may do what: only the directeur, or an academy's own service, changes what LSUN holds."""

from dataclasses import dataclass
from enum import StrEnum


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
    WITHDRAW = "retirer un bilan verrouillé"


@dataclass(frozen=True, slots=True)
class User:
    """Who is at the keyboard, or behind an unattended run."""

    name: str
    role: Role
