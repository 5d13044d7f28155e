"""« Non trouvé » is only ever said by an extraction that is whole and wholly readable."""

from dataclasses import replace

import pytest

from adapters.be1d.extractions.register import ExtractionRegister
from core.errors import RegisterClosed
from core.model.answers import Cause, Found, NotFound, OtherIne, Several, Unverified
from core.model.extraction import Extraction
from core.model.identifiers import Ine, Uai
from core.model.records import Division, Registration
from core.usecases.lookup import look_up
from tests.adapters.be1d.extractions.conftest import ADA, CE1_A, DUPONT, LEO, PROVENANCE, UAI, ULIS
from tests.core.builders import a_pupil

WHOLE = Extraction(
    provenance=PROVENANCE,
    structures=(CE1_A, ULIS),
    registrations=(DUPONT, LEO, ADA),
    teachers=None,
    unreadable=0,
    notices=(),
)
STRANGER = a_pupil(ine=Ine("990000009ZZ"), family_name="INCONNU")


def of_another_class():
    return replace(DUPONT.pupil, division=Division(2699, "CM2"))


KNOWN = tuple(registration.pupil for registration in WHOLE.registrations)


def asked(pupil, extraction=WHOLE, known=KNOWN):
    return look_up(ExtractionRegister(extraction, known), UAI, pupil)


async def test_a_pupil_is_found_by_his_ine():
    assert await asked(a_pupil(family_name="AUTRE")) == Found(DUPONT)


async def test_a_pupil_without_an_ine_is_found_by_his_civil_identity():
    assert await asked(replace(LEO.pupil, birth_place="Nantes")) == Found(LEO, by_ine=False)


async def test_a_pupil_whose_ine_the_extraction_lacks_is_found_by_his_civil_identity():
    assert await asked(replace(LEO.pupil, ine=Ine("990000009ZZ"))) == Found(LEO, by_ine=False)


async def test_another_ine_is_told_apart():
    assert await asked(a_pupil(ine=Ine("990000009ZZ"))) == OtherIne()


async def test_homonyms_are_several():
    homonym = Registration(replace(LEO.pupil, ine=Ine("990000009ZZ")), LEO.admission)
    twice = replace(WHOLE, registrations=(*WHOLE.registrations, homonym))
    assert await asked(LEO.pupil, twice) == Several(2)


async def test_a_whole_extraction_says_whom_it_does_not_have():
    assert await asked(STRANGER) == NotFound()


@pytest.mark.parametrize(
    ("extraction", "known", "cause"),
    [
        (replace(WHOLE, unreadable=1), KNOWN, Cause.UNREADABLE_ROW),
        (WHOLE, (*KNOWN, of_another_class()), Cause.NOT_IN_EXTRACTION),
    ],
    ids=["a row is unreadable", "a class is missing"],
)
async def test_an_extraction_that_is_not_whole_says_of_nobody_that_he_is_not_there(
    extraction, known, cause
):
    assert await asked(STRANGER, extraction, known) == Unverified(cause)
    assert await asked(DUPONT.pupil, extraction, known) == Found(DUPONT)


async def test_the_extraction_of_another_school_answers_about_nobody():
    register = ExtractionRegister(WHOLE, ())
    with pytest.raises(RegisterClosed):
        await look_up(register, Uai("0350760L"), DUPONT.pupil)
