"""Lists are read first and written last; one that cannot be read stays open and stops no other."""

from dataclasses import replace
from typing import Any

import pytest

from core.errors import RegisterError
from core.model.answers import Cause
from core.model.events import (
    Arrivals,
    StructureDecision,
    TeacherDecision,
    TeachersNotGiven,
    UnreadList,
)
from core.model.records import Roll
from core.model.runs import OpenLists
from core.usecases.run_lists import RunLists
from tests.core.builders import a_registration
from tests.core.memory import RUN, MemoryRegister, ine
from tests.core.school import CE1, CLAIRE, MemoryStore, everything

RENAMED = replace(CE1, label="CE1 Soleil")
NEW = a_registration(ine=ine(9))
ALL = OpenLists((CE1,), teachers=True)


class NotingStore(MemoryStore):
    """A store that remembers which lists could not be read."""

    def __init__(self):
        super().__init__()
        self.noted = []

    async def note_unread(self, run, unread):
        await super().note_unread(run, unread)
        self.noted.append(unread)


class Reading:
    """Lists that are read and written, and what was told of them."""

    def __init__(self, teachers=(CLAIRE,), structures=(RENAMED,)):
        self.store = NotingStore()
        self.register = MemoryRegister([NEW], structures, teachers)
        self.told: list[Any] = []
        self.causes: list[Cause] = []
        over_ce1 = replace(RUN, scope=everything(CE1))
        self.lists = RunLists(
            over_ce1, self.register, self.store, tell=self.told.append, unread=self.causes.append
        )

    async def read(self, lists=ALL):
        for reading in self.lists.readings(lists):
            await reading()
        return self.lists


async def test_what_is_read_is_told_once_it_is_written():
    reading = Reading()
    lists = await reading.read()
    assert lists.rolls == [Roll(CE1, (NEW,))]
    assert reading.told == []
    assert lists.left_to_write
    [foreseen] = await lists.arrivals()
    [teacher] = await lists.teacher_decisions()
    await lists.write_arrivals()
    await lists.write_teachers()
    assert reading.told == [
        StructureDecision(CE1, RENAMED),
        foreseen,
        replace(teacher, attached=(RENAMED,)),
    ]
    assert isinstance(foreseen, Arrivals)
    assert isinstance(teacher, TeacherDecision)
    assert (reading.causes, reading.store.noted) == ([], [])


async def test_a_list_that_is_not_open_is_not_read():
    reading = Reading()
    lists = await reading.read(OpenLists())
    assert not lists.left_to_write
    assert await lists.teacher_decisions() == ()
    await lists.write_arrivals()
    await lists.write_teachers()
    assert reading.told == []


@pytest.mark.parametrize(
    ("teachers", "structures", "lists"),
    [
        ((CLAIRE,), (), OpenLists((), teachers=True)),
        (None, (), OpenLists((), teachers=True)),
        ((), (), OpenLists((CE1,))),
    ],
    ids=["teachers", "no teachers at all", "a roll"],
)
async def test_each_list_that_was_read_is_left_to_write(teachers, structures, lists):
    assert (await Reading(teachers, structures).read(lists)).left_to_write


async def test_a_source_without_teachers_is_told_once():
    reading = Reading(None)
    lists = await reading.read(OpenLists((), teachers=True))
    assert await lists.teacher_decisions() == ()
    reading.store.lists = replace(reading.store.lists, teachers=True)
    await lists.write_teachers()
    assert reading.told == [TeachersNotGiven()]
    assert not reading.store.lists.teachers


@pytest.mark.parametrize(
    ("method", "unread"),
    [
        ("roll", UnreadList(CE1, Cause.TOO_SLOW)),
        ("teachers", UnreadList(None, Cause.TOO_SLOW)),
        ("structures", UnreadList(None, Cause.TOO_SLOW, of_structures=True)),
    ],
)
async def test_a_list_that_cannot_be_read_is_kept_open_told_and_counted(method, unread):
    reading = Reading()

    async def fails(*_):
        raise RegisterError(Cause.TOO_SLOW)

    setattr(reading.register, method, fails)
    lists = await reading.read()
    assert (reading.store.noted, reading.told, reading.causes) == (
        [unread],
        [unread],
        [Cause.TOO_SLOW],
    )
    assert lists.left_to_write
    await lists.write_arrivals()
    await lists.write_teachers()
    assert len(reading.told) == 3
