"""What can be wrong with a store, or with a copy of it."""

from dataclasses import dataclass
from enum import StrEnum


class FlawKind(StrEnum):
    """One way in which a store is not whole."""

    NOT_A_STORE = "not a store"
    UNKNOWN_VERSION = "unknown version"
    DAMAGED = "damaged"
    ORPHANS = "orphans"
    ALTERED_ARCHIVE = "altered archive"
    UNREADABLE_LIVRET = "unreadable livret"
    UNJOURNALLED = "unjournalled"


@dataclass(frozen=True, slots=True)
class Flaw:
    """A flaw, and how often it was found. `where` is a table or a number."""

    kind: FlawKind
    where: str = ""
    count: int = 1
