"""A simulation decides what a run would do, writes nothing, and can then be applied."""

from dataclasses import replace
from datetime import UTC

from core.errors import RegisterError
from core.model.answers import Cause, Found
from core.model.events import (
    Arrivals,
    Decision,
    Outcome,
    StructureDecision,
    TeacherDecision,
    TeachersNotGiven,
    UnreadList,
)
from core.model.livret import Livret
from core.model.records import Admission, Division, Registration, Roll, Structure
from core.model.runs import Override, RunState, Scope
from core.rules.guard import Excess, Limits
from core.usecases.dry_run import DryRun
from core.usecases.dry_run_ledger import DryRunLedger
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import RUN, MemoryRegister, ine
from tests.core.school import CE1, CLAIRE, CM2, UAI, MemoryStore, everything

IN_CM2 = Division(CM2.id, CM2.label)
SAME = a_pupil(ine=ine(1))
MODIFIED = a_pupil(ine=ine(2), first_names=("Zoé",))
ELSEWHERE = a_pupil(ine=ine(3), first_names=("Luc",), division=IN_CM2)
NEWCOMER = a_pupil(ine=ine(9), family_name="NEUF")
SCOPE = everything(CE1)


def a_store(teachers=()):
    pupils = enumerate((SAME, MODIFIED, ELSEWHERE), 1)
    return MemoryStore([Livret(*pupil) for pupil in pupils], (CE1, CM2), teachers)


def a_register(teachers=None, structures=(CE1, CM2)):
    registrations = [
        a_registration(ine=ine(1)),
        a_registration(ine=ine(2), first_names=("Zoé", "Anne")),
        a_registration(ine=ine(3), first_names=("Luc",)),
        a_registration(ine=ine(9), family_name="NEUF"),
    ]
    return MemoryRegister(registrations, structures, teachers)


async def simulated(store=None, register=None, scope=SCOPE, limits=None, at_once=1):
    simulation = DryRun(scope, register or a_register(), store or a_store(), limits or Limits())
    told = [event async for event in simulation.run(at_once=at_once)]
    assert told == simulation.events
    return simulation


async def test_what_would_become_of_each_pupil_is_told_and_nothing_is_written():
    store = a_store()
    before = dict(store.by_id)
    simulation = await simulated(store)
    outcomes = {decision.livret.id: decision.outcome for decision in simulation.decisions}
    assert outcomes == {1: Outcome.UP_TO_DATE, 2: Outcome.UPDATED, 3: Outcome.UPDATED}
    assert (store.by_id, store.recorded, store.started) == (before, [], [])


async def test_who_would_change_and_who_would_be_added_can_be_left_out():
    simulation = await simulated()
    assert set(simulation.changing) == {2, NEWCOMER, 3}
    assert simulation.changing[NEWCOMER] == NEWCOMER
    assert isinstance(simulation.changing[2], Decision)
    simulation.leave_out([2, NEWCOMER])
    assert simulation.scope == Scope(
        UAI,
        SCOPE.structures,
        also=frozenset({1, 2, 3}),
        but=frozenset({2}),
        spared=frozenset({NEWCOMER}),
    )


async def test_who_was_left_out_before_stays_so():
    before = replace(SCOPE, but=frozenset({1}), spared=frozenset({SAME}), also=frozenset({7}))
    simulation = DryRun(before, a_register(), a_store(), Limits())
    assert simulation.scope == before


async def test_the_register_is_asked_each_thing_once_then_never_again():
    register = a_register()
    simulation = await simulated(register=register)
    asked = list(register.asked)
    assert await simulation.register.by_ine(UAI, ine(2)) == a_registration(
        ine=ine(2), first_names=("Zoé", "Anne")
    )
    assert register.asked == asked
    assert len(set(asked)) == len(asked) == 3


async def test_so_many_are_looked_up_at_once_as_was_said():
    register = a_register()
    await simulated(register=register, at_once=2)
    assert register.most_in_flight == 2


async def test_what_is_applied_is_what_was_shown_and_no_other_livret():
    simulation = await simulated()
    answer = Found(a_registration(ine=ine(2), first_names=("Zoé", "Anne")))
    shown = Livret(2, MODIFIED)
    assert simulation.as_shown(shown, answer).outcome is Outcome.UPDATED
    changed = Livret(2, replace(MODIFIED, email="neuf@example.fr"))
    assert simulation.as_shown(changed, answer) == Decision(
        livret=changed, outcome=Outcome.CHANGED_SINCE
    )
    assert simulation.as_shown(Livret(8, SAME), answer).outcome is Outcome.CHANGED_SINCE


async def test_where_nothing_would_change_there_is_nothing_to_apply():
    store = MemoryStore([Livret(1, SAME)])
    same = MemoryRegister([a_registration(ine=ine(1))], (CE1,))
    assert not (await simulated(store, same)).has_anything_to_do
    with_a_teacher = MemoryRegister([a_registration(ine=ine(1))], (CE1,), (CLAIRE,))
    assert (await simulated(store, with_a_teacher)).has_anything_to_do
    assert (await simulated()).has_anything_to_do


async def test_a_source_without_teachers_says_so():
    simulation = await simulated()
    assert TeachersNotGiven() in simulation.events
    with_teachers = await simulated(register=a_register((CLAIRE,)))
    [decision] = [event for event in with_teachers.events if isinstance(event, TeacherDecision)]
    assert (decision.teacher, decision.attached) == (CLAIRE, (CE1,))


async def test_a_class_that_would_be_renamed_is_told():
    renamed = replace(CE1, label="CE1 Soleil")
    simulation = await simulated(register=a_register(structures=(renamed, CM2)))
    assert StructureDecision(CE1, renamed) in simulation.events


