"""What is done in a school costs the same however many others the store has.

Each statement of the store is explained by the database itself: none reads a table through.
"""

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event

from adapters.lsun.store import LsunStore
from adapters.lsun.tables import metadata
from core.model.records import Admission, Registration, Roll
from core.model.runs import RunState
from core.model.users import Action, Role, User
from tests.adapters.lsu.builders import a_periodic
from tests.adapters.lsun.conftest import CONTENTS, DUPONT, NOW, PETIT, UAI, WHOLE_SCHOOL
from tests.adapters.lsun.test_access import work_of

DIRECTOR = User("Mme Martin", Role.DIRECTOR)


MANY_SCHOOLS = Path(__file__).parent / "many_schools.sql"


@pytest.fixture
def others(sql, kind):
    """The rows of many other schools, from which a server sees what is worth an index.

    A file is planned for without looking.
    """
    if kind == "postgresql":
        sql(MANY_SCHOOLS.read_text("utf-8"))


@pytest.fixture
def statements():
    """Each statement that is executed, and with which values."""
    seen = []

    def note(_connection, _cursor, statement, parameters, _context, many):
        one = parameters[0] if many else parameters
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
            seen.append((statement, one))

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


async def a_day_in_a_school(store):
    """All that is asked of a store, but for the lists of all schools."""
    await work_of(store, UAI)
    [pupil] = [livret for livret in await store.livrets(UAI) if livret.pupil.ine == DUPONT.ine]
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    roll = Roll(CONTENTS.structures[0], (Registration(PETIT, Admission.FINAL),))
    await store.record_arrivals(run, [roll])
    await store.record_structures(run, CONTENTS.structures)
    await store.record_teachers(run, CONTENTS.teachers)
    await store.background(run, 10)
    await store.in_scope(replace(WHOLE_SCHOOL, also=frozenset({pupil.id})))
    await store.open_lists(run)
    await store.finish(run, RunState.STOPPED)
    again = await store.resume(run, "Testeuse")
    for read in ("school", "overview", "pupils", "runs", "latest_runs", "report", "journal"):
        await getattr(store, read)(UAI)
    await store.livret(pupil.id)
    await store.livret_of(UAI, DUPONT.ine)
    await store.file_bilans(UAI, [(PETIT.ine, a_periodic(number=1))])
    await store.known_versions(UAI)
    await store.personal_data(UAI, pupil.id)
    await store.delete_archives(await store.all_archives(UAI))
    await store.note(UAI, DIRECTOR, Action.PURGE, allowed=True)
    await store.finish(again, RunState.COMPLETE)
    await store.erase(UAI, pupil.id)


@contextmanager
def explaining(url):
    """Gives the tables that a statement would read through."""
    engine = create_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            yield lambda *statement: scanned_in_sqlite(connection, *statement)
        else:
            # These are a few pages, which it would rather read through.
            connection.exec_driver_sql("SET enable_seqscan = off")
            yield lambda *statement: scanned_in_postgresql(connection, *statement)
        connection.rollback()
    engine.dispose()


def scanned_in_sqlite(connection, statement, parameters):
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    steps = [row.detail.split() for row in plan]
    return {words[1] for words in steps if words[0] == "SCAN" and words[1] in metadata.tables}


def scanned_in_postgresql(connection, statement, parameters):
    explained = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
    [plan] = explained.scalar()
    return set(read_through(plan["Plan"]))


def read_through(node):
    if node.get("One-Time Filter") == "false":
        return
    is_read = "Relation Name" in node and node["Node Type"] != "ModifyTable"
    # Of the runs that are under way, there are as many as programs that work at once.
    is_read &= node.get("Index Name") != "uq_runs_running"
    if is_read and not {"Index Cond", "Recheck Cond"} & node.keys():
        yield node["Relation Name"]
    for child in node.get("Plans", ()):
        yield from read_through(child)


async def check(url, statements):
    async with LsunStore.open(url, clock=lambda: NOW) as store:
        statements.clear()  # those that made the tables
        await store.fill(CONTENTS)
        await a_day_in_a_school(store)
    done = list(statements)
    with explaining(url) as tables_of:
        scanned = {statement: tables_of(statement, values) for statement, values in done}
    assert len(scanned) > 60
    assert {statement: tables for statement, tables in scanned.items() if tables} == {}


async def test_no_statement_reads_a_table_through(url, others, statements):
    await check(url, statements)


@pytest.mark.parametrize("kind", ["postgresql"])
async def test_none_does_for_an_account_of_one_school(account, others, statements):
    await check(account(Role.DIRECTOR, UAI), statements)
