"""Whether the file of a gradebook is of this school, and of these pupils.

A locked bilan is there for ever: one that is filed for another child cannot simply be filed again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.model.gradebook import Gradebook, GradebookPupil, Mismatch
from core.model.identifiers import Ine
from core.model.records import Pupil
from core.rules.recognition import Share
from core.text import without_accents

MISMATCHED_SHARE, MISMATCHED_LEAST = 0.10, 2
"""More of the pupils than this share, and no fewer, called otherwise: the rows have slipped."""


@dataclass(frozen=True, slots=True)
class Identities:
    """How many pupils of a file could be compared by their names, and who is called otherwise."""

    compared: int
    mismatches: tuple[Mismatch, ...]

    @property
    def is_plausible(self) -> bool:
        """Whether few enough are called otherwise for the others to be believed."""
        found = len(self.mismatches)
        return found < MISMATCHED_LEAST or found <= self.compared * MISMATCHED_SHARE


def recognised(gradebook: Gradebook, known: Mapping[Ine, Pupil]) -> Share:
    """How many of its pupils LSUN knows by their INE; under half, it is another school's."""
    return Share(sum(pupil.ine in known for pupil in gradebook.pupils), len(gradebook.pupils))


def compare_identities(gradebook: Gradebook, known: Mapping[Ine, Pupil]) -> Identities:
    """Compare each pupil of the file to LSUN's of the same INE; who has no name there is not."""
    named = [
        (pupil, known[pupil.ine])
        for pupil in gradebook.pupils
        if pupil.ine in known and pupil.full_name
    ]
    return Identities(
        len(named),
        tuple(
            Mismatch(in_file, in_lsun)
            for in_file, in_lsun in named
            if not _has_the_same_name(in_file, in_lsun)
        ),
    )


def _has_the_same_name(in_file: GradebookPupil, in_lsun: Pupil) -> bool:
    return _family_name_is_of(in_file, in_lsun) and _first_name_is_of(in_file, in_lsun)


def _family_name_is_of(in_file: GradebookPupil, in_lsun: Pupil) -> bool:
    """A gradebook may have the nom d'usage, or both names one after the other."""
    written = without_accents(in_file.family_name)
    family, usual = without_accents(in_lsun.family_name), without_accents(in_lsun.usual_name)
    return written in {"", family, usual, family + usual, usual + family}


def _first_name_is_of(in_file: GradebookPupil, in_lsun: Pupil) -> bool:
    """A gradebook may have some of the first names only, or cut a long one short."""
    written, first = map(without_accents, (in_file.first_name, in_lsun.first_names[0]))
    return first.startswith(written) or written.startswith(first)
