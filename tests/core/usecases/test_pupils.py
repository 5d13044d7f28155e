"""Whom somebody means who types an INE or a name."""

import pytest

from core.errors import UserError
from core.messages import refusals
from core.model.livret import Livret
from core.model.runs import RunState
from core.model.views import SchoolStanding
from core.usecases.pupils import livret_of, search
from tests.core.builders import a_pupil
from tests.core.memory import ine
from tests.core.school import LILAS, TILLEULS, UAI, MemoryStore, a_workspace

MARIE = Livret(1, a_pupil(ine=ine(1)))
LUC = Livret(2, a_pupil(ine=ine(2), family_name="MARTIN", first_names=("Luc",)))
LUCIE = Livret(3, a_pupil(ine=ine(3), family_name="MARTIN", first_names=("Lucie",)))


@pytest.fixture
def store():
    return MemoryStore([MARIE, LUC, LUCIE])


async def test_pupils_are_looked_for_by_words_of_their_names_in_every_school(store):
    store.named.append(LILAS)
    found = await search(a_workspace(store), "martin")
    assert [(one.school, one.pupil) for one in found] == [
        (TILLEULS, LUC.pupil),
        (TILLEULS, LUCIE.pupil),
    ]


@pytest.mark.parametrize("typed", ["Luc Martin", "martin luc"])
async def test_a_name_is_as_good_as_an_ine(store, typed):
    assert await livret_of(store, UAI, typed) == LUC


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (ine(9), refusals.UNKNOWN_PUPIL),
        ("Personne", refusals.NOBODY_CALLED_SO),
        ("martin", refusals.which_pupil([LUC.pupil, LUCIE.pupil])),
    ],
)
async def test_nobody_or_several_is_told(store, typed, sentence):
    with pytest.raises(UserError) as refused:
        await livret_of(store, UAI, typed)
    assert str(refused.value) == sentence


def test_a_school_is_held_when_the_guard_holds_its_last_run():
    assert SchoolStanding(school=TILLEULS, state=RunState.HELD).is_held
    assert not SchoolStanding(school=TILLEULS, state=RunState.COMPLETE).is_held
