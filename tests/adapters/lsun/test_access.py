"""On a shared base each account sees its own schools: the database sees to it, not the program."""

from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from adapters.lsun.administration import allow, forbid, migrate
from adapters.lsun.store import LsunStore
from adapters.lsun.tables import metadata
from core.errors import StoreError
from core.model.academy import Attempt, AttemptOutcome
from core.model.events import Outcome, Proposal
from core.model.identifiers import Ine, Uai
from core.model.records import Division, School
from core.model.runs import RunState
from core.model.users import Action, Role, User
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import CONTENTS, CYCLE, DUPONT, NOW, UAI, WHOLE_SCHOOL
from tests.adapters.lsun.test_recording import YVETE, found
from tests.adapters.lsun.test_withdrawals import MISTAKE
from tests.core.builders import record_one
from tests.postgres import OWNER, SERVICE, as_owner

OTHER = Uai("0350760L")
USER = User("Mme Martin", Role.DIRECTOR)


@pytest.fixture
def kind():
    return "postgresql"


def name_of(address):
    return make_url(address).username or ""


async def work_of(store, school):
    """What leaves a row in each table: a run that archives, a withdrawal, a deletion."""
    scope = replace(WHOLE_SCHOOL, uai=school)
    run = await store.start_run(scope, "Testeur")
    [livret] = [each for each in await store.pending(run) if each.pupil.ine == DUPONT.ine]
    for pupil in (YVETE, DUPONT):
        in_ulis = replace(pupil, groups=(Division(7, "ULIS école"),))
        decided = partial(decide, answer=found(in_ulis))
        await store.record(run, [Proposal(livret.id, decided, decided, "v1")])
    await store.delete_archives((await store.archives(livret.id))[:1])
    await store.finish(run, RunState.COMPLETE)
    await store.withdraw_bilan(school, livret.id, CYCLE, MISTAKE)
    await store.note(school, USER, Action.WITHDRAW, allowed=True, pupils=[livret.id])
    await store.note_attempt(Attempt(school, NOW.date(), AttemptOutcome.DONE))
    return livret


@pytest.fixture
async def store(url):
    """The service's, with two schools in it and something in each table of both."""
    async with LsunStore.open(url, clock=lambda: NOW) as opened:
        for school in (UAI, OTHER):
            await opened.fill(replace(CONTENTS, school=School(school, f"École {school}")))
            await work_of(opened, school)
        yield opened


def rows_of(url, **settings):
    """How many rows of each table an account sees."""
    engine = create_engine(url)
    with engine.connect() as connection:
        for name, value in settings.items():
            connection.execute(text(f"SET lsun.{name} = '{value}'"))
        counts = {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()
            for table in metadata.tables
        }
    engine.dispose()
    return counts


def half(counts):
    return {table: count / 2 for table, count in counts.items()}


async def test_an_account_of_a_school_sees_its_rows_alone_in_each_table(store, url, account):
    whole = rows_of(as_owner(url))
    assert all(whole.values())
    assert rows_of(url) == whole
    assert rows_of(account(Role.DIRECTOR, UAI)) == half(whole)
    assert rows_of(account(Role.SUPPORT, OTHER)) == half(whole)
    assert rows_of(account(Role.DIRECTOR, UAI, OTHER)) == whole
    assert rows_of(account(Role.SUPPORT, None)) == whole


async def test_an_account_without_a_role_sees_nothing_and_is_told(store, account):
    with pytest.raises(StoreError, match="« lsun-sync base autoriser »"):
        async with LsunStore.open(account(Role.DIRECTOR)):
            pass


async def test_a_session_can_only_narrow_what_it_sees(store, url, account):
    whole = rows_of(as_owner(url))
    nothing = dict.fromkeys(whole, 0)
    assert rows_of(url, uai=OTHER) == half(whole)
    assert rows_of(account(Role.DIRECTOR, UAI), uai=UAI) == half(whole)
    assert rows_of(account(Role.DIRECTOR, UAI), uai=OTHER) == nothing


@asynccontextmanager
async def the_store_of(address):
    async with LsunStore.open(address, clock=lambda: NOW) as opened:
        yield opened


async def test_a_director_works_in_the_own_school_as_in_a_file(store, account):
    async with the_store_of(account(Role.DIRECTOR, UAI)) as own:
        assert [school.uai for school in await own.schools()] == [UAI]
        run = await own.start_run(WHOLE_SCHOOL, "Mme Martin")
        decided = [
            await record_one(own, run, livret.id, partial(decide, answer=found(livret.pupil)))
            for livret in await own.pending(run)
        ]
        assert {decision.outcome for decision in decided} == {Outcome.UP_TO_DATE}
        await own.finish(run, RunState.COMPLETE)
        assert len(await own.runs(UAI)) == 2
        assert await own.all_archives(UAI) == await store.all_archives(UAI)


