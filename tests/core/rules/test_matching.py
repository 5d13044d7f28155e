"""Of nom, prénom and date of birth, an INE wants two to agree; one may have been corrected."""

from datetime import date

import pytest

from core.model.answers import Cause, Found, Unverified
from core.rules.matching import match_by_ine
from tests.core.builders import a_pupil, a_registration

BORN_OTHERWISE = date(2018, 1, 1)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("DUPONT", "DUPOND"),
        ("DUPONT", "DUPONT MARTIN"),
        ("DUPONT MARTIN", "MARTIN"),
        ("Éloïse", "ELOISE"),
        ("LUCA", "LUCE"),
    ],
    ids=["a letter", "a part that was added", "a part that was dropped", "accents", "one in four"],
)
def test_a_name_may_have_been_corrected(known, told):
    found = a_registration(family_name=told, birth_date=BORN_OTHERWISE)
    assert match_by_ine(a_pupil(family_name=known), found) == Found(found)


@pytest.mark.parametrize(
    ("known", "told"),
    [("DUPONT", "MARTIN"), ("LUC", "LUA"), ("--", "DUPONT"), ("DUPONT", "--")],
    ids=["another", "one in three", "a name without letters", "told without letters"],
)
def test_another_name_and_another_date_are_another_pupil(known, told):
    found = a_registration(family_name=told, birth_date=BORN_OTHERWISE)
    answer = match_by_ine(a_pupil(family_name=known), found)
    assert answer == Unverified(Cause.ANOTHER_PUPIL)


def test_one_thing_alone_may_be_quite_another():
    for changes in (
        {"family_name": "MARTIN"},
        {"first_names": ("Luc",)},
        {"birth_date": BORN_OTHERWISE},
    ):
        found = a_registration(**changes)
        assert match_by_ine(a_pupil(), found) == Found(found)


def test_a_record_of_another_ine_is_another_pupil():
    assert match_by_ine(a_pupil(), a_registration(ine=None)) == Unverified(Cause.ANOTHER_PUPIL)
