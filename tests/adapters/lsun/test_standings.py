from dataclasses import replace
from functools import partial

import pytest

from adapters.lsun.store import LsunStore
from core.model.answers import Answer, Cause, Found, NotFound, Unverified
from core.model.events import UnreadList
from core.model.identifiers import Uai
from core.model.records import Admission, Registration, Roll, School
from core.model.runs import RunState, Scope
from core.model.views import SchoolStanding
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import CE1_A, CONTENTS, DUPONT, NO_INE, NOW, UAI, WHOLE_SCHOOL
from tests.core.builders import a_pupil, record_one
from tests.core.memory import ine

OTHER = School(Uai("0350760L"), "École Moulin")
[_, CLASS, _] = CONTENTS.structures


@pytest.fixture
async def two_schools(store):
    await store.fill(replace(CONTENTS, school=OTHER))
    return store


async def a_run(store, answers: dict[str, Answer], scope=WHOLE_SCHOOL, state=RunState.COMPLETE):
    run = await store.start_run(scope, "Testeur")
    await answered(store, run, answers)
    await store.finish(run, state)
    return run


async def answered(store, run, answers):
    for livret in await store.pending(run):
        if answer := answers.get(livret.pupil.family_name):
            await record_one(store, run, livret.id, partial(decide, answer=answer))


async def standing(store):
    return next(one for one in await store.standings() if one.school.uai == UAI)


def found(pupil):
    return Found(Registration(pupil, Admission.FINAL))


async def test_a_school_without_a_run_has_nothing_open(two_schools):
    assert await two_schools.standings() == (
        SchoolStanding(school=CONTENTS.school),
        SchoolStanding(school=OTHER),
    )


async def test_a_school_stands_as_its_own_last_run_left_it(two_schools):
    await a_run(two_schools, {"DUPONT": NotFound(), "PETIT": NotFound()}, state=RunState.HELD)
    here, there = await two_schools.standings()
    assert there == SchoolStanding(school=OTHER)
    assert (here.synchronised_at, here.state, here.is_held) == (NOW, RunState.HELD, True)
    assert (here.open_warnings, here.unverified) == (2, 0)


async def test_a_warning_is_open_until_another_run_reaches_its_pupil(store):
    await a_run(store, {"DUPONT": NotFound(), "PETIT": NotFound()})
    await a_run(store, {"DUPONT": found(DUPONT)}, replace(WHOLE_SCHOOL, structures=frozenset({1})))
    assert (await standing(store)).open_warnings == 1


async def test_who_was_verified_in_the_end_is_not_unverified(store):
    run = await a_run(store, {"DUPONT": Unverified(Cause.TOO_SLOW)}, state=RunState.INCOMPLETE)
    assert (await standing(store)).unverified == 1
    await answered(store, again := await store.resume(run, "Testeur"), {"DUPONT": found(DUPONT)})
    await store.finish(again, RunState.COMPLETE)
    assert (await standing(store)).unverified == 0


async def test_a_run_over_one_pupil_settles_him_and_is_not_how_the_school_stands(store):
    await a_run(store, {"BERNARD": NotFound(), "PETIT": NotFound()}, state=RunState.HELD)
    [bernard] = [livret for livret in await store.livrets(UAI) if livret.pupil == NO_INE]
    alone = Scope(UAI, frozenset(), also=frozenset({bernard.id}))
    await a_run(store, {"BERNARD": found(NO_INE)}, alone)
    now = await standing(store)
    assert (now.state, now.open_warnings) == (RunState.HELD, 1)


async def test_what_is_warned_of_nobody_in_lsun_is_of_the_last_run_and_counts_once(store):
    awaiting = Registration(a_pupil(ine=ine(9), division=CE1_A), Admission.ACCEPTED)
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    await store.record_arrivals(run, [Roll(CLASS, (awaiting,))])
    await store.record_arrivals(run, [Roll(CLASS, (awaiting,))])
    await store.note_unread(run, UnreadList(None, Cause.TOO_SLOW))
    await store.finish(run, RunState.INCOMPLETE)
    assert (await standing(store)).open_warnings == 1
    await a_run(store, {})
    assert (await standing(store)).open_warnings == 0


async def test_a_run_that_died_was_stopped(url, store):
    await store.start_run(WHOLE_SCHOOL, "Testeur")
    assert (await standing(store)).state is RunState.RUNNING
    later = NOW.replace(hour=NOW.hour + 1)
    async with LsunStore.open(url, clock=lambda: later) as another:
        assert (await standing(another)).state is RunState.STOPPED
