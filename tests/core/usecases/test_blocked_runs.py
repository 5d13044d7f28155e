"""Nothing is updated nor admitted before everyone has been looked up."""

import asyncio

import pytest

from core.errors import RunLost
from core.model.answers import Cause
from core.model.events import Decision, Outcome
from core.model.runs import RunState
from core.rules.guard import Excess, Limits, MassChangeBlocked
from core.usecases.synchronise import synchronise
from tests.core.builders import a_registration
from tests.core.memory import RUN, ine
from tests.core.usecases.test_synchronise import a_class_of, held_in_flight
from tests.waiting import until

STRICT = Limits(modified=0.05)


async def run(livrets, register, limits, stop=None):
    stream = synchronise(
        RUN, register, livrets, at_once=4, stop=stop or asyncio.Event(), limits=limits
    )
    return [event async for event in stream]


def renamed(register, *numbers):
    for number in numbers:
        register.known[ine(number)] = a_registration(ine=ine(number), family_name="AUTRE")


def updated(facts):
    return [event for event in facts if event.outcome is Outcome.UPDATED]


async def test_updates_come_after_everyone_has_been_looked_up():
    livrets, register = a_class_of(20)
    renamed(register, 1)
    facts = await run(livrets, register, Limits())
    assert [event.outcome for event in facts][-1] is Outcome.UPDATED
    assert len(updated(facts)) == 1


async def test_too_much_change_holds_the_run_and_updates_nobody():
    livrets, register = a_class_of(20)
    renamed(register, 1, 2)
    with pytest.raises(MassChangeBlocked) as held:
        await run(livrets, register, STRICT)
    assert held.value.excesses == (Excess.MODIFIED,)
    assert (held.value.figures.checked, held.value.figures.modified) == (20, 2)
    assert livrets.state is RunState.HELD
    assert updated(livrets.recorded) == []
    assert len(livrets.recorded) == 18


async def test_once_it_is_understood_the_run_goes_on_with_those_that_were_held():
    livrets, register = a_class_of(20)
    renamed(register, 1, 2)
    with pytest.raises(MassChangeBlocked):
        await run(livrets, register, STRICT)
    facts = await run(livrets, register, None)
    assert {event.livret.id for event in facts} == {1, 2}
    assert livrets.state is RunState.COMPLETE


async def test_few_pupils_are_updated_as_they_come():
    livrets, register = a_class_of(5)
    renamed(register, 1, 2, 3)
    assert len(updated(await run(livrets, register, Limits()))) == 3


async def test_a_stop_writes_what_was_answered_if_the_guard_lets_it():
    livrets, register = a_class_of(30)
    renamed(register, 1)
    stop = asyncio.Event()
    async with held_in_flight(livrets, register, 5, stop) as reading:
        stop.set()
    facts = await reading
    assert len(updated(facts)) == 1
    assert livrets.state is RunState.STOPPED


async def test_a_register_that_closes_leaves_the_held_ones_open():
    livrets, register = a_class_of(20)
    renamed(register, 1)
    register.close_for(ine(15), Cause.ACCESS_REFUSED)
    with pytest.raises(Exception, match="access refused"):
        await run(livrets, register, Limits())
    assert updated(livrets.recorded) == []
    assert livrets.state is RunState.SUSPENDED


async def test_a_run_that_was_lost_stops_and_is_not_ended_by_its_former_holder():
    livrets, register = a_class_of(5)
    renamed(register, 1)
    livrets.failures[1] = RunLost()
    with pytest.raises(RunLost):
        await run(livrets, register, None)
    assert livrets.state is RunState.RUNNING


async def test_a_run_gives_signs_of_life_while_it_waits(monkeypatch):
    monkeypatch.setattr("core.usecases.synchronise.RENEWED_EVERY", 0)
    livrets, register = a_class_of(5)
    alive = asyncio.Event()

    async def renew(_run):
        alive.set()

    livrets.renew = renew
    async with held_in_flight(livrets, register, 4, at_once=4) as reading:
        await until(alive.is_set)
    assert all(isinstance(event, Decision) for event in await reading)
