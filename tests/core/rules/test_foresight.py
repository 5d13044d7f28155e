"""What the rolls foresee of a pupil is what the register answers about him."""

import pytest

from core.model.answers import Cause, Found, OtherIne, Several, Unverified
from core.model.livret import Livret
from core.model.records import Division, Roll
from core.rules.foresight import Foresight, in_every_class
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import ine
from tests.core.school import CE1, CM2

MARIE = a_registration(ine=ine(1))
WITHOUT_INE = a_registration(ine=None, family_name="PETIT")


def foreseen(pupil, *registrations):
    return Foresight([Roll(CE1, registrations)]).answer_about(pupil)


def test_a_pupil_on_a_roll_is_found_by_his_ine_or_by_his_civil_identity():
    assert foreseen(a_pupil(ine=ine(1)), MARIE, WITHOUT_INE) == Found(MARIE)
    assert foreseen(a_pupil(ine=None), MARIE, WITHOUT_INE) == Found(MARIE, by_ine=False)
    assert foreseen(WITHOUT_INE.pupil, MARIE, WITHOUT_INE) == Found(WITHOUT_INE, by_ine=False)


@pytest.mark.parametrize(
    ("pupil", "registrations", "answer"),
    [
        (a_pupil(ine=ine(2)), (MARIE,), OtherIne()),
        (a_pupil(ine=None), (MARIE, a_registration(ine=ine(2))), Several(2)),
        (
            a_pupil(ine=ine(1), family_name="AUTRE", first_names=("Luc",)),
            (MARIE,),
            Unverified(Cause.ANOTHER_PUPIL),
        ),
        (a_pupil(ine=ine(3), family_name="AUTRE"), (MARIE,), None),
        (a_pupil(ine=None, birth_place="Nantes"), (MARIE,), None),
    ],
    ids=["another INE", "homonyms", "somebody else", "on no roll", "born elsewhere"],
)
def test_what_the_register_would_doubt_is_doubted(pupil, registrations, answer):
    assert foreseen(pupil, *registrations) == answer


def test_who_is_on_the_roll_of_his_class_and_of_a_regroupement_is_one():
    both = Foresight([Roll(CE1, (MARIE,)), Roll(CM2, (MARIE,))])
    assert both.answer_about(a_pupil(ine=None)) == Found(MARIE, by_ine=False)


def test_of_two_records_of_one_ine_the_first_is_foreseen():
    other = a_registration(ine=ine(1), family_name="DUPOND")
    assert foreseen(a_pupil(ine=ine(1)), MARIE, other) == Found(MARIE)


def test_rolls_without_anybody_are_empty():
    assert Foresight([Roll(CE1, ())]).is_empty
    assert not Foresight([Roll(CE1, (WITHOUT_INE,))]).is_empty


@pytest.mark.parametrize("number", [0, 1, 9, 30, 40])
def test_the_beginning_has_some_of_every_class_and_nobody_is_lost(number):
    classes = 4
    livrets = [
        Livret(rank, a_pupil(division=Division(rank * classes // number, "")))
        for rank in range(number)
    ]
    mixed = in_every_class(livrets)
    assert sorted(livret.id for livret in mixed) == list(range(number))
    if number > 20:
        assert {livret.pupil.division.id for livret in mixed[:10]} == set(range(classes))
