"""An extraction of BE1D that was read from files, and how much of it LSUN knows already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.identifiers import Uai
from core.records import Pupil, Registration, Structure, Teacher
from core.text import without_accents

PLAUSIBLE_SHARE = 0.5
"""Less than half of it known, and an extraction is more likely another school's or year's."""


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


@dataclass(frozen=True, slots=True)
class Share:
    """So many known of a total."""

    known: int
    total: int

    @property
    def is_plausible(self) -> bool:
        """Whether enough of it is known; nothing to know is no reason to doubt."""
        return self.known >= self.total * PLAUSIBLE_SHARE


@dataclass(frozen=True, slots=True)
class Recognition:
    """How many INEs, classes and names of an extraction LSUN knows."""

    ines: Share
    classes: Share
    names: Share

    @property
    def is_plausible(self) -> bool:
        """Whether this looks like the same school in the same year."""
        return all(share.is_plausible for share in (self.ines, self.classes, self.names))


def recognise(
    extraction: Extraction, pupils: Sequence[Pupil], structures: Sequence[Structure]
) -> Recognition:
    """Compare an extraction to the pupils and the classes that LSUN has."""
    told = [registration.pupil for registration in extraction.registrations]
    return Recognition(
        _share((pupil.ine for pupil in told if pupil.ine), {pupil.ine for pupil in pupils}),
        _share(
            (structure.id for structure in extraction.structures),
            {structure.id for structure in structures},
        ),
        _share(map(_name, told), set(map(_name, pupils))),
    )


def _share(told: Iterable[object], known: set[object]) -> Share:
    all_told = list(told)
    return Share(sum(one in known for one in all_told), len(all_told))


def _name(pupil: Pupil) -> object:
    return without_accents(pupil.family_name), without_accents(pupil.first_names[0])
