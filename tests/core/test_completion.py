from dataclasses import replace

import pytest

from core.completion import completed
from core.identifiers import Ine
from core.records import Division, Part
from tests.core.builders import a_guardian, a_pupil, a_registration, phones

KNOWN = a_pupil(
    first_names=("Marie Claire", "Yvete"),
    email="marie@example.fr",
    phones=phones(),
    guardians=(a_guardian(), a_guardian(civility="M.", first_name="Luc", kinship="Père")),
)


def told(*unsaid, **changes):
    return replace(a_registration(**changes), unsaid=frozenset(unsaid))


def test_a_register_that_says_everything_is_taken_at_its_word():
    assert completed(told(birth_place=""), KNOWN) == a_pupil(birth_place="")


@pytest.mark.parametrize(
    ("part", "changes", "field"),
    [
        (Part.BIRTH_PLACE, {"birth_place": ""}, "birth_place"),
        (Part.EMAIL, {"email": ""}, "email"),
        (Part.PHONES, {"phones": phones(home="")}, "phones"),
        (Part.DIVISION, {"division": Division(0, "CE1")}, "division"),
        (Part.GUARDIANS, {"guardians": ()}, "guardians"),
    ],
)
def test_what_is_unsaid_stays_as_it_is_known(part, changes, field):
    assert getattr(completed(told(part, **changes), KNOWN), field) == getattr(KNOWN, field)


def test_the_first_first_name_is_told_and_the_others_stay():
    spelt = told(Part.OTHER_FIRST_NAMES, first_names=("Marie-Claire",))
    assert completed(spelt, KNOWN).first_names == ("Marie-Claire", "Yvete")


def test_an_ine_is_gained_and_never_lost():
    assert completed(told(), a_pupil(ine=None)).ine == a_pupil().ine
    assert completed(told(ine=None), KNOWN).ine == KNOWN.ine
    assert completed(told(ine=Ine("990000002CD")), KNOWN).ine == Ine("990000002CD")


def test_a_responsable_keeps_the_kinship_and_the_custody_that_are_unsaid():
    mother = a_guardian(kinship="", custody=False, email="nouveau@example.fr")
    told_in_part = told(Part.KINSHIP, Part.CUSTODY, guardians=(mother,))
    [completed_mother] = completed(told_in_part, KNOWN).guardians
    assert completed_mother == a_guardian(email="nouveau@example.fr")


def test_a_new_responsable_is_taken_as_told():
    aunt = a_guardian(family_name="PETIT", first_name="Anne", kinship="", email="", phones=phones())
    aunt = replace(aunt, phones=phones(mobile=""))
    told_in_part = told(Part.KINSHIP, Part.CUSTODY, guardians=(aunt,))
    assert completed(told_in_part, KNOWN).guardians == (aunt,)
