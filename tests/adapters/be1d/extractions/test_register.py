"""« Non trouvé » is only ever said by an extraction that is whole and wholly readable."""

from dataclasses import replace

import pytest

from adapters.be1d.extractions.register import ExtractionRegister
from core.model.answers import Cause, Found, Unverified
from core.model.extraction import Extraction, UnreadableRow
from core.model.identifiers import Ine
from core.model.records import Division
from core.usecases.lookup import look_up
from tests.adapters.be1d.extractions.conftest import ADA, CE1_A, DUPONT, LEO, PROVENANCE, UAI, ULIS
from tests.core.builders import a_pupil

WHOLE = Extraction(
    provenance=PROVENANCE,
    structures=(CE1_A, ULIS),
    registrations=(DUPONT, LEO, ADA),
    teachers=None,
    unreadable=(),
    notices=(),
)
STRANGER = a_pupil(ine=Ine("990000009ZZ"), family_name="INCONNU")


def of_another_class():
    return replace(DUPONT.pupil, division=Division(2699, "CM2"))


KNOWN = tuple(registration.pupil for registration in WHOLE.registrations)


def asked(pupil, extraction=WHOLE, known=KNOWN):
    return look_up(ExtractionRegister(extraction, known), UAI, pupil)


@pytest.mark.parametrize(
    ("extraction", "known", "cause"),
    [
        (replace(WHOLE, unreadable=(UnreadableRow(),)), KNOWN, Cause.UNREADABLE_ROW),
        (WHOLE, (*KNOWN, of_another_class()), Cause.NOT_IN_EXTRACTION),
    ],
    ids=["a row is unreadable", "a class is missing"],
)
async def test_an_extraction_that_is_not_whole_says_of_nobody_that_he_is_not_there(
    extraction, known, cause
):
    assert await asked(STRANGER, extraction, known) == Unverified(cause)
    assert await asked(DUPONT.pupil, extraction, known) == Found(DUPONT)
