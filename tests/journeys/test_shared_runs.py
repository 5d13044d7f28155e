"""Real processes on one base: who is second is told, the dead are taken up, cuts are mended."""

import asyncio
import subprocess
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import make_url

from adapters.demonstration import demonstration
from adapters.lsun.store import LsunStore
from tests.journeys.held import TOKEN, Held
from tests.postgres import OWNER
from tests.processes import plain, start
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.proof

REACHED = "SELECT count(*) FROM run_pupils WHERE outcome IS NOT NULL"
EVERYBODY_ELSE = "FROM pg_stat_activity WHERE application_name = 'lsun-sync'"


@pytest.fixture
def base(postgres):
    """A base with the demonstration school in it, as the service sees it."""

    async def fill(url):
        async with LsunStore.open(url) as store:
            await store.fill(demonstration().lsun)

    with postgres.empty_store() as url:
        asyncio.run(fill(url))
        yield url


@pytest.fixture
def rows(postgres, base):
    """What a statement gives to who owns the base; what it does stays done."""

    def run(statement):
        with psycopg.connect(
            host=str(postgres.folder), user=OWNER, dbname=make_url(base).database
        ) as connection:
            found = connection.execute(statement)
            return found.fetchall() if found.description else []

    return run


@pytest.fixture
def register():
    with Held(demonstration().be1d) as held:
        yield held


@pytest.fixture
def settings(base, register):
    return {
        "LSUN_SYNC_LSUN_BASE": base,
        "LSUN_SYNC_BE1D_ADRESSE": register.url,
        "LSUN_SYNC_BE1D_JETON": TOKEN,
    }


@contextmanager
def in_its_middle(environment, settings, rows):
    """A synchronisation in a process of its own, once it has verified some pupils."""
    named = {"LSUN_SYNC_UTILISATEUR_NOM": "Mme Legrand"}
    with start(
        "synchroniser",
        environment=environment | settings | named,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        wait_until(lambda: rows(REACHED)[0][0] > 0, "a pupil who is verified")
        yield process
        process.kill()


def test_who_is_second_is_told_who_runs_and_takes_up_what_was_killed(
    lsun_sync, environment, settings, rows, register
):
    with in_its_middle(environment, settings, rows) as first:
        second = lsun_sync("synchroniser", **settings)
        assert second.returncode == 4
        assert "Mme Legrand synchronise déjà cette école depuis le " in second.stderr
        first.kill()
        first.wait()
    register.let_go()
    rows("UPDATE runs SET lease_until = '2020-01-01'")
    done = lsun_sync("synchroniser", "--reprendre", **settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Élèves vérifiés : 131 sur 131 ; mis à jour : 10 ; ajoutés : 2." in done.stdout
    assert rows("SELECT id, state FROM runs") == [(1, "complete")]
    assert rows("SELECT count(*), count(DISTINCT pupil) FROM archives") == [(9, 9)]


def test_a_connection_that_is_cut_in_the_middle_of_a_run_ends_nothing(
    environment, settings, rows, register
):
    with in_its_middle(environment, settings, rows) as process:
        rows(f"SELECT pg_terminate_backend(pid) {EVERYBODY_ELSE}")
        register.let_go()
        output, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, errors) == (0, "")
        assert "Élèves vérifiés : 131 sur 131 ; mis à jour : 10 ; ajoutés : 2." in plain(output)
    assert rows("SELECT count(*), count(DISTINCT pupil) FROM archives") == [(9, 9)]
