"""Older runs only count who was up to date, and nothing else that is said of them changes."""

import random
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from adapters.lsun.administration import migrate
from adapters.lsun.store import LsunStore
from core.messages.run_sentences import closing, summary
from core.model.answers import Cause, Found, NotFound, Unverified
from core.model.events import Outcome
from core.model.records import Admission, Registration
from core.model.runs import RunState, Scope
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import CONTENTS, UAI, WHOLE_SCHOOL
from tests.core.builders import record_one
from tests.effort import much
from tests.postgres import as_owner

BEGINS = datetime(2020, 11, 23, 20, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SCOPES = (WHOLE_SCHOOL, WHOLE_SCHOOL, Scope(UAI, frozenset({1})), Scope(UAI, frozenset({2})))
ENDS = (RunState.COMPLETE, RunState.COMPLETE, RunState.INCOMPLETE, RunState.STOPPED)
SMALL = 3
"""Pupils of a run that counts together with others."""


class Clock:
    now = BEGINS

    def __call__(self):
        return self.now


@asynccontextmanager
async def opened(empty_store, clock):
    with empty_store() as url:
        async with LsunStore.open(url, clock=clock) as store:
            await store.fill(CONTENTS)
            yield store


@pytest.fixture
def never_compacted(monkeypatch):
    """From now on."""
    monkeypatch.setattr("adapters.lsun.run_lifecycle.compact", lambda *_: None)


async def a_run(store, answer=None, scope=WHOLE_SCHOOL, state=RunState.COMPLETE):
    """Everybody is up to date, or what `answer` gives for him."""
    run = await store.start_run(scope, "Testeur")
    for livret in await store.pending(run):
        given = (answer or found)(livret.pupil)
        await record_one(store, run, livret.id, partial(decide, answer=given))
    await store.finish(run, state)
    return run


def found(pupil):
    return Found(Registration(pupil, Admission.FINAL))


def moved(pupil):
    return found(replace(pupil, birth_place=f"{pupil.birth_place}."))


def any_answer(chance):
    def answer(pupil):
        known = (found, found, found, moved)
        others = (NotFound(), Unverified(Cause.UNAVAILABLE))
        given = chance.choice((*known, *others))
        return given(pupil) if given in known else given

    return answer


async def nights(store, clock, seed):
    """A history of the school; the runs that were."""
    chance = random.Random(seed)
    runs = []
    for _ in range(10):
        clock.now += timedelta(hours=chance.choice((1, 5, 23, 24, 30, 72)))
        scope, state = chance.choice(SCOPES), chance.choice(ENDS)
        runs.append(await a_run(store, any_answer(chance), scope, state))
    clock.now += timedelta(hours=2)
    return runs


async def said(store, runs):
    """All that is said of its runs, but for whom the oldest found up to date."""
    now = await store.start_run(WHOLE_SCHOOL, "Testeur")
    background = await store.background(now, SMALL)
    await store.finish(now, RunState.ABANDONED)
    reports = [await store.report(UAI, run.id) for run in runs]
    return (
        await store.runs(UAI),
        await store.latest_runs(UAI),
        await store.standings(),
        await store.past_changes(UAI),
        background,
        [(summary(report.results, report.unnamed), report.messages) for report in reports],
        [closing(report.results, unnamed=report.unnamed) for report in reports],
        [
            [result for result in report.results if result.outcome is not Outcome.UP_TO_DATE]
            for report in reports
        ],
    )


@pytest.mark.parametrize("seed", range(much(12)))
async def test_all_that_is_said_of_any_run_stays_as_it_was(empty_store, monkeypatch, seed):
    heard = []
    for kept in (False, True):
        if kept:
            monkeypatch.setattr("adapters.lsun.run_lifecycle.compact", lambda *_: None)
        clock = Clock()
        async with opened(empty_store, clock) as store:
            heard.append(await said(store, await nights(store, clock, seed)))
    assert heard[0] == heard[1]


@pytest.fixture
async def three_nights(url):
    """In each of which everybody was up to date; and the store, and its clock."""
    clock = Clock()
    async with LsunStore.open(url, clock=clock) as store:
        await store.fill(CONTENTS)
        runs = []
        for _ in range(3):
            clock.now += DAY
            runs.append(await a_run(store))
        yield store, clock, runs


ROWS = "SELECT run, count(*) FROM run_pupils GROUP BY run ORDER BY run"
COUNTS = "SELECT id, unnamed FROM runs ORDER BY id"


async def test_the_rows_of_the_newest_night_alone_are_kept(three_nights, sql):
    _, _, runs = three_nights
    assert sql(ROWS) == [(runs[-1].id, 3)]
    assert sql(COUNTS) == [(runs[0].id, 3), (runs[1].id, 3), (runs[2].id, 0)]


async def test_a_run_of_less_than_a_day_ago_keeps_its_rows(three_nights, sql):
    store, clock, runs = three_nights
    clock.now += timedelta(hours=23)
    newest = await a_run(store)
    assert sql(ROWS) == [(runs[-1].id, 3), (newest.id, 3)]


@pytest.mark.parametrize(
    "state", [it for it in RunState if it not in (RunState.COMPLETE, RunState.RUNNING)]
)
async def test_a_run_that_is_not_complete_keeps_its_rows(three_nights, sql, state):
    store, clock, runs = three_nights
    clock.now += DAY
    left = await a_run(store, state=RunState.STOPPED if state is RunState.ABANDONED else state)
    if state is RunState.ABANDONED:
        await store.finish(left, state)
    clock.now += DAY
    newest = await a_run(store)
    assert sql(ROWS) == [(left.id, 3), (newest.id, 3)]
    assert (runs[-1].id, 3) in sql(COUNTS)


async def test_who_is_in_no_newer_run_keeps_his_row(three_nights, sql):
    store, clock, runs = three_nights
    clock.now += DAY
    newest = await a_run(store, scope=Scope(UAI, frozenset({2})))
    assert sql(ROWS) == [(runs[-1].id, 2), (newest.id, 1)]


async def test_a_run_that_holds_itself_is_judged_by_the_small_ones_before_as_it_was(three_nights):
    store, clock, _ = three_nights
    clock.now += DAY
    await a_run(store, scope=Scope(UAI, frozenset({2})))
    clock.now += timedelta(hours=3)
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    assert [result.outcome for result in (await store.background(run, 3)).recent] == [
        Outcome.UP_TO_DATE
    ]


@pytest.mark.proof
@pytest.mark.usefixtures("never_compacted")
async def test_a_store_of_before_is_compacted_when_it_is_brought_up_to_date(url, kind, sql):
    clock = Clock()
    async with LsunStore.open(url, clock=clock) as store:
        await store.fill(CONTENTS)
        runs = await nights(store, clock, seed=7)
        before = await said(store, runs)
    [(rows,)] = sql("SELECT count(*) FROM run_pupils")
    sql("ALTER TABLE runs DROP COLUMN unnamed")
    sql("UPDATE alembic_version SET version_num = '0013'")
    if kind == "postgresql":
        migrate(as_owner(url))
    async with LsunStore.open(url, clock=clock) as store:
        assert await after(store, runs) == before[:2]
    [(left,)] = sql("SELECT count(*) FROM run_pupils")
    [(unnamed,)] = sql("SELECT sum(unnamed) FROM runs")
    assert 0 < unnamed == rows - left


async def after(store, runs):
    return await store.runs(UAI), await store.latest_runs(UAI)
