"""Which BE1D record is this pupil: by INE, else by civil identity; none, one, or several."""

from collections.abc import Sequence

from core.model.answers import Answer, Cause, Found, NotFound, OtherIne, Several, Unverified
from core.model.records import Pupil, Registration
from core.rules.civil_identity import same_civil_identity
from core.text import without_accents


def match_by_ine(pupil: Pupil, found: Registration) -> Answer:
    """What a record found by the pupil's INE means: him, or somebody else under his number."""
    same = found.pupil.ine == pupil.ine and _could_be(pupil, found.pupil)
    return Found(found) if same else Unverified(Cause.ANOTHER_PUPIL)


def match_by_civil_identity(pupil: Pupil, candidates: Sequence[Registration]) -> Answer:
    """What the records of the pupil's civil identity mean; the register may have answered wrong."""
    if not all(same_civil_identity(pupil, candidate.pupil) for candidate in candidates):
        return Unverified(Cause.ANOTHER_PUPIL)
    match candidates:
        case []:
            return NotFound()
        case [only] if pupil.ine is not None and only.pupil.ine is not None:
            return OtherIne()
        case [only]:
            return Found(only, by_ine=False)
        case _:
            return Several(len(candidates))


def _could_be(pupil: Pupil, other: Pupil) -> bool:
    """Whether two records of one INE agree on anything else that does not change by itself.

    Where the family name, the first name and the date of birth are all others, the INE is wrong:
    a column that slipped by a row would make every livret another pupil's.
    """
    family, first = without_accents(pupil.family_name), without_accents(pupil.first_names[0])
    return (
        pupil.birth_date == other.birth_date
        or family == without_accents(other.family_name)
        or first == without_accents(other.first_names[0])
    )
