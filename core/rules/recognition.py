"""An extraction of BE1D that was read from files, and how much of it LSUN knows already."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.model.extraction import Extraction
from core.model.records import Level, Pupil, Structure
from core.text import without_accents

PLAUSIBLE_SHARE = 0.5
"""Less than half of it known, and an extraction is more likely another school's or year's."""

_SEVERAL, _MOST = 4, 0.5


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
    extracted = [registration.pupil for registration in extraction.registrations]
    by_ine = {pupil.ine: pupil for pupil in pupils if pupil.ine}
    names = set(map(_name, pupils))
    known_classes = {structure.id for structure in structures}
    return Recognition(
        _share(pupil.ine in by_ine for pupil in extracted if pupil.ine),
        _share(structure.id in known_classes for structure in extraction.structures),
        _share(
            _name(pupil) == _name(by_ine[pupil.ine])
            if pupil.ine in by_ine
            else _name(pupil) in names
            for pupil in extracted
        ),
    )


def lacks_a_part(extraction: Extraction, pupils: Sequence[Pupil]) -> bool:
    """Whether the extraction seems to be of a part of the school: a class, a niveau, some pupils.

    So it does when it names no pupil of a class of LSUN, or lacks most of a class or of a niveau.
    Of whom it does not have it then says nothing.
    """
    extracted = [registration.pupil for registration in extraction.registrations]
    known = {pupil.ine for pupil in extracted if pupil.ine} | set(map(_name, extracted))
    told_classes = {structure.id for structure in extraction.structures}
    groups: defaultdict[int | Level | None, list[bool]] = defaultdict(list)
    for pupil in pupils:
        is_missing = pupil.ine not in known and _name(pupil) not in known
        groups[pupil.division.id].append(is_missing)
        groups[pupil.level].append(is_missing)
    return any(pupil.division.id not in told_classes for pupil in pupils) or any(
        sum(missing) >= _SEVERAL and sum(missing) > len(missing) * _MOST
        for missing in groups.values()
    )


def _share(known: Iterable[bool]) -> Share:
    flags = list(known)
    return Share(sum(flags), len(flags))


def _name(pupil: Pupil) -> tuple[str, str]:
    return without_accents(pupil.family_name), without_accents(pupil.first_names[0])
