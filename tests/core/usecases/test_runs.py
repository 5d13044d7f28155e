"""Starting, resuming and abandoning a run: who may, what is journalled, what is answered for."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from core.errors import UserError
from core.model.answers import Cause
from core.model.events import Decision, Outcome
from core.model.livret import Livret
from core.model.records import Admission, Registration
from core.model.runs import OpenLists, Override, RunState, RunSummary, Scope
from core.model.users import Action
from core.rules.guard import Limits, MassChangeBlocked
from core.usecases import run_session
from core.usecases.dry_run import DryRun
from core.usecases.workspace import Policy
from tests.core.builders import a_locked_bilan, a_pupil
from tests.core.memory import RUN, MemoryRegister, ine
from tests.core.school import (
    CE1,
    DIRECTOR,
    NOW,
    POLICY,
    SUPPORT,
    UAI,
    MemoryStore,
    a_session,
    everything,
)
from tests.waiting import until

SCOPE = everything(CE1)
EXTRACTED_ON = date(2026, 11, 3)
HOW = "Relancez avec --passer-outre."


def a_store(size=2):
    pupils = (
        a_pupil(ine=ine(rank), first_names=(f"Enfant {rank}",)) for rank in range(1, size + 1)
    )
    livrets = [Livret(number, pupil, (a_locked_bilan(),)) for number, pupil in enumerate(pupils, 1)]
    return MemoryStore(livrets)


def a_register(store, **changes):
    pupils = [replace(livret.pupil, **changes) for livret in store.by_id.values()]
    return MemoryRegister([Registration(pupil, Admission.FINAL) for pupil in pupils], (CE1,))


def journalled(store):
    return [(line.user, line.action, line.allowed, line.pupils) for line in store.lines]


def summary(state, scope=SCOPE, number=1):
    return RunSummary(replace(RUN, id=number, scope=scope), state, NOW, {None: 2}, 0)


async def to_the_end(pass_over):
    return [event async for event in pass_over.events()]


async def test_a_run_is_started_in_the_name_of_its_user():
    store = a_store()
    begun = await run_session.begin(a_session(store, a_register(store)), SCOPE)
    assert (begun.run.by, begun.run.scope, begun.run.override) == (
        "Directrice",
        SCOPE,
        Override.NOTHING,
    )
    assert journalled(store) == [(DIRECTOR, Action.SYNCHRONISE, True, ())]


@pytest.mark.parametrize("override", [Override.NEW_YEAR, Override.EVERYTHING])
async def test_who_answers_for_what_the_guard_holds_is_journalled_for_that(override):
    store = a_store()
    begun = await run_session.begin(a_session(store, a_register(store)), SCOPE, override)
    assert begun.run.override is override
    assert journalled(store) == [(DIRECTOR, Action.OVERRIDE, True, ())]


async def test_who_may_not_starts_nothing():
    store = a_store()
    with pytest.raises(UserError, match="Votre rôle"):
        await run_session.begin(a_session(store, a_register(store), SUPPORT), SCOPE)
    assert store.started == []
    assert journalled(store) == [(SUPPORT, Action.SYNCHRONISE, False, ())]


async def test_a_second_run_waits_for_the_end_of_the_first():
    store = a_store()
    session = a_session(store, a_register(store))
    await run_session.begin(session, SCOPE)
    with pytest.raises(UserError, match="Directrice synchronise déjà cette école"):
        await run_session.begin(session, SCOPE)


async def test_a_run_over_one_pupil_is_journalled_with_him():
    store = a_store()
    begun = await run_session.begin_for_one_pupil(a_session(store, a_register(store)), 2)
    assert begun.run.scope == Scope(UAI, frozenset(), also=frozenset({2}))
    assert journalled(store) == [(DIRECTOR, Action.SYNCHRONISE, True, (2,))]
    assert [event.livret.id for event in await to_the_end(begun)] == [2]


async def test_a_run_over_one_pupil_can_be_answered_for():
    store = a_store()
    begun = await run_session.begin_for_one_pupil(
        a_session(store, a_register(store)), 2, Override.EVERYTHING
    )
    assert begun.run.override is Override.EVERYTHING


async def test_one_pupil_is_told_step_by_step():
    store = a_store()
    session = a_session(store, a_register(store, family_name="DUPOND"))
    assert await run_session.synchronise_pupil(session, 1) == [
        "Recherché par son INE (*******01AB) : trouvé.",
        "Il diffère de LSUN en : Nom de famille.",
        "Archivé avant sa mise à jour : il a 1 bilan verrouillé.",
        "Information : Les informations LSUN de l'élève Enfant 1 DUPONT (CE1 A) ont été archivées.",
        "Information : L'élève Enfant 1 DUPOND (CE1 A) a été mis à jour.",
        "Synchronisation terminée. Élèves vérifiés : 1 sur 1 ; mis à jour : 1.",
    ]


async def test_what_else_is_told_in_a_run_over_one_pupil_is_told_between_him_and_the_end():
    store = a_store()

    async def still_open(_run):
        return OpenLists(teachers=True)

    store.open_lists = still_open
    [sought, same, teachers, closing] = await run_session.synchronise_pupil(
        a_session(store, a_register(store)), 1
    )
    assert (sought[:9], same) == ("Recherché", "Il ne diffère en rien de LSUN.")
    assert teachers.startswith("Information : Les enseignants n'ont pas été synchronisés")
    assert closing.startswith("Synchronisation incomplète.")


async def test_what_was_shown_is_applied_without_asking_the_register_again():
    store = a_store()
    register = a_register(store, family_name="DUPOND")
    simulation = DryRun(SCOPE, register, store, Limits())
    assert [event async for event in simulation.run(at_once=1)]
    asked = list(register.asked)
    simulation.leave_out([2])
    applied = await run_session.apply(a_session(store, register), simulation, Override.EVERYTHING)
    decided = {
        event.livret.id: event.outcome
        for event in await to_the_end(applied)
        if isinstance(event, Decision)
    }
    assert decided == {1: Outcome.UPDATED}
    assert register.asked == asked
    assert (applied.run.override, applied.run.by) == (Override.EVERYTHING, "Directrice")
    assert journalled(store) == [(DIRECTOR, Action.OVERRIDE, True, (1, 2))]


async def test_what_was_shown_is_applied_only_to_who_is_as_he_was():
    store = a_store(1)
    register = a_register(store, family_name="DUPOND")
    simulation = DryRun(SCOPE, register, store, Limits())
    assert [event async for event in simulation.run(at_once=1)]
    store.by_id[1] = Livret(1, replace(store.by_id[1].pupil, email="neuf@example.fr"))
    applied = await run_session.apply(a_session(store, register), simulation)
    assert applied.run.override is Override.NOTHING
    outcomes = [event.outcome for event in await to_the_end(applied) if isinstance(event, Decision)]
    assert outcomes == [Outcome.CHANGED_SINCE]


async def test_a_held_run_says_why_and_whoever_resumes_it_answers_for_it():
    store = a_store(20)
    session = a_session(store, a_register(store, family_name="AUTRE"))
    begun = await run_session.begin(session, SCOPE)
    assert begun.running
    assert not begun.can_be_resumed
    await to_the_end(begun)
    assert isinstance(begun.blocked, MassChangeBlocked)
    assert (begun.is_held, begun.is_clean, begun.can_be_resumed) == (True, False, True)
    assert begun.closing.startswith("Synchronisation retenue : 20 élèves sur 20")
    assert store.state is RunState.HELD
    again = await begun.resume()
    assert again.run.override is Override.EVERYTHING
    await to_the_end(again)
    assert (again.is_held, again.is_clean, again.can_be_resumed) == (False, True, False)
    assert [result.outcome for result in again.results] == [Outcome.UPDATED] * 20
    assert journalled(store)[1:] == [(DIRECTOR, Action.OVERRIDE, True, ())]


async def test_a_pass_that_left_somebody_is_resumed_over_him_alone():
    store = a_store(3)
    register = a_register(store)
    register.break_for(ine(2), Cause.TOO_SLOW)
    begun = await run_session.begin(a_session(store, register), SCOPE)
    await to_the_end(begun)
    assert (begun.is_held, begun.can_be_resumed) == (False, True)
    register.broken.clear()
    again = await begun.resume()
    assert again.run.override is Override.NOTHING
    assert [event.livret.id for event in await to_the_end(again)] == [2]
    assert (again.progress.done, again.progress.total) == (1, 1)
    assert again.is_clean
    assert journalled(store) == [(DIRECTOR, Action.SYNCHRONISE, True, ())] * 2


async def test_the_limits_of_a_new_year_hold_less():
    store = a_store(20)
    moved = {"division": replace(a_pupil().division, id=CE1.id + 1)}
    session = a_session(store, a_register(store, **moved))
    begun = await run_session.begin(session, SCOPE, Override.NEW_YEAR)
    await to_the_end(begun)
    assert begun.is_clean


async def test_time_passes_from_the_first_question_on():
    store = a_store(1)
    begun = await run_session.begin(a_session(store, a_register(store)), SCOPE)
    assert begun.progress.elapsed == 0.0
    assert not begun.stopping
    async for _ in begun.events():
        first = begun.progress.elapsed
    assert 0 < first <= begun.progress.elapsed < 60


async def test_a_list_that_was_not_read_leaves_the_run_open():
    store = a_store(1)
    begun = await run_session.begin(a_session(store, a_register(store)), SCOPE)

    async def left(_run):
        return replace(store.lists, structures=(CE1,))

    await to_the_end(begun)
    assert begun.is_clean
    store.open_lists = left
    await to_the_end(begun)
    assert not begun.is_clean
    assert begun.closing.endswith("Une liste n'a pas pu être lue : vous pouvez reprendre.")


async def test_a_second_stop_waits_for_no_answer(monkeypatch):
    monkeypatch.setattr("core.usecases.synchronise.DRAINED_WITHIN", 3600)
    store = a_store(20)
    register = a_register(store)
    begun = await run_session.begin(a_session(store, register), SCOPE, Override.EVERYTHING)
    register.gate.clear()
    reading = asyncio.create_task(to_the_end(begun))
    await until(lambda: register.in_flight == POLICY.at_once)
    begun.stop()
    assert begun.stopping
    begun.stop()
    assert await reading == []
    assert store.state is RunState.STOPPED


async def test_an_interrupted_run_is_abandoned_by_who_may():
    store = a_store()
    await run_session.abandon(a_session(store, a_register(store)), RUN)
    assert store.state is RunState.ABANDONED
    with pytest.raises(UserError, match="Votre rôle"):
        await run_session.abandon(a_session(store, a_register(store), SUPPORT), RUN)
    assert journalled(store) == [
        (DIRECTOR, Action.SYNCHRONISE, True, ()),
        (SUPPORT, Action.SYNCHRONISE, False, ()),
    ]


async def test_no_more_are_looked_up_at_once_than_the_policy_says():
    store = a_store(9)
    register = a_register(store)
    session = replace(a_session(store, register), policy=Policy(at_once=2, limits=Limits()))
    await to_the_end(await run_session.begin(session, SCOPE))
    assert register.most_in_flight == 2


def test_what_is_answered_for_only_widens():
    nothing, new_year, all_of_it = Override
    assert new_year.widened_by(nothing) is nothing.widened_by(new_year) is new_year
    assert new_year.widened_by(all_of_it) is all_of_it.widened_by(new_year) is all_of_it
