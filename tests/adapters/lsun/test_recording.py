"""What one transaction of a run writes."""

import asyncio
import threading
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import text

from adapters.lsun import database
from adapters.lsun.store import LsunStore
from core.errors import StoreError
from core.model.answers import Cause, Found, NotFound, Unverified
from core.model.events import Outcome
from core.model.identifiers import Ine
from core.model.records import Admission, Division, Level, Registration
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import CYCLE, DUPONT, NO_INE, NOW, PETIT, WHOLE_SCHOOL
from tests.core.builders import a_locked_bilan, record_one

YVETE = replace(DUPONT, first_names=("Marie Claire", "Yvete"))
TABLES = ("pupils", "guardians", "bilans", "archives", "messages", "structures")


def found(pupil):
    return Found(Registration(pupil, Admission.FINAL))


@pytest.fixture
async def run(store):
    return await store.start_run(WHOLE_SCHOOL, "Testeur")


@pytest.fixture
async def record(store, run):
    async def record_for(pupil, answer):
        livrets = await store.pending(run)
        livret = next(livret for livret in livrets if livret.pupil == pupil)
        return await record_one(store, run, livret.id, partial(decide, answer=answer))

    return record_for


@pytest.fixture
def contents(sql):
    return lambda: {table: sql(f"SELECT * FROM {table}") for table in TABLES}


async def livret_of(store, family_name):
    livrets = await store.in_scope(WHOLE_SCHOOL)
    return next(livret for livret in livrets if livret.pupil.family_name == family_name)


async def test_dupont_marie_claire_becomes_marie_claire_yvete(store, record, sql):
    decision = await record(DUPONT, found(YVETE))
    [archive] = await store.archives(decision.livret.id)
    assert archive.livret.pupil.first_names == ("Marie Claire",)
    assert (await livret_of(store, "DUPONT")).pupil == YVETE
    assert sql("SELECT severity, text FROM messages ORDER BY id") == [
        (
            "INFORMATION",
            "Les informations LSUN de l'élève Marie Claire DUPONT (CE1 A) ont été archivées.",
        ),
        ("INFORMATION", "L'élève Marie Claire Yvete DUPONT (CE1 A) a été mis à jour."),
    ]


async def test_the_archive_is_the_whole_livret_as_it_stood(store, run, record):
    decision = await record(DUPONT, found(YVETE))
    [archive] = await store.archives(decision.livret.id)
    assert archive.livret == decision.livret
    assert archive.livret.pupil == DUPONT
    assert archive.livret.locked_bilans == (CYCLE, a_locked_bilan())
    assert (archive.run_id, archive.archived_at) == (run.id, NOW)


async def test_the_newest_archive_comes_first(store, run, record):
    decision = await record(DUPONT, found(YVETE))
    again = partial(decide, answer=found(DUPONT))
    await record_one(store, run, decision.livret.id, again)
    archived = [archive.livret.pupil for archive in await store.archives(decision.livret.id)]
    assert archived == [YVETE, DUPONT]


async def test_a_pupil_without_a_locked_bilan_is_updated_without_an_archive(store, record):
    decision = await record(PETIT, found(replace(PETIT, email="petit@example.fr")))
    assert decision.outcome is Outcome.UPDATED
    assert await store.archives(decision.livret.id) == ()
    assert (await livret_of(store, "PETIT")).pupil.email == "petit@example.fr"


@pytest.mark.parametrize("answer", [found(DUPONT), Unverified(Cause.TOO_SLOW), NotFound()])
async def test_a_pupil_who_does_not_change_is_not_written(record, contents, answer):
    before = contents()
    await record(DUPONT, answer)
    assert {**contents(), "messages": []} == {**before, "messages": []}


async def test_a_pupil_who_is_up_to_date_has_no_message(record, sql):
    await record(DUPONT, found(DUPONT))
    assert sql("SELECT * FROM messages") == []


async def test_the_decision_is_taken_on_the_livret_as_it_stands_in_the_transaction(store, run, sql):
    petit = next(livret for livret in await store.pending(run) if livret.pupil == PETIT)
    sql("UPDATE bilans SET locked_at = '2026-11-23 08:00:00.000000' WHERE locked_at IS NULL")
    answer = found(replace(PETIT, email="petit@example.fr"))
    assert (await record_one(store, run, petit.id, partial(decide, answer=answer))).archive


@pytest.mark.parametrize("table", ["messages", "archives"])
async def test_all_is_written_or_nothing(record, contents, sql, fail_on, table):
    fail_on("INSERT", table)
    before = contents()
    with pytest.raises(StoreError):
        await record(DUPONT, found(YVETE))
    assert contents() == before
    assert sql("SELECT DISTINCT outcome, archive FROM run_pupils") == [(None, None)]


