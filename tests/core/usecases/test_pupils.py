"""A pupil is meant by his INE or his name in one school, and looked for in all of them."""

import pytest

from core.errors import UserError
from core.messages import refusals
from core.model.livret import Livret
from core.usecases.pupils import livret_of, search
from tests.core.builders import a_pupil
from tests.core.memory import ine
from tests.core.school import LILAS, TILLEULS, UAI, MemoryStore, a_workspace

MARIE = Livret(1, a_pupil(ine=ine(1)))
LUC = Livret(2, a_pupil(ine=ine(2), first_names=("Luc",)))
ALI = Livret(3, a_pupil(ine=None, first_names=("Ali",), family_name="BERNARD"))


@pytest.fixture
def store():
    return MemoryStore([MARIE, LUC, ALI], schools=(LILAS, TILLEULS))


@pytest.mark.parametrize(
    ("typed", "livret"),
    [(f" {ine(2).lower()} ", LUC), ("luc", LUC), ("dupont marie", MARIE), ("bernard", ALI)],
)
async def test_a_pupil_is_meant_by_his_ine_or_by_his_name(store, typed, livret):
    assert await livret_of(store, UAI, typed) == livret


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (ine(9), refusals.UNKNOWN_PUPIL),
        ("martin", refusals.NOBODY_CALLED_SO),
        ("", refusals.NOBODY_CALLED_SO),
        ("dupont", refusals.which_pupil([MARIE.pupil, LUC.pupil])),
    ],
)
async def test_nobody_and_several_are_told(store, typed, sentence):
    with pytest.raises(UserError) as refused:
        await livret_of(store, UAI, typed)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("typed", [ine(2), "luc"])
async def test_a_pupil_of_another_school_is_not_meant(store, typed):
    with pytest.raises(UserError):
        await livret_of(store, LILAS.uai, typed)


async def test_those_who_are_found_come_with_their_school(store):
    workspace = a_workspace(store)
    assert await search(workspace, "dupont") == [(TILLEULS, MARIE.pupil), (TILLEULS, LUC.pupil)]
    assert len(await search(workspace, "")) == 3
    assert await search(workspace, "martin") == []


def test_of_many_who_could_be_meant_ten_are_named():
    sentence = refusals.which_pupil([a_pupil(ine=None)] * 10 + [a_pupil()] * 2)
    assert sentence.count("Marie Claire DUPONT (CE1 A, 17/05/2019)") == 10
    assert " et 2 autres. Dites lequel par son INE" in sentence
    named = refusals.which_pupil([a_pupil(), ALI.pupil])
    assert "Marie Claire DUPONT (CE1 A, 17/05/2019, INE *******01AB), Ali BERNARD" in named
