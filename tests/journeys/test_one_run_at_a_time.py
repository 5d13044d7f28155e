"""Two real processes on one store: one synchronises, the other says who; the dead are taken up."""

import signal
import subprocess

import pytest

from tests.processes import start
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.proof


REACHED = "run_pupils WHERE outcome IS NOT NULL"


@pytest.fixture
def first(held, environment):
    """A synchronisation in a process of its own, once it has verified some pupils."""
    named = {"LSUN_SYNC_UTILISATEUR_NOM": "Mme Legrand"}
    with start(
        "synchroniser",
        environment=environment | held.settings | named,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        wait_until(lambda: held.count(REACHED) > 0)
        yield process
        process.kill()


@pytest.fixture
def other(held, register_url):
    """The settings of somebody else, to whom the register answers."""
    return {"LSUN_SYNC_BE1D_ADRESSE": register_url}


def test_a_second_synchronisation_is_told_who_runs_the_first_since_when(held, first, other):
    second = held("synchroniser", **other)
    assert second.returncode == 4
    assert "Mme Legrand synchronise déjà cette école depuis le " in second.stderr
    held.register.let_go()
    output, _ = first.communicate(timeout=PATIENCE)
    assert first.returncode == 0
    assert "Synchronisation terminée." in output
    assert held.rows("SELECT state FROM runs") == [("complete",)]
    assert held("synchroniser", **other).returncode == 0


def test_a_run_whose_process_was_killed_is_taken_up_once_its_lease_has_expired(held, first, other):
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert held.rows("SELECT state FROM runs") == [("running",)]
    assert 0 < held.count(REACHED) < 131
    assert held("synchroniser", **other).returncode == 4
    # As if half a minute had gone by.
    held.rows("UPDATE runs SET lease_until = '2020-01-01 00:00:00.000000'", write=True)
    done = held("synchroniser", "--reprendre", **other)
    assert done.returncode == 0
    assert "Élèves vérifiés : 131 sur 131 ; mis à jour : 10 ; ajoutés : 2." in done.stdout
    assert held.rows("SELECT id, state FROM runs") == [(1, "complete")]
    assert held.rows("SELECT count(*) FROM archives") == [(9,)]


def test_who_starts_another_instead_is_told_that_one_could_be_taken_up(held, first, other):
    first.send_signal(signal.SIGKILL)
    first.wait()
    held.rows("UPDATE runs SET lease_until = '2020-01-01 00:00:00.000000'", write=True)
    done = held("synchroniser", **other)
    assert done.returncode == 0
    assert "« lsun-sync synchroniser --reprendre » la reprend." in done.stdout.splitlines()[0]
    assert held.rows("SELECT state FROM runs ORDER BY id") == [("stopped",), ("complete",)]


def test_a_run_that_was_killed_after_its_last_pupil_is_taken_up_to_its_end(served):
    served("synchroniser")
    dead = "state = 'running', lease_until = '2020-01-01 00:00:00.000000', teachers_read = 0"
    served.rows(f"UPDATE runs SET {dead}", write=True)
    done = served("synchroniser", "--reprendre")
    assert done.returncode == 0
    assert served.rows("SELECT state, teachers_read FROM runs") == [("complete", 1)]
