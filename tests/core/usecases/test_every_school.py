"""Every school in turn: what one comes to stops no other, and a stop begins no other."""

import pytest

from core.errors import StoreError, UserError
from core.messages import refusals
from core.model.livret import Livret
from core.model.messages import Severity
from core.model.runs import Ending, Override
from core.usecases.every_school import EverySchool
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import MemoryRegister, ine
from tests.core.school import CE1, LILAS, SUPPORT, TILLEULS, MemoryStore, a_workspace

FOUND, LOST = a_pupil(ine=ine(1)), a_pupil(ine=ine(2), family_name="PERDU")


@pytest.fixture
def store():
    """Of two schools, whose first one fails."""
    return MemoryStore([Livret(1, FOUND), Livret(2, LOST)], schools=(LILAS, TILLEULS))


@pytest.fixture
def register():
    return MemoryRegister([a_registration(ine=ine(1))], structures=[CE1])


async def ends_of(every_school):
    return [end async for end in every_school.ends()]


async def test_a_school_that_fails_stops_no_other(store, register):
    workspace = a_workspace(store, register=register)
    there, here = await ends_of(EverySchool(workspace, Override.EVERYTHING))
    assert (there.school, there.run, type(there.refusal)) == (LILAS, None, StoreError)
    assert (here.school, here.refusal) == (TILLEULS, None)
    assert here.run.ending is Ending.DONE
    assert (here.said[Severity.WARNING], here.said.get(Severity.ERROR, 0)) == (1, 0)
    assert [run.override for run in store.started] == [Override.EVERYTHING]


async def test_who_may_not_synchronise_is_told_so_of_each_school(store, register):
    store.named = [TILLEULS]
    workspace = a_workspace(store, register=register, user=SUPPORT)
    [end] = await ends_of(EverySchool(workspace, Override.NOTHING))
    assert "ne permet pas de synchroniser" in str(end.refusal)
    assert store.started == []


async def test_after_a_stop_no_other_school_is_begun(store, register):
    store.named = [TILLEULS, LILAS]
    every_school = EverySchool(a_workspace(store, register=register), Override.EVERYTHING)
    register.gate.clear()
    ends = every_school.ends()

    async def stopped_while_it_waits(uai, asked):
        every_school.stop()
        return await type(register).by_ine(register, uai, asked)

    register.by_ine = stopped_while_it_waits
    register.gate.set()
    here = await anext(ends)
    assert here.run is not None
    assert here.run.stopping
    [there] = [end async for end in ends]
    assert (there.school, there.run, there.refusal) == (LILAS, None, None)


async def test_a_stop_while_the_classes_are_looked_up_drains_the_run(store, register):
    store.named = [TILLEULS]
    every_school = EverySchool(a_workspace(store, register=register), Override.NOTHING)

    async def structures(_uai):
        every_school.stop()
        return [CE1]

    register.structures = structures
    [end] = await ends_of(every_school)
    assert end.run.ending is Ending.STOPPED
    assert register.asked == []


@pytest.mark.parametrize(
    ("schools", "sentence"), [((), refusals.NO_SCHOOL), ((TILLEULS,), refusals.NO_REGISTER)]
)
async def test_without_a_school_or_a_register_nothing_is_begun(store, schools, sentence):
    store.named = list(schools)
    with pytest.raises(UserError) as refused:
        await ends_of(EverySchool(a_workspace(store), Override.NOTHING))
    assert str(refused.value) == sentence
