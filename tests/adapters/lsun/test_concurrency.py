"""Several programs on one store at once, in whichever database it is."""

import asyncio
import threading
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import text

from adapters.lsun import database
from adapters.lsun.store import LsunStore
from core.errors import RunInProgress, RunLost, StoreError
from core.model.answers import NotFound
from core.model.events import Outcome
from core.model.runs import Run
from core.rules.decisions import decide
from tests.adapters.lsu.builders import a_cycle, a_periodic
from tests.adapters.lsun.conftest import CONTENTS, DUPONT, PETIT, UAI, WHOLE_SCHOOL
from tests.core.builders import record_one

ON_A_SERVER = pytest.mark.parametrize("kind", ["postgresql"])
not_found = partial(decide, answer=NotFound())


@pytest.fixture
async def programs(url):
    """Three of them, on the real clock."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(LsunStore.open(url)) for _ in range(3)]


@pytest.fixture
async def store(programs):
    await programs[0].fill(CONTENTS)
    return programs[0]


def killed(sql):
    """As if the program that runs had ended long ago."""
    sql("UPDATE runs SET lease_until = '2020-01-01 00:00:00.000000'")


async def one_alone(*attempts):
    """What the one attempt that succeeds gives, and how the others are refused."""
    ended = await asyncio.gather(*attempts, return_exceptions=True)
    [made] = [each for each in ended if isinstance(each, Run)]
    refused = [each for each in ended if each is not made]
    assert {type(each) for each in refused} == {RunInProgress}
    return made, refused


async def test_of_those_who_start_at_once_one_does_and_the_others_are_told_who(store, programs):
    run, refused = await one_alone(
        *(each.start_run(WHOLE_SCHOOL, f"Poste {n}") for n, each in enumerate(programs))
    )
    assert {error.by for error in refused} == {run.by}
    assert [summary.run for summary in await store.runs(UAI)] == [run]


async def test_of_those_who_resume_at_once_one_does_and_the_others_are_told_who(
    store, programs, sql
):
    dead = await store.start_run(WHOLE_SCHOOL, "Mme Martin")
    killed(sql)
    again, refused = await one_alone(
        *(each.resume(dead, f"Poste {n}") for n, each in enumerate(programs))
    )
    assert {error.by for error in refused} == {again.by}
    await store.renew(again)


class Stalled:
    """A decision that is not taken before it is let to."""

    def __init__(self):
        self.loop, self.began, self.goes_on = (
            asyncio.get_running_loop(),
            asyncio.Event(),
            threading.Event(),
        )

    def __call__(self, livret):
        self.loop.call_soon_threadsafe(self.began.set)
        self.goes_on.wait()
        return not_found(livret)


async def test_a_writer_that_stalls_is_waited_for_and_its_run_is_its_own(store, programs, sql):
    run = await store.start_run(WHOLE_SCHOOL, "Mme Martin")
    [livret, *_] = await store.pending(run)
    killed(sql)
    stalled = Stalled()
    writing = asyncio.create_task(record_one(store, run, livret.id, stalled))
    await stalled.began.wait()
    taking = asyncio.create_task(programs[1].resume(run, "M. Durand"))
    await programs[2].runs(UAI)
    assert not taking.done()
    stalled.goes_on.set()
    await writing
    with pytest.raises(RunInProgress) as refused:
        await taking
    assert refused.value.by == "Mme Martin"


async def test_a_run_that_was_taken_over_writes_nothing_more(store, programs, sql):
    run = await store.start_run(WHOLE_SCHOOL, "Mme Martin")
    [livret, *_] = await store.pending(run)
    killed(sql)
    await programs[1].resume(run, "M. Durand")
    with pytest.raises(RunLost):
        await record_one(store, run, livret.id, not_found)
    with pytest.raises(RunInProgress) as refused:
        await programs[2].start_run(WHOLE_SCHOOL, "Mme Petit")
    assert refused.value.by == "M. Durand"


async def test_a_reading_sees_one_state_whatever_is_written_meanwhile(store, programs):
    run = await store.start_run(WHOLE_SCHOOL, "Mme Martin")
    [livret, *_] = await store.pending(run)
    loop = asyncio.get_running_loop()
    reached = text("SELECT count(*) FROM run_pupils WHERE outcome IS NOT NULL")

    def read_twice(connection):
        before = connection.execute(reached).scalar()
        writing = record_one(programs[1], run, livret.id, not_found)
        asyncio.run_coroutine_threadsafe(writing, loop).result()
        return before, connection.execute(reached).scalar()

    assert await store._transact(store._only_reads, read_twice) == (0, 0)
    assert await store._transact(store._only_reads, lambda c: c.execute(reached).scalar()) == 1


async def test_bilans_that_are_filed_at_once_are_filed_once(store, programs):
    bilans = [(PETIT.ine, a_periodic(number=1)), (DUPONT.ine, a_cycle())]
    filed = await asyncio.gather(*(each.file_bilans(UAI, bilans) for each in programs))
    assert sorted(each.added for each in filed) == [0, 0, 2]


@ON_A_SERVER
async def test_leases_go_by_the_clock_of_the_server_and_not_by_ones_own(
    store, programs, monkeypatch
):
    run = await store.start_run(WHOLE_SCHOOL, "Mme Martin")

    class Ahead(datetime):
        @classmethod
        def now(cls, _zone=None):
            return datetime.now(UTC) + timedelta(hours=1)

    monkeypatch.setattr(database, "datetime", Ahead)
    with pytest.raises(RunInProgress):
        await programs[1].resume(run, "M. Durand")


# Connections that are lost.

LOSE_ALL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@ON_A_SERVER
async def test_a_connection_that_was_lost_between_two_transactions_is_made_anew(store, sql):
    sql(LOSE_ALL)
    assert await store.runs(UAI) == ()


@ON_A_SERVER
async def test_a_transaction_that_is_lost_on_its_way_is_done_once_more(store, sql):
    run = await store.start_run(WHOLE_SCHOOL, "Mme Martin")
    [livret, *_] = await store.pending(run)
    losses = iter([LOSE_ALL])

    def lose_once(found):
        for loss in losses:
            sql(loss)
        return not_found(found)

    await record_one(store, run, livret.id, lose_once)
    outcomes = [result.outcome for result in await store.results(run)]
    assert outcomes.count(Outcome.NOT_FOUND) == 1
    assert sql("SELECT count(*) FROM messages") == [(1,)]


@ON_A_SERVER
async def test_what_is_lost_twice_is_told(store, sql):
    run = await store.start_run(WHOLE_SCHOOL, "Mme Martin")
    [livret, *_] = await store.pending(run)

    def lose(found):
        sql(LOSE_ALL)
        return not_found(found)

    with pytest.raises(StoreError, match="la connexion à son serveur a été coupée"):
        await record_one(store, run, livret.id, lose)
    assert livret in await store.pending(run)


@ON_A_SERVER
async def test_what_can_be_read_only_once_is_not_tried_again(store, sql):
    def bilans():
        yield PETIT.ine, a_periodic(number=1)
        sql(LOSE_ALL)
        yield PETIT.ine, a_cycle()

    before = sql("SELECT * FROM bilans ORDER BY id")
    with pytest.raises(StoreError, match="la connexion à son serveur a été coupée"):
        await store.file_bilans(UAI, bilans())
    assert sql("SELECT * FROM bilans ORDER BY id") == before


@ON_A_SERVER
async def test_a_commit_whose_end_is_not_known_is_not_done_again(store, sql):
    run = await store.start_run(WHOLE_SCHOOL, "Mme Martin")
    [livret, *_] = await store.pending(run)
    sql(
        "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$"
    )
    sql(
        "CREATE CONSTRAINT TRIGGER lost AFTER INSERT ON messages DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION lose()"
    )
    decided = []

    def decide_once(found):
        decided.append(found)
        return not_found(found)

    with pytest.raises(StoreError, match="on ne sait pas s'il est fait"):
        await record_one(store, run, livret.id, decide_once)
    assert len(decided) == 1


@ON_A_SERVER
async def test_of_two_that_wait_for_each_other_one_is_done_again(store, programs):
    both = threading.Barrier(2)

    def lock(tables):
        first_time = iter([True])

        def work(connection):
            for table in tables:
                connection.execute(text(f"LOCK TABLE {table}"))
                if next(first_time, False):
                    both.wait()

        return work

    one, other = (
        each._transact(each._engine, lock(tables))
        for each, tables in zip(programs, (("runs", "bilans"), ("bilans", "runs")), strict=False)
    )
    await asyncio.gather(one, other)
