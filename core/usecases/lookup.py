"""Which BE1D record is this pupil: by INE, else by civil identity; none, one, or several."""

from core.errors import RegisterError
from core.model.answers import Answer, Cause, Found, NotFound, OtherIne, Several, Unverified
from core.model.identifiers import Uai
from core.model.records import Pupil
from core.ports import Register
from core.rules.civil_identity import same_civil_identity
from core.text import without_accents


async def look_up(register: Register, uai: Uai, pupil: Pupil) -> Answer:
    """Ask the register for this pupil of this school: by INE, else by civil identity.

    What cannot be known of him is `Unverified`; only `RegisterClosed` passes through.
    """
    try:
        if pupil.ine is not None:
            found = await register.by_ine(uai, pupil.ine)
            if found is not None:
                same = found.pupil.ine == pupil.ine and _could_be(pupil, found.pupil)
                return Found(found) if same else Unverified(Cause.ANOTHER_PUPIL)
        candidates = await register.by_civil_identity(uai, pupil)
    except RegisterError as error:
        return Unverified(error.cause)
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
