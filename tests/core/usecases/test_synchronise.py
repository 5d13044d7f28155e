import asyncio
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest

from core.errors import RegisterClosed, RegisterError, StoreError
from core.model.answers import Cause
from core.model.events import Outcome
from core.model.livret import Livret
from core.model.records import Structure
from core.model.runs import RunState
from core.usecases.synchronise import OUTAGE_AFTER, synchronise
from tests.core.builders import a_locked_bilan, a_pupil, a_registration
from tests.core.memory import RUN, MemoryLivrets, MemoryRegister, ine
from tests.waiting import until


def a_class_of(size, structures=()):
    """Pupils who are the same in LSUN and in BE1D; the lists of `structures` are to be read."""
    pupils = [a_pupil(ine=ine(number)) for number in range(1, size + 1)]
    livrets = [Livret(number, pupil) for number, pupil in enumerate(pupils, 1)]
    register = MemoryRegister([a_registration(ine=pupil.ine) for pupil in pupils], structures)
    return MemoryLivrets(livrets, structures=structures), register


async def run(livrets, register, at_once=4, stop=None):
    stream = synchronise(RUN, register, livrets, at_once=at_once, stop=stop or asyncio.Event())
    return [decision async for decision in stream]


@asynccontextmanager
async def held_in_flight(livrets, register, count, stop=None, at_once=5):
    """A run whose register answers nobody yet, once so many pupils are being looked up."""
    register.gate.clear()
    reading = asyncio.create_task(run(livrets, register, at_once, stop))
    await until(lambda: register.in_flight >= count)
    yield reading
    register.gate.set()


async def test_every_pupil_of_the_run_is_looked_up_once():
    livrets, register = a_class_of(25)
    decisions = await run(livrets, register)
    assert len(register.asked) == len(set(register.asked)) == len(decisions) == 25
    assert livrets.state is RunState.COMPLETE


async def test_no_more_pupils_are_looked_up_at_once_than_was_said():
    livrets, register = a_class_of(50)
    await run(livrets, register, at_once=7)
    assert register.most_in_flight == 7


async def test_a_decision_is_told_only_once_it_is_recorded():
    livrets, register = a_class_of(10)
    stream = synchronise(RUN, register, livrets, at_once=3, stop=asyncio.Event())
    async for decision in stream:
        assert decision in livrets.recorded


async def test_a_modified_pupil_is_updated_and_the_others_are_left():
    livrets, register = a_class_of(3)
    register.known[ine(2)] = a_registration(ine=ine(2), first_names=("Marie Claire", "Yvete"))
    decisions = await run(livrets, register)
    updated = [decision for decision in decisions if decision.outcome is Outcome.UPDATED]
    assert [decision.livret.id for decision in updated] == [2]
    assert livrets.by_id[2].pupil.first_names == ("Marie Claire", "Yvete")


async def test_a_bilan_locked_while_be1d_answers_is_seen_by_the_decision():
    livrets, register = a_class_of(1)
    register.known[ine(1)] = a_registration(ine=ine(1), family_name="DUPOND")
    async with held_in_flight(livrets, register, 1) as reading:
        livrets.by_id[1] = Livret(1, livrets.by_id[1].pupil, (a_locked_bilan(),))
    [decision] = await reading
    assert decision.archive


async def test_one_pupil_without_an_answer_does_not_hold_the_others():
    livrets, register = a_class_of(5)
    register.break_for(ine(3), Cause.TOO_SLOW)
    decisions = await run(livrets, register)
    unverified = [decision for decision in decisions if decision.outcome is Outcome.UNVERIFIED]
    assert [(item.livret.id, item.cause) for item in unverified] == [(3, Cause.TOO_SLOW)]
    assert len(decisions) == 5
    assert livrets.state is RunState.INCOMPLETE


async def test_an_ine_that_another_pupil_holds_is_told_and_the_run_goes_on():
    livrets, register = a_class_of(2)
    newcomer = a_pupil(ine=None, family_name="NEUF")
    livrets.by_id[1] = Livret(1, newcomer)
    register.known = {1: a_registration(ine=ine(2), family_name="NEUF"), 2: register.known[ine(2)]}
    decisions = await run(livrets, register)
    causes = {decision.livret.id: decision.cause for decision in decisions}
    assert causes == {1: Cause.INE_ALREADY_HELD, 2: None}


