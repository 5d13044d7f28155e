"""How the schools of an academy stand, in either database."""

from datetime import date, timedelta

import pytest

from adapters.lsun.academy import KEPT_NIGHTS
from adapters.lsun.store import LsunStore
from core.model.academy import AcademySchool, Attempt, AttemptOutcome, NightFigures
from core.model.runs import RunState
from tests.adapters.lsun.conftest import CONTENTS, NOW, UAI, WHOLE_SCHOOL

NIGHT, NEXT = date(2026, 11, 23), date(2026, 11, 24)
OUTCOMES = AttemptOutcome


@pytest.fixture
async def timed(url):
    """A store that takes each attempt an hour after the one before."""
    moments = (NOW + timedelta(hours=hours) for hours in range(24))
    async with LsunStore.open(url, clock=lambda: next(moments)) as store:
        await store.fill(CONTENTS)
        yield store


async def tried(store, *outcomes, night=NIGHT, cause=""):
    for outcome in outcomes:
        await store.note_attempt(Attempt(UAI, night, outcome, cause))


def a_school(**known):
    return AcademySchool(uai=UAI, name=CONTENTS.school.name, pupils=3, **known)


async def test_a_school_that_was_never_tried_has_nothing_but_its_size(timed):
    assert await timed.academy_schools() == (a_school(),)


async def test_failures_count_from_the_last_success(timed):
    await tried(timed, OUTCOMES.FAILED, OUTCOMES.DONE, OUTCOMES.FAILED)
    await tried(timed, OUTCOMES.INTERRUPTED, OUTCOMES.FAILED, cause="unreachable")
    [school] = await timed.academy_schools(UAI)
    assert (school.failures, school.last_outcome) == (2, OUTCOMES.FAILED)
    assert school.cause == "unreachable"
    assert school.last_success == NOW + timedelta(hours=1)


async def test_what_somebody_else_did_is_a_success(timed):
    await tried(timed, OUTCOMES.FAILED, OUTCOMES.ALREADY_DONE)
    [school] = await timed.academy_schools(UAI)
    assert (school.failures, school.last_success) == (0, NOW + timedelta(hours=1))


async def test_of_a_night_the_last_attempt_of_each_school_counts_and_the_newest_night_is_first(
    timed,
):
    await tried(timed, OUTCOMES.FAILED, OUTCOMES.DONE)
    await tried(timed, OUTCOMES.HELD, night=NEXT)
    assert await timed.nights() == (
        NightFigures(NEXT, {OUTCOMES.HELD: 1}),
        NightFigures(NIGHT, {OUTCOMES.DONE: 1}),
    )


async def test_failures_count_from_when_the_school_was_released_too(timed):
    await tried(timed, OUTCOMES.FAILED, OUTCOMES.FAILED, OUTCOMES.RELEASED, OUTCOMES.FAILED)
    [school] = await timed.academy_schools(UAI)
    assert (school.failures, school.last_success) == (1, None)


async def test_a_school_is_under_way_while_its_run_is_alive(store):
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    assert [school.is_under_way for school in await store.academy_schools()] == [True]
    await store.finish(run, RunState.STOPPED)
    assert [school.is_under_way for school in await store.academy_schools()] == [False]


async def test_what_is_long_past_is_forgotten_but_for_the_last_success(timed):
    await tried(timed, OUTCOMES.DONE, OUTCOMES.FAILED)
    await tried(timed, OUTCOMES.HELD, night=NIGHT + KEPT_NIGHTS + timedelta(days=1))
    [school] = await timed.academy_schools(UAI)
    assert (school.failures, school.last_success) == (0, NOW)
    assert [night.schools for night in await timed.nights()] == [
        {OUTCOMES.HELD: 1},
        {OUTCOMES.DONE: 1},
    ]
