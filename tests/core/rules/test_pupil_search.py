from datetime import date

import pytest

from core.model.identifiers import Ine
from core.model.livret import Livret
from core.model.records import Division
from core.rules.pupil_search import found_by, meant_by
from tests.core.builders import a_pupil

CE1, CE2 = Division(1, "CE1 A"), Division(2, "CE2")
MARIE = a_pupil(
    first_names=("Marie-Claire", "Zoé"), family_name="D'ŒUVRE", usual_name="LEFÈVRE", division=CE1
)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "marie", "MARIE CLAIRE", "claire marie", "zoe", "oeuv", "d'oeuvre", "Doeuvre"),
        *("lefevre marie", "120000001ab", "01AB", "zoé 01ab", " — "),
    ],
)
def test_a_search_finds_by_parts_of_names_and_by_the_end_of_an_ine(typed):
    assert found_by(typed, MARIE)


@pytest.mark.parametrize("typed", ["martin", "marie martin", "1AB", "120000001", "rez"])
def test_a_search_finds_nobody_else(typed):
    assert not found_by(typed, MARIE)


def meant(typed, *pupils):
    livrets = [Livret(number, pupil) for number, pupil in enumerate(pupils)]
    return [livret.id for livret in meant_by(typed, livrets)]


@pytest.mark.parametrize(
    "typed",
    [
        *("marie-claire d'oeuvre", "Marie claire", "ZOE", "lefèvre", "doeuvre zoe"),
        *("oeuvre ce1 a", "lefevre 17/05/2019", "zoe 01ab", "zoe 120000001AB"),
    ],
)
def test_a_name_is_meant_by_its_whole_words(typed):
    assert meant(typed, a_pupil(family_name="AUTRE", first_names=("Luc",)), MARIE) == [1]


@pytest.mark.parametrize(
    "typed", ["", "mar", "ce1 a", "17/05/2019", "01AB", "12", "zoe ce2", "zoe martin", "*"]
)
def test_nobody_is_meant_by_a_part_of_a_name_or_by_what_is_no_name(typed):
    assert meant(typed, MARIE) == []


def test_several_are_meant_until_something_tells_them_apart():
    school = (
        a_pupil(ine=None, division=CE1),
        a_pupil(ine=None, division=CE2),
        a_pupil(ine=None, division=CE2, birth_date=date(2018, 1, 31)),
        a_pupil(ine=Ine("120000002CD"), division=CE2),
    )
    assert meant("dupont marie claire", *school) == [0, 1, 2, 3]
    assert meant("dupont ce1", *school) == [0]
    assert meant("dupont 31/01/2018", *school) == [2]
    assert meant("dupont 02cd", *school) == [3]


def test_who_has_these_names_and_no_other_comes_before_who_has_more():
    school = (a_pupil(first_names=("Marie", "Claire")), a_pupil(first_names=("Marie",)))
    assert meant("marie dupont", *school) == [1]
    assert meant("claire dupont", *school) == [0]
    assert meant("dupont", *school) == [0, 1]