async def test_stopping_takes_no_further_pupil_and_finishes_those_in_flight():
    livrets, register = a_class_of(40)
    stop = asyncio.Event()
    async with held_in_flight(livrets, register, 5, stop) as reading:
        stop.set()
    assert len(await reading) == 5
    assert len(register.asked) == 5
    assert livrets.state is RunState.STOPPED


async def test_a_second_stop_waits_for_no_answer_and_writes_what_was_decided():
    livrets, register = a_class_of(40)
    stop, abort = asyncio.Event(), asyncio.Event()
    register.gate.clear()
    stream = synchronise(RUN, register, livrets, at_once=5, stop=stop, abort=abort)

    async def read() -> list[Any]:
        return [event async for event in stream]

    reading = asyncio.create_task(read())
    await until(lambda: register.in_flight == 5)
    stop.set()
    abort.set()
    assert await reading == []
    assert livrets.state is RunState.STOPPED


async def test_a_stop_waits_for_answers_no_longer_than_one_may_take(monkeypatch):
    monkeypatch.setattr("core.usecases.synchronise.DRAINED_WITHIN", 0)
    livrets, register = a_class_of(40)
    stop = asyncio.Event()
    register.gate.clear()
    reading = asyncio.create_task(run(livrets, register, 5, stop))
    await until(lambda: register.in_flight == 5)
    stop.set()
    assert await reading == []
    assert livrets.state is RunState.STOPPED


async def test_lists_that_cannot_be_read_count_as_pupils_do():
    structures = tuple(Structure(number, f"Classe {number}", ()) for number in range(40))
    livrets, register = a_class_of(300, structures)
    asked = []

    async def unread(_uai, structure):
        asked.append(structure)
        raise RegisterError(Cause.UNREACHABLE)

    register.roll = unread
    with pytest.raises(RegisterClosed):
        await run(livrets, register)
    assert len(asked) <= OUTAGE_AFTER + 4
    assert register.asked == []
    assert livrets.state is RunState.SUSPENDED


async def test_stopping_after_the_last_pupil_was_taken_completes_the_run():
    livrets, register = a_class_of(3)
    stop = asyncio.Event()
    async with held_in_flight(livrets, register, 3, stop) as reading:
        stop.set()
    await reading
    assert livrets.state is RunState.COMPLETE


async def test_closing_the_stream_writes_what_was_answered():
    livrets, register = a_class_of(40)
    register.known[ine(1)] = a_registration(ine=ine(1), family_name="DUPOND")
    stream: Any = synchronise(RUN, register, livrets, at_once=5, stop=asyncio.Event())
    async with aclosing(stream):
        await anext(stream)
    assert len(livrets.recorded) == len(register.asked) < 40
    assert livrets.state is RunState.STOPPED


async def test_cancelling_the_reader_writes_what_was_answered():
    livrets, register = a_class_of(40)
    async with held_in_flight(livrets, register, 5) as reading:
        reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert len(livrets.recorded) == len(register.asked) == 5
    assert livrets.state is RunState.STOPPED


async def test_a_register_that_refuses_access_suspends_the_run():
    livrets, register = a_class_of(40)
    for number in range(1, 41):
        register.close_for(ine(number), Cause.ACCESS_REFUSED)
    with pytest.raises(RegisterClosed) as refused:
        await run(livrets, register, at_once=5)
    assert refused.value.cause is Cause.ACCESS_REFUSED
    assert livrets.recorded == []
    assert livrets.state is RunState.SUSPENDED


async def test_a_register_that_is_plainly_down_suspends_the_run():
    livrets, register = a_class_of(OUTAGE_AFTER * 3)
    for number in range(1, OUTAGE_AFTER * 3 + 1):
        register.break_for(ine(number), Cause.UNREACHABLE)
    with pytest.raises(RegisterClosed) as down:
        await run(livrets, register, at_once=4)
    assert down.value.cause is Cause.UNREACHABLE
    assert OUTAGE_AFTER <= len(livrets.recorded) < OUTAGE_AFTER + 4
    assert livrets.state is RunState.SUSPENDED


