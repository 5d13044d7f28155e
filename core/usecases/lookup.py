"""Look one pupil up in the register: by INE, else by civil identity."""

from core.errors import RegisterError
from core.model.answers import Answer, Unverified
from core.model.identifiers import Uai
from core.model.records import Pupil
from core.ports.register import Register
from core.rules.matching import match_by_civil_identity, match_by_ine


async def look_up(register: Register, uai: Uai, pupil: Pupil) -> Answer:
    """Ask the register for this pupil of this school.

    What cannot be known of him is `Unverified`; only `RegisterClosed` passes through.
    """
    try:
        if pupil.ine is not None and (found := await register.by_ine(uai, pupil.ine)) is not None:
            return match_by_ine(pupil, found)
        return match_by_civil_identity(pupil, await register.by_civil_identity(uai, pupil))
    except RegisterError as error:
        return Unverified(error.cause)
