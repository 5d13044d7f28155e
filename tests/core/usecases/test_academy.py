"""One school of an academy's night, and how all of them stand."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.errors import RegisterClosed, StoreError
from core.model.academy import AcademySchool, Attempt, AttemptOutcome, Night, NightFigures
from core.model.answers import Cause
from core.model.livret import Livret
from core.model.records import Division
from core.model.runs import RunState, RunSummary
from core.usecases import academy
from core.usecases.school_job import UNVERIFIED
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import RUN, MemoryRegister, ine
from tests.core.school import CE1, LILAS, NOW, UAI, MemoryStore, a_workspace, everything

NIGHT = date(2026, 11, 22)
DIVISION = Division(CE1.id, CE1.label)
MARIE = Livret(1, a_pupil(ine=ine(1), division=DIVISION))


def a_register():
    return MemoryRegister([a_registration(ine=ine(1), division=DIVISION)], [CE1])


def a_run(state, ended_at=NOW, number=7):
    run = replace(RUN, id=number, scope=everything(CE1), started_at=NOW)
    return RunSummary(run, state, ended_at, {}, 0)


@pytest.fixture
def store():
    store = MemoryStore([MARIE])
    store.academy = [AcademySchool(uai=UAI, name="Tilleuls", pupils=1, failures=2)]
    return store


async def attempted(store, register, *, uai=UAI, since=NOW, stop=None):
    workspace = a_workspace(store, register=register)
    made, failures = await academy.attempt(workspace, uai, NIGHT, since, stop or asyncio.Event())
    assert failures == (2 if uai == UAI else 0)
    return made.outcome, made.cause


async def test_a_school_whose_pupils_are_all_verified_is_done(store):
    assert await attempted(store, a_register()) == (AttemptOutcome.DONE, "")
    assert store.attempts == [Attempt(UAI, NIGHT, AttemptOutcome.DONE)]


async def test_what_somebody_did_since_it_was_planned_is_not_done_again(store):
    store.former_runs = [a_run(RunState.COMPLETE)]
    register = a_register()
    assert await attempted(store, register) == (AttemptOutcome.ALREADY_DONE, "")
    assert register.asked == []


async def test_what_was_done_before_it_was_planned_is_done_again(store):
    store.former_runs = [a_run(RunState.COMPLETE)]
    later = NOW + timedelta(seconds=1)
    assert await attempted(store, a_register(), since=later) == (AttemptOutcome.DONE, "")


async def test_a_school_that_somebody_synchronises_is_left_to_him_and_not_counted(store):
    store.former_runs = [a_run(RunState.RUNNING, None)]
    assert await attempted(store, a_register()) == (AttemptOutcome.BUSY, "")
    assert store.attempts == []


async def test_one_that_is_begun_by_another_at_the_same_moment_is_busy_too(store):
    await store.start_run(everything(CE1), "Un autre")
    assert await attempted(store, a_register()) == (AttemptOutcome.BUSY, "")


async def test_what_the_guard_holds_is_not_tried(store):
    store.former_runs = [a_run(RunState.HELD)]
    assert await attempted(store, a_register()) == (AttemptOutcome.HELD, "")


async def test_what_was_interrupted_is_resumed(store):
    run = await store.start_run(everything(CE1), "Tué")
    await store.finish(run, RunState.STOPPED)
    store.former_runs = [replace(a_run(RunState.STOPPED), run=run)]
    assert await attempted(store, a_register()) == (AttemptOutcome.DONE, "")
    assert len(store.started) == 1


async def test_a_register_that_is_down_is_a_failure_with_its_cause(store):
    register = a_register()

    async def closed(_uai, _structure):
        raise RegisterClosed(Cause.UNREACHABLE)

    register.roll = closed
    assert await attempted(store, register) == (AttemptOutcome.FAILED, "unreachable")


async def test_a_pupil_who_could_not_be_verified_is_a_failure(store):
    register = a_register()
    register.break_for(ine(1), Cause.TOO_SLOW)
    assert await attempted(store, register) == (AttemptOutcome.FAILED, UNVERIFIED)


async def test_too_much_change_is_held(store):
    store.by_id |= {
        number: Livret(number, a_pupil(ine=ine(number), division=DIVISION))
        for number in range(2, 30)
    }
    nobody = MemoryRegister([], [CE1])
    assert await attempted(store, nobody) == (AttemptOutcome.HELD, "")


async def test_a_worker_that_is_to_stop_leaves_the_school_to_the_next(store):
    register, stop = a_register(), asyncio.Event()
    register.gate.clear()
    attempt = asyncio.create_task(attempted(store, register, stop=stop))
    while not register.in_flight:
        await asyncio.sleep(0)
    stop.set()
    await asyncio.sleep(0)
    register.gate.set()
    assert await attempt == (AttemptOutcome.INTERRUPTED, "")


async def test_a_run_that_another_took_over_is_his(store):
    register = a_register()

    async def roll(_uai, _structure):
        store.lease = "un autre"
        return []

    register.roll = roll
    assert await attempted(store, register) == (AttemptOutcome.BUSY, "")


async def test_a_school_that_the_store_has_not_is_a_failure_of_the_store(store):
    assert await attempted(store, a_register(), uai=LILAS.uai) == (
        AttemptOutcome.FAILED,
        academy.STORE,
    )


async def test_a_store_that_fails_is_a_cause_and_no_error(store):
    async def fails(_uai):
        raise StoreError("Le disque est plein.")

    store.latest_runs = store.runs = fails
    assert await attempted(store, a_register()) == (AttemptOutcome.FAILED, academy.STORE)


async def test_the_night_is_planned_over_the_schools_of_the_store(store):
    night = Night(time(20), time(6), ZoneInfo("Europe/Paris"))
    workspace = a_workspace(store)
    now = datetime(2026, 11, 22, 21, tzinfo=UTC)
    [one] = await academy.planned(workspace, night, 100, now)
    assert (one.uai, one.night) == (UAI, NIGHT)


async def test_how_the_schools_stand_is_told_with_those_that_wait_for_a_person(store):
    held = AcademySchool(
        uai=LILAS.uai, name="Lilas", pupils=3, last_outcome=AttemptOutcome.HELD, last_success=NOW
    )
    store.academy.append(held)
    store.past_nights = [NightFigures(NIGHT, {AttemptOutcome.HELD: 1})]
    status = await academy.status(a_workspace(store))
    assert status.waiting_for_a_person == (held,)
    assert status.never_done == 1
    assert status.outcomes == {None: 1, AttemptOutcome.HELD: 1}
    assert status.nights == (NightFigures(NIGHT, {AttemptOutcome.HELD: 1}),)
