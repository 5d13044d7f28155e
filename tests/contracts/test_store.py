"""What every ledger of a run keeps: LSUN in each database, and what the engine is tested with."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest

from adapters.lsun.store import LsunStore
from core.errors import RunLost
from core.model.answers import Cause, Found, NotFound, Unverified
from core.model.events import Outcome, UnreadList
from core.model.livret import Livret
from core.model.records import Admission, Registration, Roll, Teacher
from core.model.runs import OpenLists, Run, RunState, Scope
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import CE1_A, CONTENTS, DUPONT, NO_INE, NOW, PETIT, UAI
from tests.core.builders import a_locked_bilan, a_proposal, a_pupil, record_one
from tests.core.memory import RUN, MemoryLivrets, ine

[_, CLASS, _] = CONTENTS.structures
SCOPE = Scope(UAI, frozenset({CLASS.id}))
RENAMED_CLASS = replace(CLASS, label="CE1 Soleil")
RENAMED = replace(DUPONT, first_names=("Marie Claire", "Yvete"))
NEW = a_pupil(ine=ine(9), family_name="NEUF", division=CE1_A)
MOVED_IN = replace(PETIT, division=CE1_A)
JULIE = Teacher(civility="MME", family_name="NEUF", first_name="Julie", structures=(CLASS.id,))


@asynccontextmanager
async def in_database(url):
    async with LsunStore.open(url, clock=lambda: NOW) as store:
        await store.fill(CONTENTS)
        yield store, await store.start_run(SCOPE, "Testeur")


def in_sqlite(request):
    return in_database(f"sqlite:///{request.getfixturevalue('tmp_path') / 'lsun.sqlite'}")


@asynccontextmanager
async def in_postgresql(request):
    with request.getfixturevalue("postgres").empty_store() as url:
        async with in_database(url) as opened:
            yield opened


@asynccontextmanager
async def in_memory(_request):
    school = [
        Livret(number, pupil, bilans) for number, (pupil, bilans) in enumerate(CONTENTS.pupils)
    ]
    of_class = [livret for livret in school if livret.pupil.division == CE1_A]
    elsewhere = [livret for livret in school if livret not in of_class]
    ledger = MemoryLivrets(of_class, elsewhere, (CLASS,), CONTENTS.teachers)
    yield ledger, replace(RUN, scope=SCOPE)


@dataclass
class Opened:
    """A ledger, and a run over one class of its school."""

    ledger: Any
    run: Run

    async def pending(self):
        return {livret.pupil for livret in await self.ledger.pending(self.run)}

    async def record(self, pupil, answer):
        pending = await self.ledger.pending(self.run)
        [livret] = [livret for livret in pending if livret.pupil == pupil]
        return await record_one(self.ledger, self.run, livret.id, partial(decide, answer=answer))

    async def record_arrivals(self, *pupils):
        roll = Roll(CLASS, tuple(map(registered, pupils)))
        [arrived] = await self.ledger.record_arrivals(self.run, [roll])
        return arrived

    async def record_teachers(self, *teachers):
        return await self.ledger.record_teachers(self.run, teachers)


@pytest.fixture(params=[in_sqlite, in_postgresql, in_memory], ids=lambda kind: kind.__name__)
async def opened(request):
    async with request.param(request) as (ledger, run):
        yield Opened(ledger, run)


def registered(pupil):
    return Registration(pupil, Admission.FINAL)


def found(pupil):
    return Found(registered(pupil))


async def test_the_pupils_of_the_scope_are_pending_until_they_are_reached(opened):
    assert await opened.pending() == {DUPONT, NO_INE}


@pytest.mark.parametrize("answer", [found(DUPONT), NotFound()], ids=["up to date", "not found"])
async def test_who_is_settled_is_no_longer_pending(opened, answer):
    await opened.record(DUPONT, answer)
    assert await opened.pending() == {NO_INE}


async def test_who_is_unverified_is_pending_until_he_is_verified(opened):
    await opened.record(DUPONT, Unverified(Cause.UNREACHABLE))
    assert await opened.pending() == {DUPONT, NO_INE}
    await opened.record(DUPONT, found(DUPONT))
    assert await opened.pending() == {NO_INE}


async def test_the_decision_that_is_carried_out_is_given_back(opened):
    decision = await opened.record(DUPONT, found(RENAMED))
    assert (decision.outcome, decision.update, decision.archive) == (
        Outcome.UPDATED,
        RENAMED,
        True,
    )
    assert a_locked_bilan() in decision.livret.bilans


async def test_a_decision_is_taken_on_the_livret_as_it_stands(opened):
    decision = await opened.record(DUPONT, found(RENAMED))
    seen = []

    def look(livret):
        seen.append(livret.pupil)
        return decide(livret, Unverified(Cause.TOO_SLOW))

    await record_one(opened.ledger, opened.run, decision.livret.id, look)
    assert seen == [RENAMED]
    assert await opened.pending() == {RENAMED, NO_INE}


async def test_the_ine_of_another_pupil_of_the_school_is_refused(opened):
    refused = await opened.record(NO_INE, found(replace(NO_INE, ine=PETIT.ine)))
    assert (refused.outcome, refused.cause) == (Outcome.UNVERIFIED, Cause.INE_ALREADY_HELD)
    assert await opened.pending() == {DUPONT, NO_INE}


async def test_pupils_who_are_recorded_together_do_not_hinder_each_other(opened):
    livrets = {livret.pupil: livret.id for livret in await opened.ledger.pending(opened.run)}
    answers = {NO_INE: found(replace(NO_INE, ine=PETIT.ine)), DUPONT: found(RENAMED)}
    proposals = [
        a_proposal(livrets[pupil], partial(decide, answer=answer))
        for pupil, answer in answers.items()
    ]
    decisions = await opened.ledger.record(opened.run, proposals)
    assert [decision.outcome for decision in decisions] == [Outcome.UNVERIFIED, Outcome.UPDATED]
    assert await opened.pending() == {NO_INE}


async def test_what_deciding_raises_passes_through_and_nothing_is_recorded(opened):
    [livret, *_] = await opened.ledger.pending(opened.run)

    def give_up(_livret):
        raise LookupError

    with pytest.raises(LookupError):
        await record_one(opened.ledger, opened.run, livret.id, give_up)
    assert await opened.pending() == {DUPONT, NO_INE}


async def test_each_list_is_open_until_it_is_recorded(opened):
    assert await opened.ledger.open_lists(opened.run) == OpenLists((CLASS,), teachers=True)
    await opened.record_arrivals(DUPONT)
    assert await opened.ledger.open_lists(opened.run) == OpenLists((), teachers=True)
    await opened.record_teachers(*CONTENTS.teachers)
    assert await opened.ledger.open_lists(opened.run) == OpenLists()


@pytest.mark.parametrize("structure", [CLASS, None], ids=["a roll", "the teachers"])
async def test_a_list_that_could_not_be_read_stays_open(opened, structure):
    await opened.ledger.note_unread(opened.run, UnreadList(structure, Cause.TOO_SLOW))
    assert await opened.ledger.open_lists(opened.run) == OpenLists((CLASS,), teachers=True)


async def test_who_is_admitted_is_told_with_the_livret_that_he_was_given(opened):
    arrived = await opened.record_arrivals(DUPONT, NEW)
    known = {livret.id for livret in await opened.ledger.pending(opened.run)}
    [given] = arrived.livrets
    assert given not in known


async def test_who_is_new_is_admitted_once_and_has_nothing_to_be_looked_up(opened):
    assert (await opened.record_arrivals(DUPONT, NEW)).admitted == (NEW,)
    assert (await opened.record_arrivals(DUPONT, NEW)).admitted == ()
    assert await opened.pending() == {DUPONT, NO_INE}


async def test_who_moved_in_from_another_class_is_looked_up_too(opened):
    arrived = await opened.record_arrivals(DUPONT, MOVED_IN)
    assert (arrived.admitted, len(arrived.moved_in)) == ((), 1)
    assert await opened.pending() == {DUPONT, NO_INE, PETIT}


async def test_teachers_change_once(opened):
    clara = replace(CONTENTS.teachers[0], first_name="Clara")
    decisions = await opened.record_teachers(clara, JULIE)
    changes = {
        decision.teacher.first_name: (decision.attached, decision.detached)
        for decision in decisions
    }
    assert changes == {"Clara": ((), ()), "Yann": ((), (CLASS,)), "Julie": ((CLASS,), ())}
    assert await opened.record_teachers(clara, JULIE) == ()


async def test_a_run_that_is_alive_may_say_so(opened):
    await opened.ledger.renew(opened.run)


async def test_a_run_that_is_resumed_has_what_was_still_open(opened):
    await opened.record(DUPONT, found(DUPONT))
    await opened.ledger.finish(opened.run, RunState.STOPPED)
    opened.run = await opened.ledger.resume(opened.run, "Testeuse")
    assert await opened.pending() == {NO_INE}
    assert await opened.ledger.open_lists(opened.run) == OpenLists((CLASS,), teachers=True)
    await opened.record(NO_INE, NotFound())
    assert await opened.pending() == set()


async def test_a_source_without_teachers_leaves_no_list_of_teachers_open(opened):
    await opened.ledger.record_no_teachers(opened.run)
    assert await opened.ledger.open_lists(opened.run) == OpenLists((CLASS,))


async def test_a_class_that_is_renamed_is_renamed_once(opened):
    [decision] = await opened.ledger.record_structures(opened.run, [RENAMED_CLASS])
    assert (decision.before, decision.after) == (CLASS, RENAMED_CLASS)
    assert await opened.ledger.record_structures(opened.run, [RENAMED_CLASS]) == ()


@pytest.mark.parametrize(
    "write",
    [
        lambda opened: opened.record(DUPONT, found(RENAMED)),
        lambda opened: opened.record_arrivals(DUPONT, NEW),
        lambda opened: opened.record_teachers(JULIE),
        lambda opened: opened.ledger.record_no_teachers(opened.run),
        lambda opened: opened.ledger.record_structures(opened.run, [RENAMED_CLASS]),
        lambda opened: opened.ledger.note_unread(opened.run, UnreadList(CLASS, Cause.TOO_SLOW)),
        lambda opened: opened.ledger.renew(opened.run),
        lambda opened: opened.ledger.finish(opened.run, RunState.COMPLETE),
    ],
    ids=[
        "record",
        "record_arrivals",
        "record_teachers",
        "no_teachers",
        "structures",
        "note_unread",
        "renew",
        "finish",
    ],
)
async def test_a_run_that_another_program_has_resumed_writes_nothing(opened, write):
    await opened.ledger.finish(opened.run, RunState.STOPPED)
    await opened.ledger.resume(opened.run, "Testeuse")
    with pytest.raises(RunLost):
        await write(opened)
    assert await opened.pending() == {DUPONT, NO_INE}
    assert await opened.ledger.open_lists(opened.run) == OpenLists((CLASS,), teachers=True)
