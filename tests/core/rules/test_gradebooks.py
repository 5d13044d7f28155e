"""Whose bilans a gradebook's file holds: the names in it are compared to LSUN's."""

import pytest

from core.model.gradebook import Gradebook, GradebookPupil
from core.model.identifiers import Uai
from core.model.records import Division
from core.rules.gradebooks import compare_identities, recognised
from core.rules.recognition import Share
from tests.core.builders import a_pupil
from tests.core.memory import ine

UAI, CE1 = Uai("0951099D"), Division(2602, "CE1 A")
MARIE = a_pupil(
    ine=ine(1), family_name="DUPÔNT", usual_name="MARTIN", first_names=("Marie-Claire", "Yvete")
)


def a_gradebook(*names):
    pupils = (
        GradebookPupil(ine(rank), family_name, first_name, CE1)
        for rank, (family_name, first_name) in enumerate(names, 1)
    )
    return Gradebook(UAI, tuple(pupils))


def compared(*names, known):
    return compare_identities(a_gradebook(*names), {pupil.ine: pupil for pupil in known})


@pytest.mark.parametrize(
    "name",
    [
        ("DUPÔNT", "Marie-Claire"),
        ("dupont", "marie claire"),
        ("MARTIN", "Marie-Claire"),
        ("DUPONT MARTIN", "Marie-Claire"),
        ("DUPONT", "Marie"),
        ("DUPONT", "Marie-Claire Yvete"),
        ("DUPONT", "Marie Claire Yvete Anne"),
        ("DUPONT", ""),
        ("", "Marie"),
    ],
)
def test_the_same_name_may_be_written_in_several_ways(name):
    assert compared(name, known=[MARIE]).mismatches == ()


@pytest.mark.parametrize("name", [("DURAND", "Marie-Claire"), ("DUPONT", "Paul"), ("X", "Y")])
def test_another_name_is_another_childs(name):
    [mismatch] = compared(name, known=[MARIE]).mismatches
    assert mismatch.in_lsun == MARIE
    assert mismatch.in_file.full_name == " ".join(reversed(name))


def test_who_is_not_named_or_not_known_is_not_compared():
    identities = compared(("", ""), ("DURAND", "Zoé"), known=[MARIE])
    assert (identities.compared, identities.mismatches) == (0, ())


def test_one_called_otherwise_leaves_the_others_believed_and_a_tenth_does_not():
    known = [a_pupil(ine=ine(rank), family_name="DUPONT") for rank in range(1, 21)]
    first_name = known[0].first_names[0]

    def with_others(number):
        names = [("AUTRE", "Zoé")] * number + [("DUPONT", first_name)] * (20 - number)
        return compared(*names, known=known)

    assert with_others(1).is_plausible
    assert with_others(2).is_plausible
    assert not with_others(3).is_plausible


def test_two_of_a_few_are_too_many():
    known = [a_pupil(ine=ine(rank), family_name="DUPONT") for rank in (1, 2, 3)]
    assert not compared(*[("AUTRE", "Zoé")] * 2, known=known).is_plausible
    assert compared(("AUTRE", "Zoé"), known=known).is_plausible


def test_a_pupil_is_recognised_by_his_ine():
    known = {ine(1): MARIE}
    assert recognised(a_gradebook(("A", "B"), ("C", "D")), known) == Share(1, 2)
