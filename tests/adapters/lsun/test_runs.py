"""A run is kept with all that it is over, and stands in the history as it does."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from adapters.lsun.store import LsunStore
from core.model.answers import NotFound
from core.model.events import Outcome, StructureDecision
from core.model.identifiers import Uai
from core.model.records import Admission, Level, Registration, Roll, School, Structure
from core.model.runs import OpenLists, Override, PupilResult, RunState, Scope
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import (
    CE1_A,
    CM2,
    CONTENTS,
    DUPONT,
    NO_INE,
    NOW,
    PETIT,
    UAI,
    WHOLE_SCHOOL,
)
from tests.core.builders import a_pupil, record_one
from tests.core.memory import ine

[IN_CM2, CLASS, ULIS] = CONTENTS.structures
NEW_CLASS = Structure(9, "CP", (Level.CP,))
NEWCOMER = a_pupil(ine=ine(9), family_name="NEUF", division=CE1_A)
IN_CE1 = Roll(CLASS, (Registration(replace(PETIT, division=CE1_A), Admission.FINAL),))


async def numbered(store, pupil):
    [livret] = [livret for livret in await store.livrets(UAI) if livret.pupil == pupil]
    return livret.id


async def test_a_run_comes_back_with_all_that_it_is_over(store):
    scope = Scope(
        UAI,
        frozenset({1, NEW_CLASS.id}),
        date(2026, 11, 20),
        (NEW_CLASS,),
        but=frozenset({await numbered(store, DUPONT)}),
        spared=frozenset({NEWCOMER}),
    )
    run = await store.start_run(scope, "Directrice", Override.NEW_YEAR)
    [summary] = await store.runs(UAI)
    assert summary.run == run
    assert (await store.report(UAI)).run == run
    assert (run.by, run.override, run.started_at) == ("Directrice", Override.NEW_YEAR, NOW)
    assert DUPONT not in [livret.pupil for livret in await store.pending(run)]


@pytest.mark.parametrize(
    "state",
    [RunState.COMPLETE, RunState.INCOMPLETE, RunState.SUSPENDED, RunState.HELD, RunState.ABANDONED],
)
async def test_a_run_that_ended_stands_as_it_ended(store, state):
    run = await store.start_run(WHOLE_SCHOOL, "Directrice")
    if state is RunState.ABANDONED:
        await store.finish(run, RunState.STOPPED)
    await store.finish(run, state)
    [summary] = await store.runs(UAI)
    assert (summary.state, summary.ended_at) == (state, NOW)
    assert (await store.report(UAI)).state is state


async def test_the_latest_runs_go_down_to_the_newest_over_classes_that_came_to_its_end(store):
    one_pupil = Scope(UAI, frozenset(), also=frozenset({await numbered(store, PETIT)}))
    ended = (
        (WHOLE_SCHOOL, RunState.STOPPED),
        (WHOLE_SCHOOL, RunState.INCOMPLETE),
        (WHOLE_SCHOOL, RunState.HELD),
        (WHOLE_SCHOOL, RunState.ABANDONED),
        (one_pupil, RunState.COMPLETE),
    )
    for scope, state in ended:
        run = await store.start_run(scope, "Directrice")
        if state is RunState.ABANDONED:
            await store.finish(run, RunState.STOPPED)
        await store.finish(run, state)
    latest = await store.latest_runs(UAI)
    assert [run.state for run in latest] == [state for _, state in ended[:0:-1]]


async def test_a_run_whose_lease_ran_out_was_stopped(url):
    times = [NOW]
    async with LsunStore.open(url, clock=lambda: times[-1]) as store:
        await store.fill(CONTENTS)
        await store.start_run(WHOLE_SCHOOL, "Directrice")
        assert [summary.state for summary in await store.runs(UAI)] == [RunState.RUNNING]
        times.append(NOW + timedelta(seconds=31))
        assert [summary.state for summary in await store.runs(UAI)] == [RunState.STOPPED]
        report = await store.report(UAI)
        assert report is not None
        assert report.state is RunState.STOPPED


async def test_who_moved_in_is_of_the_run_whatever_runs_he_was_of_before(store):
    before = await store.start_run(Scope(UAI, frozenset({CM2.id})), "Directrice")
    await store.finish(before, RunState.STOPPED)
    await store.fill(replace(CONTENTS, school=School(Uai("0350760L"), "École des Lilas")))
    run = await store.start_run(Scope(UAI, frozenset({CLASS.id})), "Directrice")
    await store.record_arrivals(run, [IN_CE1])
    assert {livret.pupil for livret in await store.pending(run)} == {DUPONT, NO_INE, PETIT}
    assert [found.changes for found in await store.results(run)] == [(), (), ()]
    assert [livret.pupil for livret in await store.pending(before)] == [PETIT]


async def test_a_roll_that_was_read_is_read_for_this_run_and_the_others_stay_open(store):
    before = await store.start_run(WHOLE_SCHOOL, "Directrice")
    await store.finish(before, RunState.STOPPED)
    run = await store.start_run(WHOLE_SCHOOL, "Directrice")
    assert await store.open_lists(run) == OpenLists((CLASS, IN_CM2, ULIS), teachers=True)
    await store.record_arrivals(run, [IN_CE1])
    assert await store.open_lists(run) == OpenLists((IN_CM2, ULIS), teachers=True)
    assert len((await store.open_lists(before)).structures) == 3
    await store.record_arrivals(run, [Roll(ULIS, ())])
    assert (await store.open_lists(run)).structures == (IN_CM2,)
    assert len((await store.open_lists(before)).structures) == 3


async def test_a_run_over_one_pupil_has_no_list_to_read(store):
    scope = Scope(UAI, frozenset(), also=frozenset({await numbered(store, PETIT)}))
    run = await store.start_run(scope, "Directrice")
    assert await store.open_lists(run) == OpenLists()
    assert [livret.pupil for livret in await store.pending(run)] == [PETIT]


async def test_who_moved_in_and_was_of_the_run_already_is_of_it_once(store):
    run = await store.start_run(WHOLE_SCHOOL, "Directrice")
    petit = await numbered(store, PETIT)
    await record_one(store, run, petit, partial(decide, answer=NotFound()))
    await store.record_arrivals(run, [IN_CE1])
    assert PETIT not in [livret.pupil for livret in await store.pending(run)]
    assert len(await store.results(run)) == 3


async def test_who_is_admitted_is_of_the_run_and_has_no_change(store):
    run = await store.start_run(Scope(UAI, frozenset({CLASS.id})), "Directrice")
    await store.record_arrivals(run, [Roll(CLASS, (Registration(NEWCOMER, Admission.FINAL),))])
    [admitted] = [found for found in await store.results(run) if found.name.endswith("NEUF")]
    assert admitted == PupilResult(
        livret_id=await numbered(store, NEWCOMER),
        name="Marie Claire NEUF",
        division="CE1 A",
        outcome=Outcome.ADMITTED,
        ine=NEWCOMER.ine,
    )


async def test_a_class_alone_takes_its_new_label_and_its_new_niveaux(store):
    run = await store.start_run(WHOLE_SCHOOL, "Directrice")
    both = replace(CLASS, label="CE1-CE2", levels=(Level.CE1, Level.CE2))
    decided = await store.record_structures(run, [both])
    assert decided == (StructureDecision(CLASS, both),)
    structures = {row.structure for row in (await store.overview(UAI)).structures}
    assert structures == {both, *(set(CONTENTS.structures) - {CLASS})}
    assert await store.structure_decisions(WHOLE_SCHOOL, [both]) == ()
    await store.record_structures(run, [replace(both, label="CE1 Soleil")])
    [message] = [
        found for found in (await store.report(UAI)).messages if "Soleil" in found.division
    ]
    assert message.at == NOW
