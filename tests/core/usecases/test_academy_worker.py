"""One school of an academy's night, done by a worker."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.errors import RegisterClosed, StoreError, UserError
from core.model.academy import CRASHED, STORE, UNVERIFIED, AcademySchool, Attempt, AttemptOutcome
from core.model.answers import Cause
from core.model.livret import Livret
from core.model.messages import Notice
from core.model.records import Division
from core.model.runs import RunState, RunSummary
from core.usecases import academy_worker
from core.usecases.academy_worker import SchoolWorker, plan_the_night
from tests.core.academy import MemoryFleet, an_academy
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import RUN, MemoryRegister, ine
from tests.core.school import CE1, LILAS, NOW, SUPPORT, UAI, MemoryStore, everything
from tests.waiting import until

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


def told(notices=None):
    """What keeps the notices that are told."""

    async def tell(notice):
        (notices if notices is not None else []).append(notice)

    return tell


def a_worker(store, **academy):
    return SchoolWorker(an_academy(store, **academy), asyncio.Event(), told())


async def attempted(store, register, *, uai=UAI, since=NOW, stop=None, fleet=None, told_of=None):
    academy = an_academy(store, register=register, fleet=fleet)
    worker = SchoolWorker(academy, stop or asyncio.Event(), told(told_of))
    async with worker.watching():
        made, failures = await worker.attempt(uai, NIGHT, since)
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
        STORE,
    )


async def test_a_store_that_fails_is_a_cause_and_no_error(store):
    async def fails(_uai):
        raise StoreError("Le disque est plein.")

    store.latest_runs = store.runs = fails
    assert await attempted(store, a_register()) == (AttemptOutcome.FAILED, STORE)


async def test_a_worker_that_is_to_stop_leaves_the_school_to_the_next(store):
    register, stop = a_register(), asyncio.Event()
    register.gate.clear()
    attempt = asyncio.create_task(attempted(store, register, stop=stop))
    await until(lambda: register.in_flight)
    stop.set()
    await asyncio.sleep(0.01)
    register.gate.set()
    assert await attempt == (AttemptOutcome.INTERRUPTED, "")


async def test_a_school_that_was_handed_over_is_left_to_its_person(store):
    await store.note_attempt(Attempt(UAI, NIGHT, AttemptOutcome.HANDED_OVER))
    register = a_register()
    assert await attempted(store, register) == (AttemptOutcome.HANDED_OVER, "")
    assert register.asked == []
    assert len(store.attempts) == 1


async def test_in_a_night_that_is_stopped_what_runs_is_interrupted_and_nothing_begins(
    store, monkeypatch
):
    monkeypatch.setattr(academy_worker, "LOOKED_AT_EVERY", 0)
    register, fleet = a_register(), MemoryFleet()
    register.gate.clear()
    worker = SchoolWorker(
        an_academy(store, register=register, fleet=fleet), asyncio.Event(), told()
    )
    async with worker.watching():
        running = asyncio.create_task(worker.attempt(UAI, NIGHT, NOW))
        await until(lambda: register.in_flight)
        await fleet.stop()
        register.gate.set()
        assert (await running)[0].outcome is AttemptOutcome.INTERRUPTED
        store.former_runs = [a_run(RunState.STOPPED)]
        waiting = asyncio.create_task(worker.attempt(UAI, NIGHT, NOW))
        await asyncio.sleep(0.01)
        assert not waiting.done()
        await fleet.go_on()
        assert (await waiting)[0].outcome is AttemptOutcome.DONE


async def test_who_waits_in_a_night_that_is_stopped_can_be_told_to_stop(store, monkeypatch):
    monkeypatch.setattr(academy_worker, "LOOKED_AT_EVERY", 0)
    fleet, stop = MemoryFleet(), asyncio.Event()
    await fleet.stop()
    worker = SchoolWorker(an_academy(store, register=a_register(), fleet=fleet), stop, told())
    async with worker.watching():
        await until(lambda: fleet.looked_at)
        waiting = asyncio.create_task(worker.attempt(UAI, NIGHT, NOW))
        stop.set()
        assert (await waiting)[0].outcome is AttemptOutcome.INTERRUPTED
    assert store.attempts == []


async def test_a_queue_that_cannot_be_asked_stops_no_night(store, monkeypatch):
    monkeypatch.setattr(academy_worker, "LOOKED_AT_EVERY", 0)
    fleet = MemoryFleet()
    fleet.fails = True
    assert await attempted(store, a_register(), fleet=fleet) == (AttemptOutcome.DONE, "")


async def test_the_night_is_planned_over_the_schools_of_the_store(store):
    fleet = MemoryFleet()
    now = datetime(2026, 11, 22, 21, tzinfo=UTC)
    due, added = await plan_the_night(an_academy(store, fleet=fleet), now)
    assert ([one.uai for one in due], added) == ([UAI], 1)
    assert fleet.queued == list(due)


async def test_a_school_that_waits_for_a_person_is_not_queued_again(store):
    fleet = MemoryFleet()
    fleet.waiting = {UAI}
    now = datetime(2026, 11, 22, 21, tzinfo=UTC)
    _, added = await plan_the_night(an_academy(store, fleet=fleet), now)
    assert (added, fleet.queued) == (0, [])


def test_a_worker_whose_user_may_not_synchronise_is_refused_at_once(store):
    with pytest.raises(UserError, match="un ouvrier ne ferait rien"):
        SchoolWorker(an_academy(store, user=SUPPORT), asyncio.Event(), told())


async def test_an_error_of_the_worker_itself_is_a_failure_like_any(store):
    made, failures = await a_worker(store).crashed(UAI, NIGHT)
    assert made == Attempt(UAI, NIGHT, AttemptOutcome.FAILED, CRASHED)
    assert (store.attempts, failures) == ([made], 2)


async def test_a_school_that_is_held_is_told_once_without_anybody_in_it(store):
    store.former_runs = [a_run(RunState.HELD)]
    notices: list[Notice] = []
    await attempted(store, a_register(), told_of=notices)
    [notice] = notices
    assert UAI in notice.title
    assert "trop d'élèves changeraient" in notice.text
    assert MARIE.pupil.family_name not in notice.text


@pytest.mark.parametrize(("failures", "told_times"), [(2, 0), (6, 1)])
async def test_a_failure_is_told_once_no_retry_is_left(store, failures, told_times):
    store.academy = [replace(store.academy[0], failures=failures)]
    notices: list[Notice] = []
    worker = SchoolWorker(an_academy(store), asyncio.Event(), told(notices))
    await worker.crashed(UAI, NIGHT)
    assert len(notices) == told_times
