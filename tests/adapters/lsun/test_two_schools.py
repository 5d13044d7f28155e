"""What is of one school is never another's, though their pupils and classes be called the same."""

from dataclasses import replace
from functools import partial

import pytest

from core.model.answers import Found, NotFound
from core.model.events import Outcome
from core.model.identifiers import Uai
from core.model.records import Admission, Registration, Roll, School
from core.model.runs import RunState, RunSummary, Scope
from core.model.users import Action, Role, User
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import (
    CE1_A,
    CONTENTS,
    CYCLE,
    DUPONT,
    NOW,
    PETIT,
    UAI,
    WHOLE_SCHOOL,
)
from tests.core.builders import a_pupil, record_one
from tests.core.memory import ine

LILAS = School(Uai("0350760L"), "École des Lilas")
ACACIAS = School(Uai("0350761" + Uai.control_letter("0350761")), "École des Acacias")
THERE = replace(WHOLE_SCHOOL, uai=LILAS.uai)
[CM2, CLASS, ULIS] = CONTENTS.structures
NEW = a_pupil(ine=ine(9), family_name="NEUF", division=CE1_A)
RENAMED = replace(DUPONT, birth_place="Nantes")
DIRECTOR = User("Directrice", Role.DIRECTOR)


@pytest.fixture
async def both(store):
    await store.fill(replace(CONTENTS, school=LILAS))
    return store


async def test_the_schools_that_have_pupils_of_these_ines_are_told_the_one_with_most_first(both):
    await both.fill(replace(CONTENTS, school=ACACIAS, pupils=((PETIT, ()),)))
    found = await both.known_in([DUPONT.ine, PETIT.ine, ine(9)])
    assert [(known.school, known.pupils) for known in found] == [
        (LILAS, 2),
        (CONTENTS.school, 2),
        (ACACIAS, 1),
    ]
    assert await both.known_in([ine(9)]) == ()


def numbers(livrets):
    return {livret.id for livret in livrets}


async def answered(store, run, family_name, answer):
    [livret] = [
        livret for livret in await store.pending(run) if livret.pupil.family_name == family_name
    ]
    return await record_one(store, run, livret.id, partial(decide, answer=answer))


async def synchronised(store, scope):
    """A run over this scope that updates one pupil, does not find another, and stops."""
    run = await store.start_run(scope, "Directrice")
    await answered(store, run, "DUPONT", Found(Registration(RENAMED, Admission.FINAL)))
    await answered(store, run, "PETIT", NotFound())
    await store.finish(run, RunState.STOPPED)
    return run


async def everything_of(store, uai):
    """All that the store tells of a school."""
    return (
        await store.overview(uai),
        await store.livrets(uai),
        await store.runs(uai),
        await store.all_archives(uai),
        await store.journal(uai),
        await store.report(uai),
    )


async def test_each_school_has_its_own_livrets_under_their_own_numbers(both):
    ours, theirs = await both.livrets(UAI), await both.livrets(LILAS.uai)
    assert [livret.pupil for livret in ours] == [livret.pupil for livret in theirs]
    assert not numbers(ours) & numbers(theirs)
    assert numbers(await both.in_scope(WHOLE_SCHOOL)) == numbers(ours)
    for uai, livrets in ((UAI, ours), (LILAS.uai, theirs)):
        found = await both.livret_of(uai, DUPONT.ine)
        assert found.id in numbers(livrets)
        rows = (await both.overview(uai)).structures
        assert set().union(*(row.members for row in rows)) == numbers(livrets)
        assert [row.pupils for row in rows] == [2, 1, 0]
        assert rows[0].teachers == ("M. Yann PRIGENT", "Mme Claire VALLÉE")


async def test_the_schools_come_by_name(both):
    assert await both.schools() == (LILAS, CONTENTS.school)


async def test_what_a_run_of_one_school_does_is_not_seen_in_the_other(both):
    before = await everything_of(both, LILAS.uai)
    run = await both.start_run(WHOLE_SCHOOL, "Directrice")
    await answered(both, run, "DUPONT", Found(Registration(RENAMED, Admission.FINAL)))
    roll = Roll(CLASS, (Registration(NEW, Admission.FINAL),))
    await both.record_arrivals(run, [roll])
    await both.record_structures(run, [replace(CLASS, label="CE1 Soleil")])
    [claire, _] = CONTENTS.teachers
    await both.record_teachers(run, [replace(claire, structures=(3,))])
    await both.file_bilans(UAI, [(DUPONT.ine, replace(CYCLE, number=3))])
    await both.note(UAI, DIRECTOR, Action.EXPORT, allowed=True)
    await both.finish(run, RunState.COMPLETE)
    assert await everything_of(both, LILAS.uai) == before
    assert await everything_of(both, UAI) != before


async def test_a_run_of_one_school_does_not_keep_the_other_waiting(both):
    ours = await both.start_run(WHOLE_SCHOOL, "Directrice")
    theirs = await both.start_run(THERE, "Directeur")
    assert numbers(await both.pending(ours)) == numbers(await both.livrets(UAI))
    assert numbers(await both.pending(theirs)) == numbers(await both.livrets(LILAS.uai))
    assert await both.open_lists(ours) == await both.open_lists(theirs)


async def test_a_run_is_judged_against_its_own_school(both):
    await synchronised(both, THERE)
    of_one_class = Scope(UAI, frozenset({CLASS.id}))
    judged = await both.background(await both.start_run(of_one_class, "Directrice"), 10)
    assert (judged.pupils, judged.assignments) == (3, 2)
    assert (judged.settled, judged.recent) == ((), ())


async def test_the_history_has_the_runs_of_the_school_newest_first_with_their_figures(both):
    first = await synchronised(both, WHOLE_SCHOOL)
    await synchronised(both, THERE)
    second = await both.start_run(WHOLE_SCHOOL, "Directrice")
    counts = {Outcome.UPDATED: 1, Outcome.NOT_FOUND: 1, None: 1}
    assert await both.runs(UAI) == (
        RunSummary(second, RunState.RUNNING, None, {None: 3}, 0),
        RunSummary(first, RunState.STOPPED, NOW, counts, 1),
    )
    assert len(await both.runs(LILAS.uai)) == 1


async def test_runs_whose_pupils_were_archived_count_them_each(both):
    run = await both.start_run(WHOLE_SCHOOL, "Directrice")
    await both.file_bilans(UAI, [(ine_of("PETIT"), CYCLE)])
    for name in ("DUPONT", "PETIT"):
        [livret] = [item for item in await both.pending(run) if item.pupil.family_name == name]
        moved = replace(livret.pupil, birth_place="Brest")
        await answered(both, run, name, Found(Registration(moved, Admission.FINAL)))
    [summary] = await both.runs(UAI)
    assert (summary.archived, summary.counts) == (2, {Outcome.UPDATED: 2, None: 1})


def ine_of(family_name):
    """The INE of the pupil of this name."""
    [found] = [pupil for pupil, _ in CONTENTS.pupils if pupil.family_name == family_name]
    return found.ine


async def test_a_report_has_the_results_by_class_and_name(both):
    run = await synchronised(both, WHOLE_SCHOOL)
    results = await both.results(run)
    assert [(result.division, result.name, result.ine) for result in results] == [
        ("CE1 A", "Ali BERNARD", None),
        ("CE1 A", "Marie Claire DUPONT", DUPONT.ine),
        ("CM2", "Marie Claire PETIT", ine_of("PETIT")),
    ]
