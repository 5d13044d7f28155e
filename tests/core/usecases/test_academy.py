"""An academy as who looks after it: how its schools stand, and what can be done about it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.errors import UserError
from core.messages import refusals
from core.messages.academy import school_waits
from core.model.academy import AcademySchool, Attempt, AttemptOutcome, NightFigures
from core.usecases import academy
from tests.core.academy import MemoryFleet, an_academy
from tests.core.school import LILAS, UAI, MemoryStore

NIGHT = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 21, tzinfo=UTC)
TILLEULS = AcademySchool(uai=UAI, name="Tilleuls", pupils=1, last_success=NOW)
HELD = AcademySchool(
    uai=LILAS.uai,
    name="Lilas",
    pupils=3,
    last_outcome=AttemptOutcome.HELD,
    last_success=NOW - timedelta(days=3),
)
NEVER = replace(TILLEULS, last_success=None)


@pytest.fixture
def store():
    store = MemoryStore()
    store.academy = [TILLEULS, HELD]
    return store


async def test_how_the_schools_stand_is_told_with_the_night_and_what_the_workers_are_told(store):
    store.past_nights = [NightFigures(NIGHT, {AttemptOutcome.HELD: 1})]
    status = await academy.status(an_academy(store), NOW)
    assert status.waiting_for_a_person == status.late_ones == (HELD,)
    assert status.never_done == 0
    assert status.nights == (NightFigures(NIGHT, {AttemptOutcome.HELD: 1}),)
    assert (status.quota, status.stopped_since) == (100, None)
    assert status.progress is not None
    assert (status.progress.done, status.progress.waiting) == (1, 1)


async def test_the_latest_school_comes_first(store):
    store.academy = [replace(HELD, last_success=NOW - timedelta(days=2)), NEVER]
    status = await academy.status(an_academy(store), NOW)
    assert [school.uai for school in status.late_ones] == [UAI, LILAS.uai]
    assert status.never_done == 1


async def test_a_school_that_waits_for_a_person_is_given_back_to_the_workers(store):
    fleet = MemoryFleet()
    fleet.waiting = {LILAS.uai}
    await academy.release(an_academy(store, fleet=fleet), LILAS.uai, NOW)
    assert store.attempts == [Attempt(LILAS.uai, NIGHT, AttemptOutcome.RELEASED)]
    assert (fleet.waiting, fleet.queued) == (set(), [])


async def test_one_that_no_worker_has_yet_is_queued_before_all_others(store):
    fleet = MemoryFleet()
    session = an_academy(store, fleet=fleet)
    await academy.hand_over(session, UAI, NOW)
    assert store.academy[0].last_outcome is AttemptOutcome.HANDED_OVER
    await academy.release(session, UAI, NOW)
    [first] = fleet.queued
    assert (first.uai, first.night, first.after) == (UAI, NIGHT, timedelta(0))
    assert first.priority > 365 * 24


@pytest.mark.parametrize(
    ("school", "sentence"),
    [
        (TILLEULS.uai, refusals.NOT_WAITING),
        ("0330003C", refusals.NOT_OF_THE_ACADEMY.format(uai="0330003C")),
    ],
)
async def test_what_does_not_wait_for_a_person_is_not_given_back(store, school, sentence):
    with pytest.raises(UserError) as refused:
        await academy.release(an_academy(store), school, NOW)
    assert str(refused.value) == sentence
    assert store.attempts == []


async def test_a_school_that_is_synchronised_now_is_not_handed_over(store):
    store.academy = [replace(TILLEULS, is_under_way=True)]
    with pytest.raises(UserError, match="en cours"):
        await academy.hand_over(an_academy(store), UAI, NOW)


async def test_in_the_holidays_an_attempt_is_of_its_day(store):
    session = an_academy(store, holidays=((NIGHT, NIGHT),))
    assert session.day(NOW) == NIGHT
    assert (await academy.status(session, NOW)).progress is None


async def test_the_quota_is_changed_for_all(store):
    session = an_academy(store)
    assert await academy.change_quota(session, "250") == await session.fleet.quota() == 250


@pytest.mark.parametrize("typed", ["", "0", "-1", "beaucoup", "10001"])
async def test_what_is_no_quota_changes_nothing(store, typed):
    session = an_academy(store)
    with pytest.raises(UserError, match="Dites combien"):
        await academy.change_quota(session, typed)
    assert await session.fleet.quota() == 100


@pytest.mark.parametrize(
    ("known", "said_so"),
    [
        ({"last_outcome": AttemptOutcome.HELD}, "trop d'élèves changeraient"),
        ({"last_outcome": AttemptOutcome.HANDED_OVER}, "confiée à une personne"),
        ({"cause": "crashed"}, "une erreur de lsun-sync"),
        ({"cause": "unreachable"}, "Base Elèves 1er degré"),
        ({}, "personne ne sait pourquoi"),
    ],
)
def test_why_a_school_waits_is_said_for_its_notice(known, said_so):
    assert said_so in school_waits(replace(NEVER, **known)).text
