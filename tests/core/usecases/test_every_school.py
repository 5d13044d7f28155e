"""Every school of a store, one after the other."""

import asyncio

import pytest

from core.errors import UserError
from core.messages import refusals
from core.model.livret import Livret
from core.model.records import Division
from core.model.runs import Override
from core.usecases.every_school import EverySchool
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import MemoryRegister, ine
from tests.core.school import CE1, LILAS, TILLEULS, MemoryStore, a_workspace

DIVISION = Division(CE1.id, CE1.label)
MARIE = Livret(1, a_pupil(ine=ine(1), division=DIVISION))


def register():
    return MemoryRegister([a_registration(ine=ine(1), division=DIVISION)], [CE1])


async def ends_of(every_school):
    return [end async for end in every_school.ends()]


async def test_one_that_is_refused_stops_no_other():
    store = MemoryStore([MARIE], schools=(LILAS, TILLEULS))
    workspace = a_workspace(store, register=register())
    refused, done = await ends_of(EverySchool(workspace, Override.NOTHING))
    assert (refused.school, refused.run) == (LILAS, None)
    assert refused.refusal
    assert done.school == TILLEULS
    assert done.run.is_clean


async def test_a_store_without_schools_is_told():
    with pytest.raises(UserError) as refused:
        await ends_of(EverySchool(a_workspace(MemoryStore(schools=())), Override.NOTHING))
    assert str(refused.value) == refusals.NO_SCHOOL


async def test_after_a_stop_no_school_is_begun():
    workspace = a_workspace(MemoryStore([MARIE]), register=register())
    every_school = EverySchool(workspace, Override.NOTHING)
    every_school.stop()
    [end] = await ends_of(every_school)
    assert (end.run, end.refusal) == (None, None)


async def test_a_stop_drains_the_school_that_is_under_way():
    known = register()
    known.gate.clear()
    every_school = EverySchool(a_workspace(MemoryStore([MARIE]), register=known), Override.NOTHING)
    following = asyncio.create_task(ends_of(every_school))
    while not known.in_flight:
        await asyncio.sleep(0)
    every_school.stop()
    known.gate.set()
    [end] = await following
    assert end.run.stopping


async def test_a_stop_while_the_classes_are_looked_up_stops_the_run_that_follows():
    known = register()

    async def structures(_uai):
        every_school.stop()
        return [CE1]

    known.structures = structures
    every_school = EverySchool(a_workspace(MemoryStore([MARIE]), register=known), Override.NOTHING)
    [end] = await ends_of(every_school)
    assert end.run.stopping
    assert known.asked == []
