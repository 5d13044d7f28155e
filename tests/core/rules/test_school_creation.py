"""A school is created with those who are definitively admitted, from an extraction of ONDE."""

from dataclasses import replace
from datetime import date

import pytest

from core.model.extraction import Extraction, Provenance
from core.model.identifiers import Uai
from core.model.records import Admission, Division, Field, School, Structure, Teacher
from core.model.school_contents import SchoolContents
from core.rules.school_creation import Obstacle, contents_of, obstacle_to
from tests.core.builders import a_registration
from tests.core.memory import ine

CE1 = Structure(2602, "CE1 A", ())
CLAIRE = Teacher(civility="MME", family_name="VALLÉE", first_name="Claire", structures=(2602,))
NOBODY = Teacher(civility="M.", family_name="", first_name="", structures=(2602,))
PROVENANCE = Provenance(Uai("0951099D"), date(2026, 11, 23))
MARIE = a_registration()
WITHOUT_CLASS = a_registration(ine=ine(2), division=Division(0, ""))
WAITING = a_registration(Admission.ACCEPTED, ine=ine(3))
UNNUMBERED = replace(MARIE, missing_fields=frozenset({Field.DIVISION}))


def an_extraction(*registrations, teachers=(CLAIRE, NOBODY)):
    return Extraction(
        provenance=PROVENANCE,
        structures=(CE1,),
        registrations=registrations,
        teachers=teachers,
    )


@pytest.mark.parametrize(
    ("registrations", "obstacle"),
    [
        ([MARIE, WAITING, WITHOUT_CLASS], None),
        ([WAITING, WITHOUT_CLASS], Obstacle.NOBODY_ADMITTED),
        ([], Obstacle.NOBODY_ADMITTED),
        ([MARIE, UNNUMBERED], Obstacle.NO_CLASS_IDENTIFIER),
    ],
    ids=["one is admitted", "nobody is", "nobody at all", "a class without its identifier"],
)
def test_what_is_in_the_way_of_a_new_school(registrations, obstacle):
    assert obstacle_to(an_extraction(*registrations)) is obstacle


def test_a_new_school_has_its_classes_who_is_admitted_and_who_is_named():
    assert contents_of(
        an_extraction(MARIE, WAITING, WITHOUT_CLASS), "École des Tilleuls"
    ) == SchoolContents(
        School(PROVENANCE.uai, "École des Tilleuls"),
        (CE1,),
        (CLAIRE,),
        ((MARIE.pupil, ()),),
        PROVENANCE.extracted_on,
    )


def test_a_school_may_be_new_without_an_extraction_of_teachers():
    assert contents_of(an_extraction(MARIE, teachers=None), "Tilleuls").teachers == ()
