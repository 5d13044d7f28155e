"""Which run is offered to be resumed: what a sentence promises, every front finds."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import UserError
from core.messages import refusals
from core.model.runs import Override, RunState, RunSummary
from core.usecases import resuming
from tests.core.memory import RUN, MemoryRegister
from tests.core.school import (
    CE1,
    DIRECTOR,
    NOW,
    SUPPORT,
    MemoryStore,
    a_session,
    a_workspace,
    everything,
)

SCOPE = everything(CE1)
REGISTER = MemoryRegister([])
EXTRACTED_ON = date(2026, 11, 3)
HOW = "Relancez avec --passer-outre."


def summary(state, scope=SCOPE, number=1):
    return RunSummary(replace(RUN, id=number, scope=scope), state, NOW, {None: 2}, 0)


FROM_AN_EXTRACTION = summary(RunState.STOPPED, replace(SCOPE, extracted_on=EXTRACTED_ON))


@pytest.mark.parametrize(
    ("state", "override"),
    [(RunState.HELD, Override.EVERYTHING), (RunState.STOPPED, Override.NOTHING)],
)
async def test_whoever_accepts_a_held_run_answers_for_it(state, override):
    store = MemoryStore()
    session = a_session(store, REGISTER)
    resumed = await resuming.resume_offered(session, summary(state))
    assert (resumed.run.id, resumed.run.by, resumed.run.override) == (1, "Directrice", override)


async def test_a_run_over_an_extraction_is_resumed_from_it():
    store = MemoryStore()
    store.former_runs = [FROM_AN_EXTRACTION]
    from_it = replace(a_session(store, REGISTER), extracted_on=EXTRACTED_ON)
    resumed = await resuming.resume_newest(from_it, Override.NOTHING, how_to_override=HOW)
    assert resumed.run.scope.extracted_on == EXTRACTED_ON


@pytest.mark.parametrize("override", Override)
async def test_the_interrupted_run_is_resumed_with_what_is_answered_for(override):
    store = MemoryStore()
    store.former_runs = [summary(RunState.STOPPED, number=3), summary(RunState.STOPPED)]
    resumed = await resuming.resume_newest(
        a_session(store, REGISTER), override, how_to_override=HOW
    )
    assert (resumed.run.id, resumed.run.override) == (3, override)


async def test_a_held_run_is_resumed_once_it_is_answered_for():
    store = MemoryStore()
    store.former_runs = [summary(RunState.HELD)]
    session = a_session(store, REGISTER)
    with pytest.raises(UserError) as refused:
        await resuming.resume_newest(session, Override.NOTHING, how_to_override=HOW)
    assert str(refused.value) == f"{refusals.HELD_BEFORE} {HOW}"
    resumed = await resuming.resume_newest(session, Override.NEW_YEAR, how_to_override=HOW)
    assert resumed.run.override is Override.NEW_YEAR


@pytest.mark.parametrize(
    ("former_runs", "sentence"),
    [
        ([], refusals.NOTHING_TO_RESUME),
        ([summary(RunState.COMPLETE)], refusals.NOTHING_TO_RESUME),
        ([summary(RunState.RUNNING), summary(RunState.STOPPED)], refusals.STILL_UNDER_WAY),
        ([FROM_AN_EXTRACTION], refusals.other_source(FROM_AN_EXTRACTION)),
    ],
    ids=["none", "a complete one", "one under way", "another source"],
)
async def test_what_cannot_be_resumed_is_told(former_runs, sentence):
    store = MemoryStore()
    store.former_runs = former_runs
    with pytest.raises(UserError) as refused:
        await resuming.resume_newest(
            a_session(store, REGISTER), Override.EVERYTHING, how_to_override=HOW
        )
    assert str(refused.value) == sentence


async def test_a_run_is_offered_to_who_may_resume_it_from_its_source():
    store = MemoryStore()
    session = a_session(store, REGISTER)
    assert await resuming.interrupted_run(session) is None
    assert await resuming.resumable_from(session) is None
    store.former_runs = [FROM_AN_EXTRACTION]
    from_it = replace(session, extracted_on=EXTRACTED_ON)
    assert await resuming.interrupted_run(session) == FROM_AN_EXTRACTION
    assert await resuming.resumable_from(session) is None
    assert await resuming.resumable_from(from_it) == FROM_AN_EXTRACTION
    assert await resuming.resumable_from(replace(from_it, user=SUPPORT)) is None


async def test_what_is_offered_with_be1d_was_begun_with_be1d():
    store = MemoryStore()
    store.former_runs = [FROM_AN_EXTRACTION, summary(RunState.INCOMPLETE, number=2)]
    offered = await resuming.resumable_with_register(a_workspace(store))
    assert offered is not None
    assert offered.run.id == 2


@pytest.mark.parametrize(("user", "offered"), [(DIRECTOR, 2), (SUPPORT, 0)])
async def test_those_of_the_school_at_hand_are_offered_to_who_may(user, offered):
    store = MemoryStore()
    store.former_runs = [FROM_AN_EXTRACTION, summary(RunState.STOPPED, number=2)]
    assert len(await resuming.resumable_in(a_workspace(store, user=user))) == offered


@pytest.mark.parametrize("between", [RunState.ABANDONED, RunState.HELD])
async def test_what_was_refused_or_given_up_hides_no_earlier_run_of_this_source(between):
    store = MemoryStore()
    hiding = summary(between, replace(SCOPE, extracted_on=EXTRACTED_ON), number=4)
    store.former_runs = [hiding, summary(RunState.STOPPED, number=3)]
    resumed = await resuming.resume_newest(
        a_session(store, REGISTER), Override.NOTHING, how_to_override=HOW
    )
    assert resumed.run.id == 3
