"""Whom a row that cannot be read may be about: nobody whom it rules out."""

from dataclasses import replace
from datetime import date

import pytest

from core.model.extraction import UnreadableRow
from core.model.identifiers import Ine
from core.model.records import Field
from core.rules.doubts import could_be, is_about, name_of, with_unknown_guardians
from core.text import SPOILT
from tests.core.builders import a_guardian, a_pupil, a_registration

MARIE = a_pupil(first_names=("Marie Claire", "Yvete"))


def test_a_row_that_says_nothing_may_be_anybodys():
    assert could_be(UnreadableRow(), MARIE)


@pytest.mark.parametrize(
    "row",
    [
        UnreadableRow(family_name="DUPONT", first_name="Marie Claire"),
        UnreadableRow(family_name="dup", first_name="marie"),
        UnreadableRow(family_name=f"D{SPOILT}PONT", first_name=f"Mar{SPOILT}e"),
        UnreadableRow(birth_date=MARIE.birth_date),
        UnreadableRow(division_id=MARIE.division.id),
        UnreadableRow(ine=MARIE.ine, family_name="AUTRE"),
    ],
    ids=["names", "names cut short", "spoilt names", "birth date", "class", "INE"],
)
def test_a_row_may_be_his_with_whom_all_that_it_says_agrees(row):
    assert could_be(row, MARIE)


@pytest.mark.parametrize(
    "row",
    [
        UnreadableRow(family_name="DURAND"),
        UnreadableRow(first_name="Luc"),
        UnreadableRow(first_name="Yvete"),
        UnreadableRow(family_name=f"R{SPOILT}PONT"),
        UnreadableRow(birth_date=date(2018, 1, 1)),
        UnreadableRow(division_id=9),
        UnreadableRow(ine=Ine("990000002CD"), family_name="DUPONT"),
    ],
    ids=["nom", "prénom", "second prénom", "spoilt name", "birth date", "class", "INE"],
)
def test_a_row_is_not_his_whom_one_thing_rules_out(row):
    assert not could_be(row, MARIE)


@pytest.mark.parametrize(
    ("row", "pupil"),
    [
        (UnreadableRow(ine=MARIE.ine), a_pupil(ine=None)),
        (UnreadableRow(), MARIE),
    ],
    ids=["he has none", "the row has none"],
)
def test_an_ine_that_one_side_lacks_rules_nobody_out(row, pupil):
    assert could_be(replace(row, family_name="DUPONT"), pupil)
    assert not could_be(replace(row, family_name="DURAND"), pupil)


def test_a_responsable_is_recognised_by_both_names_whatever_their_accents():
    assert name_of(a_guardian(family_name="MORÈL", first_name="Hélène")) == ("morel", "helene")


def test_a_record_is_about_whom_its_ine_or_its_civil_identity_names():
    assert is_about(a_registration(family_name="AUTRE"), a_pupil())
    assert is_about(a_registration(ine=Ine("990000002CD")), a_pupil())
    assert is_about(a_registration(ine=None), a_pupil(ine=None))
    assert not is_about(a_registration(ine=None, family_name="AUTRE"), a_pupil(ine=None))
    assert not is_about(a_registration(ine=Ine("990000002CD"), family_name="AUTRE"), a_pupil())


def test_a_record_of_which_nobody_knows_the_responsables_says_no_less_of_the_rest():
    known = replace(a_registration(), missing_fields=frozenset({Field.EMAIL}))
    assert with_unknown_guardians(known) == replace(
        known, missing_fields=frozenset({Field.EMAIL, Field.GUARDIANS})
    )
