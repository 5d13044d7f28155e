"""An extraction of BE1D, as it was read from files."""

from dataclasses import dataclass
from datetime import date

from core.model.identifiers import Ine, Uai
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
class UnreadableRow:
    """A row of a pupil that cannot be used, and what of it can be read: he may be anyone like that.

    A text that is empty, and None, say nothing. A name may be cut short, or have spoilt characters.
    """

    ine: Ine | None = None
    family_name: str = ""
    first_name: str = ""
    birth_date: date | None = None
    division_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What the files say.

    `teachers` is None when there is no file of teachers; `unreadable` are the rows of pupils that
    could not be used. `unattached` are the names of responsables of whom the file does not say
    whose they are.
    """

    provenance: Provenance
    structures: tuple[Structure, ...]
    registrations: tuple[Registration, ...]
    teachers: tuple[Teacher, ...] | None
    unreadable: tuple[UnreadableRow, ...] = ()
    unattached: frozenset[tuple[str, str]] = frozenset()
    notices: tuple[Notice, ...] = ()
