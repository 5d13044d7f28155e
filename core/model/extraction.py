"""An extraction of BE1D, as it was read from files."""

from dataclasses import dataclass
from datetime import date

from core.model.identifiers import Uai
from core.model.records import Registration, Structure, Teacher


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which school and which day an extraction is of: the files themselves do not say."""

    uai: Uai
    extracted_on: date


@dataclass(frozen=True, slots=True)
class Notice:
    """What was left aside in a file, and why; `line` is None when it is about the whole file."""

    file: str
    line: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What the files say.

    `teachers` is None when there is no file of teachers; `unreadable` counts the rows of pupils
    that could not be read: one of them may be anybody's.
    """

    provenance: Provenance
    structures: tuple[Structure, ...]
    registrations: tuple[Registration, ...]
    teachers: tuple[Teacher, ...] | None
    unreadable: int
    notices: tuple[Notice, ...]