@pytest.mark.parametrize("guardians", [(), DUPONT.guardians[::-1], DUPONT.guardians[:1]])
async def test_the_responsables_become_those_of_be1d(store, record, guardians):
    await record(DUPONT, found(replace(DUPONT, guardians=guardians, email="m@example.fr")))
    assert (await livret_of(store, "DUPONT")).pupil.guardians == guardians


async def test_a_pupil_gains_his_ine(store, record):
    await record(NO_INE, found(replace(NO_INE, ine=Ine("120000009ZZ"))))
    assert (await livret_of(store, "BERNARD")).pupil.ine == "120000009ZZ"


async def test_a_class_that_lsun_does_not_have_yet_is_created(store, record):
    new = replace(PETIT, division=Division(9, "CM1"), level=Level.CM1)
    await record(PETIT, found(new))
    overview = await store.overview(WHOLE_SCHOOL.uai)
    created = next(row for row in overview.structures if row.structure.id == 9)
    assert (created.structure.label, created.structure.levels, created.pupils) == (
        "CM1",
        (Level.CM1,),
        1,
    )


async def test_the_results_tell_each_pupil_with_his_changes(store, run, record):
    await record(DUPONT, found(YVETE))
    results = await store.results(run)
    assert [
        (result.name, result.division, result.outcome, result.archived) for result in results
    ] == [
        ("Ali BERNARD", "CE1 A", None, False),
        ("Marie Claire Yvete DUPONT", "CE1 A", Outcome.UPDATED, True),
        ("Marie Claire PETIT", "CM2", None, False),
    ]
    [change] = results[1].changes
    assert (change.label, change.before, change.after) == (
        "Prénoms",
        "Marie Claire",
        "Marie Claire, Yvete",
    )


async def test_taking_up_again_replaces_the_result_of_an_unverified_pupil(store, run, record):
    await record(PETIT, Unverified(Cause.UNREACHABLE))
    await record(PETIT, found(PETIT))
    outcomes = {result.name: result.outcome for result in await store.results(run)}
    assert outcomes["Marie Claire PETIT"] is Outcome.UP_TO_DATE


async def test_an_archive_can_never_be_changed(record, sql):
    await record(DUPONT, found(YVETE))
    with pytest.raises(Exception, match="archives are never changed"):
        sql("UPDATE archives SET livret = '{}'")


async def test_two_programs_on_one_store_write_in_turn(store, run, url):
    livrets = await store.pending(run)
    async with LsunStore.open(url, clock=lambda: NOW) as other:
        decide_not_found = partial(decide, answer=NotFound())
        await asyncio.gather(
            *(
                record_one(each, run, livret.id, decide_not_found)
                for livret in livrets
                for each in (store, other)
            )
        )
    assert {result.outcome for result in await store.results(run)} == {Outcome.NOT_FOUND}


@contextmanager
def a_writer(url):
    """Another program in the middle of a transaction, which it gives up."""
    engine = database.open_engine(url)
    with engine.connect() as other:
        other.execute(text("UPDATE runs SET started_by = 'un autre'"))
        yield
        other.rollback()
    engine.dispose()


async def test_waiting_for_another_writer_does_not_hold_the_event_loop(store, run, url):
    [livret, *_] = await store.pending(run)
    with a_writer(url):
        waiting = asyncio.create_task(
            record_one(store, run, livret.id, partial(decide, answer=NotFound()))
        )
        for _ in range(100):
            await asyncio.sleep(0)
        assert not waiting.done()
    await waiting
    assert len(await store.pending(run)) == 2


async def test_reading_does_not_wait_for_a_writer(store, run, url):
    with a_writer(url):
        assert len(await store.pending(run)) == 3


async def test_a_transaction_that_has_begun_is_finished_when_its_caller_is_cancelled(store, run):
    [livret, *_] = await store.pending(run)
    began = asyncio.Event()
    loop = asyncio.get_running_loop()

    def decide_slowly(livret):
        loop.call_soon_threadsafe(began.set)
        return decide(livret, NotFound())

    recording = asyncio.create_task(record_one(store, run, livret.id, decide_slowly))
    await began.wait()
    recording.cancel()
    results = await store.results(run)
    assert [result.outcome for result in results if result.livret_id == livret.id] == [
        Outcome.NOT_FOUND
    ]


async def test_what_was_asked_of_the_store_is_done_though_its_caller_is_cancelled(store, run):
    first, second, *_ = await store.pending(run)
    began, goes_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def decide_once_let(livret):
        loop.call_soon_threadsafe(began.set)
        goes_on.wait()
        return decide(livret, NotFound())

    busy = asyncio.create_task(record_one(store, run, first.id, decide_once_let))
    await began.wait()
    not_found = partial(decide, answer=NotFound())
    queued = asyncio.create_task(record_one(store, run, second.id, not_found))
    await asyncio.sleep(0)
    queued.cancel()
    goes_on.set()
    await busy
    outcomes = {result.livret_id: result.outcome for result in await store.results(run)}
    assert outcomes[first.id] == outcomes[second.id] == Outcome.NOT_FOUND
