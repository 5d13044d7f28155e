"""What fails late in a run, or as it ends, leaves it open and loses nothing."""

import asyncio
from contextlib import aclosing
from typing import Any

import pytest

from core.errors import RunLost, StoreError
from core.model.events import Decision, Outcome
from core.model.livret import Livret
from core.model.records import Division
from core.model.runs import RunState
from core.usecases.group_commit import MOST, GroupCommit
from core.usecases.synchronise import synchronise
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import RUN, MemoryLivrets, MemoryRegister, ine
from tests.core.school import CE1
from tests.core.usecases.test_synchronise import a_class_of, held_in_flight
from tests.waiting import until

DISK_IS_FULL = StoreError("La base LSUN n'est pas utilisable : le disque est plein.")


@pytest.mark.parametrize("error", [RunLost(), DISK_IS_FULL], ids=["lost", "the store fails"])
async def test_a_run_whose_sign_of_life_fails_stops(monkeypatch, error):
    monkeypatch.setattr("core.usecases.synchronise.RENEWED_EVERY", 0)
    livrets, register = a_class_of(5)
    failed = asyncio.Event()

    async def renew(_run):
        if register.in_flight == 2:
            failed.set()
            raise error

    livrets.renew = renew
    async with held_in_flight(livrets, register, 2, at_once=2) as reading:
        await until(failed.is_set)
    with pytest.raises(type(error)):
        await reading
    assert len(register.asked) == 2


async def test_a_store_that_cannot_say_how_the_run_ended_is_told():
    livrets, register = a_class_of(2)

    async def finish(_run, _state):
        raise DISK_IS_FULL

    livrets.finish = finish
    stream: Any = synchronise(RUN, register, livrets, at_once=1, stop=asyncio.Event())
    assert [(await anext(stream)).livret.id, (await anext(stream)).livret.id] == [1, 2]
    with pytest.raises(StoreError):
        await anext(stream)


async def test_a_run_that_was_taken_over_as_it_ended_is_ended_by_whoever_has_it():
    livrets, register = a_class_of(2)

    async def finish(_run, _state):
        raise RunLost

    livrets.finish = finish
    stream: Any = synchronise(RUN, register, livrets, at_once=1, stop=asyncio.Event())
    assert len([event async for event in stream]) == 2


async def test_a_stop_while_those_who_moved_in_are_looked_up_leaves_the_teachers_open():
    moved = [
        Livret(number, a_pupil(ine=ine(number), division=Division(9, "CM2")))
        for number in range(1, 10)
    ]
    livrets = MemoryLivrets([], moved, (CE1,))
    register = MemoryRegister([a_registration(ine=livret.pupil.ine) for livret in moved])
    stop = asyncio.Event()
    stream: Any = synchronise(RUN, register, livrets, at_once=1, stop=stop)
    async with aclosing(stream):
        async for event in stream:
            if isinstance(event, Decision):
                stop.set()
    assert 1 <= len(livrets.recorded) < 9
    assert livrets.recorded[0].outcome is Outcome.UPDATED
    assert (livrets.state, livrets.lists.teachers) == (RunState.STOPPED, True)


class Written:
    """A writer of proposals, and what it was given at once."""

    def __init__(self):
        self.batches, self.failures = [], []
        self.error = None

    async def write(self, batch):
        self.batches.append(list(batch))
        if self.error is not None:
            raise self.error

    def commit(self):
        return GroupCommit(self.write, self.failures.append)


@pytest.mark.parametrize(
    ("number", "sizes"), [(0, []), (1, [1]), (MOST, [MOST]), (MOST + 3, [MOST, 3])]
)
async def test_what_waits_is_written_in_order_and_so_much_at_once(number, sizes):
    written = Written()
    async with written.commit() as commit:
        for proposal in range(number):
            commit.add(proposal, says_something=False)
    assert [len(batch) for batch in written.batches] == sizes
    assert [one for batch in written.batches for one in batch] == list(range(number))


async def test_what_says_something_takes_along_what_waits_and_waits_for_nobody():
    written = Written()
    async with written.commit() as commit:
        commit.add("nothing", says_something=False)
        commit.add("something", says_something=True)
        await until(lambda: written.batches)
        assert written.batches == [["nothing", "something"]]


async def test_so_many_that_say_nothing_wait_for_nobody(monkeypatch):
    monkeypatch.setattr("core.usecases.group_commit.PATIENCE", 3600)
    written = Written()
    async with written.commit() as commit:
        for proposal in range(MOST - 1):
            commit.add(proposal, says_something=False)
        for _ in range(20):
            await asyncio.sleep(0)
        assert written.batches == []
        commit.add(MOST, says_something=False)
        await until(lambda: written.batches)
        assert len(written.batches[0]) == MOST


async def test_what_says_nothing_is_written_after_a_moment(monkeypatch):
    monkeypatch.setattr("core.usecases.group_commit.PATIENCE", 0)
    written = Written()
    async with written.commit() as commit:
        commit.add("nothing", says_something=False)
        await until(lambda: written.batches)
    assert written.batches == [["nothing"]]


async def test_a_writer_can_be_entered_again():
    written = Written()
    commit = written.commit()
    for proposal in ("first", "second"):
        async with commit:
            commit.add(proposal, says_something=True)
            await until(lambda: [proposal] in written.batches)  # noqa: B023 - waited for here
    assert written.batches == [["first"], ["second"]]


async def test_a_write_that_fails_is_told_and_nothing_more_is_written():
    written = Written()
    written.error = DISK_IS_FULL
    async with written.commit() as commit:
        commit.add("first", says_something=True)
        await until(lambda: written.failures)
        commit.add("second", says_something=True)
    assert (written.failures, written.batches) == ([DISK_IS_FULL], [["first"]])