async def test_a_director_reaches_nothing_of_another_school(store, account):
    [theirs, *_] = await store.livrets(OTHER)
    async with the_store_of(account(Role.DIRECTOR, UAI)) as own:
        assert await own.livrets(OTHER) == ()
        assert await own.archives(theirs.id) == ()
        assert await own.livret_of(OTHER, Ine(str(DUPONT.ine))) is None
        assert await own.journal(OTHER) == ()
        for write in (
            own.start_run(replace(WHOLE_SCHOOL, uai=OTHER), "Mme Martin"),
            own.note(OTHER, USER, Action.EXPORT, allowed=True),
            own.fill(replace(CONTENTS, school=School(Uai("0942434K"), "Une autre"))),
        ):
            with pytest.raises(StoreError, match="ce compte n'a pas le droit"):
                await write


async def test_support_staff_see_and_note_and_write_nothing_else(store, account):
    address = account(Role.SUPPORT, None)
    async with the_store_of(address) as theirs:
        assert len(await theirs.schools()) == 2
        await theirs.note(UAI, USER, Action.READ_ARCHIVES, allowed=True)
        for write in (
            theirs.start_run(WHOLE_SCHOOL, "Assistance"),
            theirs.delete_archives(await theirs.all_archives(UAI)),
        ):
            with pytest.raises(StoreError, match="ce compte n'a pas le droit"):
                await write
    engine = create_engine(address)
    with engine.connect() as connection:
        for table in metadata.tables.keys() - {"journal", "attempts"}:
            with pytest.raises(DBAPIError, match="permission denied"):
                connection.execute(text(f"DELETE FROM {table}"))
            connection.rollback()
    engine.dispose()


async def test_what_is_kept_is_not_even_an_accounts_to_change(store, account, url):
    engine = create_engine(account(Role.DIRECTOR, UAI))
    with engine.connect() as connection:
        for statement in (
            "UPDATE archives SET livret = '{}'",
            "UPDATE journal SET done_by = ''",
            "DELETE FROM deletions",
            "INSERT INTO lsun_access.accounts VALUES (session_user, '', 'service')",
            "SELECT * FROM lsun_access.accounts",
            "ALTER TABLE archives DISABLE TRIGGER ALL",
        ):
            with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
                connection.execute(text(statement))
            connection.rollback()
    engine.dispose()


async def test_a_role_is_taken_back(store, url, account):
    address = account(Role.DIRECTOR, UAI)
    forbid(as_owner(url), name_of(address))
    with pytest.raises(StoreError, match="ce compte n'a pas le droit"):
        async with LsunStore.open(address):
            pass


async def test_an_account_has_the_last_role_that_it_was_given(store, url, account):
    address = account(Role.DIRECTOR, UAI)
    allow(as_owner(url), name_of(address), Role.SUPPORT, UAI)
    async with the_store_of(address) as own:
        with pytest.raises(StoreError, match="ce compte n'a pas le droit"):
            await own.start_run(WHOLE_SCHOOL, "Mme Martin")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("personne", "n'existe pas sur le serveur"), (OWNER, "possède la base")],
)
def test_an_account_that_is_none_or_that_nothing_binds_is_refused(url, name, sentence):
    with pytest.raises(StoreError, match=sentence):
        allow(as_owner(url), name, Role.SERVICE)


def test_the_name_of_an_account_is_taken_to_the_letter(postgres, url):
    name = 'Mme "Été"; DROP'
    postgres.run(f"""CREATE ROLE "{name.replace('"', '""')}" LOGIN""")
    allow(as_owner(url), name, Role.SUPPORT, UAI)
    forbid(as_owner(url), name)
    postgres.run(f"""DROP ROLE "{name.replace('"', '""')}" """)


def test_only_the_owner_gives_roles(url):
    with pytest.raises(StoreError, match="ce compte n'a pas le droit"):
        allow(url, SERVICE, Role.SERVICE)


def test_migrating_gives_each_account_what_its_role_has_in_the_new_tables(url, sql):
    sql(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {SERVICE}")
    migrate(as_owner(url))
    assert set(rows_of(url).values()) == {0}


def test_a_file_has_no_accounts(tmp_path):
    with pytest.raises(StoreError, match="n'a pas de comptes"):
        allow(f"sqlite:///{tmp_path / 'lsun.sqlite'}", "personne", Role.SERVICE)