async def test_a_list_that_cannot_be_read_is_told_and_the_others_are_read():
    register = a_register()

    async def unread(_uai, _structure):
        raise RegisterError(Cause.TOO_SLOW)

    register.roll = unread
    simulation = await simulated(register=register)
    assert UnreadList(CE1, Cause.TOO_SLOW) in simulation.events


async def test_a_new_class_is_read_like_those_of_lsun_and_a_known_one_once():
    new = Structure(2699, "CP", ())
    scope = Scope(UAI, frozenset({CE1.id, new.id}), new=(new, CE1))
    register = a_register(structures=(CE1, CM2, new))
    simulation = await simulated(register=register, scope=scope)
    arrivals = [event for event in simulation.events if isinstance(event, Arrivals)]
    assert [arrived.structure for arrived in arrivals] == [CE1, new]


async def test_an_ine_that_another_pupil_holds_is_seen_beforehand():
    without_ine = a_pupil(ine=None, first_names=("Luc",))
    store = MemoryStore([Livret(1, without_ine), Livret(2, a_pupil(ine=ine(3), family_name="X"))])
    register = MemoryRegister([a_registration(ine=ine(3), first_names=("Luc",))])
    simulation = await simulated(store, register)
    [decision] = [found for found in simulation.decisions if found.livret.id == 1]
    assert (decision.outcome, decision.cause) == (Outcome.UNVERIFIED, Cause.INE_ALREADY_HELD)


async def test_an_ine_that_nobody_holds_is_gained():
    store = MemoryStore([Livret(1, a_pupil(ine=None))])
    register = MemoryRegister([a_registration(ine=ine(3))])
    [decision] = (await simulated(store, register)).decisions
    assert decision.update == a_pupil(ine=ine(3))


async def test_a_simulation_that_was_stopped_is_no_whole_run():
    simulation = DryRun(SCOPE, a_register(), a_store(), Limits())
    assert (simulation.was_stopped, simulation.blocked) == (False, None)
    simulation.stop()
    assert [event async for event in simulation.run(at_once=1)] == []
    assert simulation.was_stopped


async def test_little_change_needs_nobody_to_answer_for_it():
    simulation = await simulated()
    assert simulation.blocked is None
    assert simulation.override_needed is Override.NOTHING


async def test_a_simulation_says_that_a_run_would_hold_itself():
    pupils = [a_pupil(ine=ine(rank), first_names=(f"Enfant {rank}",)) for rank in range(1, 21)]
    store = MemoryStore([Livret(number, pupil) for number, pupil in enumerate(pupils, 1)])
    register = MemoryRegister([Registration(pupil, Admission.FINAL) for pupil in pupils[:17]])
    simulation = await simulated(store, register)
    assert simulation.blocked is not None
    assert simulation.blocked.excesses == (Excess.NOT_FOUND,)
    assert simulation.blocked.figures.checked == 20
    assert simulation.override_needed is Override.EVERYTHING


async def test_arrivals_and_teachers_count_for_the_guard_of_a_simulation():
    store = MemoryStore([Livret(1, SAME)], teachers=[CLAIRE, replace(CLAIRE, first_name="Anne")])
    known = [a_registration(ine=ine(1))]
    new = [
        a_registration(ine=ine(number), first_names=(f"Enfant {number}",))
        for number in range(10, 21)
    ]
    nobody = replace(CLAIRE, first_name="Julie", structures=(CM2.id,))
    simulation = await simulated(store, MemoryRegister([*known, *new], (CE1,), (nobody,)))
    assert simulation.blocked is not None
    assert simulation.blocked.excesses == (Excess.ARRIVALS, Excess.UNASSIGNED)


async def test_a_simulation_is_judged_as_a_run_that_the_store_does_not_have():
    store = a_store()
    await simulated(store, limits=Limits(from_pupils=7))
    [(run, small)] = store.judged
    assert (run.id, run.scope, run.started_at.tzinfo, small) == (0, SCOPE, UTC, 7)
    assert await DryRunLedger(store).background(run, 8) == await store.background(run, 8)
    assert store.judged[1:] == [(run, 8)] * 2


async def test_the_ledger_of_a_simulation_holds_nothing_and_ends_nothing():
    store = a_store()
    ledger = DryRunLedger(store)
    store.lease = "of another program"
    await ledger.renew(RUN)
    await ledger.finish(RUN, RunState.STOPPED)
    await ledger.note_unread(RUN, UnreadList(None, Cause.TOO_SLOW))
    await ledger.record_no_teachers(RUN)
    assert store.state is RunState.RUNNING


async def test_the_ledger_of_a_simulation_foresees_as_the_store_does():
    store = a_store([CLAIRE])
    ledger = DryRunLedger(store)
    assert await ledger.in_scope(SCOPE) == await store.in_scope(SCOPE)
    roll = Roll(CE1, (a_registration(ine=ine(9), family_name="NEUF"),))
    [arrived] = await ledger.arrivals(replace(SCOPE, new=(CE1,)), [roll])
    assert (arrived.is_new, arrived.admitted) == (True, (NEWCOMER,))
    moved = replace(CLAIRE, structures=(CE1.id, CM2.id))
    assert await ledger.teacher_decisions(SCOPE, [moved]) == ()
    [attached] = await ledger.teacher_decisions(everything(CE1, CM2), [moved])
    assert attached.attached == (CM2,)
    assert (await ledger.open_lists(replace(RUN, scope=Scope(UAI, frozenset())))).teachers is False
