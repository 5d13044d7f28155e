"""Nothing is written before a verdict on the whole run, and then everything is live."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.errors import RegisterError, RunLost
from core.model.answers import Cause
from core.model.events import Decision, Outcome
from core.model.livret import Livret
from core.model.records import Admission, Division, Registration, Structure
from core.model.runs import RunState
from core.rules.guard import Excess, Limits, MassChangeBlocked
from core.usecases.synchronise import synchronise
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import RUN, MemoryRegister, ine
from tests.core.school import CE1, CM2, MemoryStore, everything
from tests.core.usecases.test_synchronise import a_class_of, held_in_flight
from tests.waiting import until

CLASS = Structure(2602, "CE1 A", ())
IN_CM2 = Division(CM2.id, CM2.label)
STRICT = Limits(modified=0.05)


def a_listed_class_of(size):
    return a_class_of(size, (CLASS,))


async def run(livrets, register, limits, stop=None, started=RUN):
    stream = synchronise(
        started, register, livrets, at_once=4, stop=stop or asyncio.Event(), limits=limits
    )
    return [event async for event in stream]


def renamed(register, *numbers):
    for number in numbers:
        register.known[ine(number)] = a_registration(ine=ine(number), family_name="AUTRE")


def updated(facts):
    return [event for event in facts if getattr(event, "outcome", None) is Outcome.UPDATED]


async def test_what_the_rolls_show_is_judged_before_anybody_is_looked_up():
    livrets, register = a_listed_class_of(20)
    renamed(register, 1, 2)
    with pytest.raises(MassChangeBlocked) as held:
        await run(livrets, register, STRICT)
    assert held.value.excesses == (Excess.MODIFIED,)
    assert (held.value.figures.checked, held.value.figures.modified) == (20, 2)
    assert (register.asked, livrets.recorded) == ([], [])
    assert livrets.state is RunState.HELD


async def test_once_the_rolls_are_judged_an_update_waits_for_nobody():
    livrets, register = a_listed_class_of(20)
    renamed(register, 1)
    stream: Any = synchronise(
        RUN, register, livrets, at_once=1, stop=asyncio.Event(), limits=Limits()
    )
    async with aclosing(stream):
        first = await anext(stream)
    assert first.outcome is Outcome.UPDATED
    assert len(register.asked) < 20


async def test_who_is_on_no_roll_is_looked_up_before_the_verdict():
    livrets, register = a_listed_class_of(20)
    for number in (1, 2, 3):
        livrets.by_id[number] = Livret(number, a_pupil(ine=ine(number), family_name="PARTI"))
        del register.known[ine(number)]
    with pytest.raises(MassChangeBlocked) as held:
        await run(livrets, register, Limits())
    assert held.value.excesses == (Excess.NOT_FOUND,)
    assert set(register.asked) == {ine(1), ine(2), ine(3)}
    assert livrets.recorded == []


async def test_another_schools_register_is_told_by_its_rolls_and_a_handful_of_questions():
    livrets, register = a_listed_class_of(300)
    register.known = {
        number: a_registration(ine=ine(number), family_name="AUTRE", birth_date=date(2018, 1, 1))
        for number in range(301, 601)
    }
    with pytest.raises(MassChangeBlocked) as held:
        await run(livrets, register, Limits(arrivals=9))
    assert held.value.excesses == (Excess.NONE_FOUND,)
    assert held.value.figures.checked == 300
    assert len(register.asked) < 20
    assert livrets.recorded == []
    assert len(livrets.by_id) == 300


async def test_answers_that_contradict_the_rolls_stop_the_run_at_the_limit():
    livrets, register = a_listed_class_of(40)
    roll = await register.roll(RUN.scope.uai, CLASS.id)

    async def as_it_was(_uai, _structure):
        return roll

    register.roll = as_it_was
    renamed(register, *range(1, 41))
    with pytest.raises(MassChangeBlocked):
        await run(livrets, register, Limits(modified=0.10))
    assert len(updated(livrets.recorded)) <= 4
    assert livrets.state is RunState.HELD


async def test_where_a_roll_cannot_be_read_everyone_is_looked_up_before_the_verdict():
    livrets, register = a_listed_class_of(20)
    renamed(register, 1, 2)

    async def unread(_uai, _structure):
        raise RegisterError(Cause.UNREADABLE)

    register.roll = unread
    with pytest.raises(MassChangeBlocked):
        await run(livrets, register, STRICT)
    assert livrets.recorded == []


async def test_too_many_arrivals_hold_the_run_and_nobody_is_admitted():
    livrets, register = a_listed_class_of(20)
    for number in range(21, 60):
        register.known[ine(number)] = a_registration(
            ine=ine(number), family_name="NEUF", first_names=(f"Enfant {number}",)
        )
    with pytest.raises(MassChangeBlocked) as held:
        await run(livrets, register, Limits())
    assert held.value.excesses == (Excess.ARRIVALS,)
    assert len(livrets.by_id) == 20


async def test_once_it_is_understood_the_run_goes_on_with_those_that_were_held():
    livrets, register = a_listed_class_of(20)
    renamed(register, 1, 2)
    with pytest.raises(MassChangeBlocked):
        await run(livrets, register, STRICT)
    facts = await run(livrets, register, None)
    assert len(updated(facts)) == 2
    assert livrets.state is RunState.COMPLETE


async def test_few_pupils_are_a_share_of_the_school_and_not_of_themselves():
    livrets, register = a_listed_class_of(5)
    renamed(register, 1, 2, 3)
    livrets.by_id |= {number: Livret(number, a_pupil()) for number in range(6, 101)}
    assert len(updated(await run(livrets, register, Limits()))) == 3


async def test_who_is_to_come_from_another_class_is_judged_with_those_of_the_run():
    pupils = [a_pupil(ine=ine(rank), first_names=(f"Enfant {rank}",)) for rank in range(1, 41)]
    here, elsewhere = pupils[:20], [replace(pupil, division=IN_CM2) for pupil in pupils[20:]]
    store = MemoryStore(
        [Livret(number, pupil) for number, pupil in enumerate((*here, *elsewhere), 1)], (CE1, CM2)
    )
    register = MemoryRegister([Registration(pupil, Admission.FINAL) for pupil in pupils], (CE1,))
    started = await store.start_run(everything(CE1), "Directrice")
    with pytest.raises(MassChangeBlocked) as held:
        await run(store, register, Limits(moved=0.45, from_pupils=7), started=started)
    assert held.value.excesses == (Excess.NEW_YEAR,)
    assert (held.value.figures.checked, held.value.figures.moved) == (40, 20)
    assert store.judged == [(started, 7)]
    assert store.recorded == []


async def test_a_stop_before_the_verdict_writes_nothing():
    livrets, register = a_class_of(30)
    renamed(register, 1)
    stop = asyncio.Event()
    register.gate.clear()
    reading = asyncio.create_task(run(livrets, register, Limits(), stop))
    await until(lambda: register.in_flight == 4)
    stop.set()
    register.gate.set()
    assert await reading == []
    assert livrets.state is RunState.STOPPED


async def test_after_a_stop_no_list_is_carried_out():
    livrets, register = a_listed_class_of(30)
    renamed(register, 1)
    register.known[ine(31)] = a_registration(ine=ine(31), family_name="NEUF")
    stop = asyncio.Event()
    register.gate.clear()
    reading = asyncio.create_task(run(livrets, register, Limits(), stop))
    await until(lambda: register.in_flight == 4)
    stop.set()
    register.gate.set()
    assert len(updated(await reading)) == 1
    assert len(livrets.by_id) == 30
    assert livrets.state is RunState.STOPPED


async def test_what_the_passes_before_changed_counts_in_the_next():
    livrets, register = a_listed_class_of(20)
    renamed(register, 1, 2)
    await run(livrets, register, Limits(modified=0.10))
    livrets.in_run |= set(range(21, 41))
    for number in range(21, 41):
        livrets.by_id[number] = Livret(number, a_pupil(ine=ine(number)))
        register.known[ine(number)] = a_registration(ine=ine(number))
    renamed(register, 21, 22, 23)
    with pytest.raises(MassChangeBlocked) as held:
        await run(livrets, register, Limits(modified=0.10))
    assert (held.value.figures.checked, held.value.figures.modified) == (40, 5)


async def test_a_register_that_closes_leaves_the_rest_open():
    livrets, register = a_class_of(20)
    renamed(register, 1)
    register.close_for(ine(15), Cause.ACCESS_REFUSED)
    with pytest.raises(Exception, match="access refused"):
        await run(livrets, register, Limits())
    assert livrets.recorded == []
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

    async def renew(renewed):
        assert renewed == RUN
        alive.set()

    livrets.renew = renew
    async with held_in_flight(livrets, register, 4, at_once=4) as reading:
        await until(alive.is_set)
    assert all(isinstance(event, Decision) for event in await reading)
