"""Which BE1D record is this pupil: by INE, else by civil identity; none, one, or several."""

from collections.abc import Sequence
from difflib import SequenceMatcher

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
        case [only] if pupil.ine is not None and only.pupil.ine == pupil.ine:
            return Unverified(Cause.CONTRADICTORY)
        case [only] if pupil.ine is not None and only.pupil.ine is not None:
            return OtherIne()
        case [only]:
            return Found(only, by_ine=False)
        case _:
            return Several(len(candidates))


def _could_be(pupil: Pupil, other: Pupil) -> bool:
    """Whether two records of one INE agree on most of what does not change by itself.

    Of the family name, the first name and the date of birth, one may have been corrected. Where two
    are others, the INE is: a brother's, or that of the next row of a file whose columns slipped.
    """
    agreements = (
        pupil.birth_date == other.birth_date,
        _is_alike(pupil.family_name, other.family_name),
        _is_alike(pupil.first_names[0], other.first_names[0]),
    )
    return sum(agreements) >= _MOST_OF_THREE


_MOST_OF_THREE = 2
_ALIKE = 0.75
"""Of two spellings of one name, so much of the letters is the same in the same order."""


def _is_alike(name: str, other: str) -> bool:
    """Whether one may be the other corrected: a letter, or a part that was added or dropped."""
    one, two = without_accents(name), without_accents(other)
    if one == two:
        return True
    return bool(one and two) and (
        one in two or two in one or SequenceMatcher(None, one, two).ratio() >= _ALIKE
    )