async def test_failures_that_answers_separate_are_no_outage():
    livrets, register = a_class_of(OUTAGE_AFTER * 4)
    for number in range(1, OUTAGE_AFTER * 4 + 1, 2):
        register.break_for(ine(number), Cause.TOO_SLOW)
    assert len(await run(livrets, register, at_once=1)) == OUTAGE_AFTER * 4
    assert livrets.state is RunState.INCOMPLETE


async def test_the_register_is_down_at_so_many_failures_in_a_row_and_not_at_one_less():
    livrets, register = a_class_of(OUTAGE_AFTER * 2 + 1)
    answered = {OUTAGE_AFTER, OUTAGE_AFTER * 2}
    for number in set(range(1, OUTAGE_AFTER * 2 + 2)) - answered:
        register.break_for(ine(number), Cause.TOO_SLOW)
    assert len(await run(livrets, register, at_once=1)) == OUTAGE_AFTER * 2 + 1
    livrets, register = a_class_of(OUTAGE_AFTER + 1)
    for number in range(1, OUTAGE_AFTER + 1):
        register.break_for(ine(number), Cause.TOO_SLOW)
    with pytest.raises(RegisterClosed):
        await run(livrets, register, at_once=1)
    assert len(register.asked) == OUTAGE_AFTER


async def test_teachers_who_cannot_be_read_leave_the_run_incomplete():
    structure = Structure(2602, "CE1 A", ())
    livrets, register = a_class_of(3, (structure,))

    async def unread(_uai):
        raise RegisterError(Cause.TOO_SLOW)

    register.teachers = unread
    await run(livrets, register)
    assert livrets.lists.structures == ()
    assert livrets.state is RunState.INCOMPLETE


@pytest.mark.parametrize("cause", [Cause.UNREADABLE_ROW, Cause.NOT_IN_EXTRACTION])
async def test_what_an_extraction_lacks_is_no_outage(cause):
    livrets, register = a_class_of(OUTAGE_AFTER * 2)
    for number in range(1, OUTAGE_AFTER * 2 + 1):
        register.break_for(ine(number), cause)
    assert len(await run(livrets, register)) == OUTAGE_AFTER * 2
    assert livrets.state is RunState.INCOMPLETE


async def test_a_store_that_fails_ends_the_run_after_the_drain():
    livrets, register = a_class_of(40)
    register.known[ine(3)] = a_registration(ine=ine(3), family_name="DUPOND")
    livrets.failures[3] = StoreError("La base LSUN n'est pas utilisable : le disque est plein.")
    with pytest.raises(StoreError):
        await run(livrets, register, at_once=5)
    assert 3 not in {decision.livret.id for decision in livrets.recorded}
    assert len(register.asked) < 40
    assert livrets.state is RunState.SUSPENDED


async def test_taking_a_run_up_again_looks_up_only_the_pupils_still_open():
    livrets, register = a_class_of(10)
    stop = asyncio.Event()
    async with held_in_flight(livrets, register, 5, stop) as reading:
        stop.set()
    await reading
    assert len(await run(livrets, register)) == 5
    assert len(set(register.asked)) == len(register.asked) == 10


async def test_a_run_over_nobody_is_complete():
    livrets, register = a_class_of(0)
    assert await run(livrets, register) == []
    assert livrets.state is RunState.COMPLETE


async def test_no_list_is_carried_out_once_the_last_write_has_failed():
    structure = Structure(2602, "CE1 A", ())
    livrets, register = a_class_of(3, (structure,))
    newcomer = a_registration(ine=ine(9), family_name="NOUVEAU")
    register.known[ine(9)] = newcomer

    async def fail_late(_run, _proposals):
        # Everybody has been looked up by then.
        await until(lambda: len(register.asked) == 3 and not register.in_flight)
        for _ in range(20):
            await asyncio.sleep(0)
        raise StoreError("La base LSUN n'est pas utilisable : le disque est plein.")

    livrets.record = fail_late
    with pytest.raises(StoreError):
        await run(livrets, register, at_once=3)
    assert len(livrets.by_id) == 3
    assert livrets.lists.structures == (structure,)
