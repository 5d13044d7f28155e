"""Two real processes on one store: one synchronises, the other says who; the dead are taken up."""

import contextlib
import signal
import subprocess
import sys
import time

import pytest

PATIENCE = 20


@contextlib.contextmanager
def a_slow_register(environment):
    """A register that takes half a second for each answer."""
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "be1d-simule", "--lie-au-parent", "--latence", "500"],
        env=environment | {"LSUN_SYNC_BE1D_JETON": "jeton-d-essai"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as register:
        yield {"LSUN_SYNC_BE1D_ADRESSE": register.stdout.readline().strip()}


def wait_until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def first(served, environment):
    """A synchronisation in a process of its own, once it has verified some pupils."""
    named = {"LSUN_SYNC_UTILISATEUR_NOM": "Mme Legrand"}
    with (
        a_slow_register(environment) as slow,
        subprocess.Popen(
            [sys.executable, "-m", "tui", "synchroniser"],
            env=environment | served.settings | slow | named,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        reached = "SELECT count(*) FROM run_pupils WHERE outcome IS NOT NULL"
        wait_until(lambda: served.rows(reached)[0][0] > 0)
        yield process
        process.kill()


def test_a_second_synchronisation_is_told_who_runs_the_first_since_when(served, first):
    second = served("synchroniser")
    assert second.returncode == 2
    assert "Mme Legrand synchronise déjà cette école depuis le " in second.stderr
    told, _ = first.communicate(timeout=PATIENCE)
    assert first.returncode == 0
    assert "Synchronisation terminée." in told
    assert served.rows("SELECT state FROM runs") == [("complete",)]
    assert served("synchroniser").returncode == 0


def test_a_run_whose_process_was_killed_is_taken_up_once_its_lease_has_expired(served, first):
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert served.rows("SELECT state FROM runs") == [("running",)]
    [(reached,)] = served.rows("SELECT count(*) FROM run_pupils WHERE outcome IS NOT NULL")
    assert 0 < reached < 131
    assert served("synchroniser").returncode == 2
    # As if half a minute had gone by.
    served.rows("UPDATE runs SET lease_until = '2020-01-01 00:00:00.000000'", write=True)
    done = served("synchroniser", "--reprendre")
    assert done.returncode == 0
    assert "Élèves vérifiés : 131 sur 131 ; mis à jour : 10 ; ajoutés : 2." in done.stdout
    assert served.rows("SELECT id, state FROM runs") == [(1, "complete")]
    assert served.rows("SELECT count(*) FROM archives") == [(9,)]


def test_who_starts_another_instead_is_told_that_one_could_be_taken_up(served, first):
    first.send_signal(signal.SIGKILL)
    first.wait()
    served.rows("UPDATE runs SET lease_until = '2020-01-01 00:00:00.000000'", write=True)
    done = served("synchroniser")
    assert done.returncode == 0
    assert "« lsun-sync synchroniser --reprendre » la reprend." in done.stdout.splitlines()[0]
    assert served.rows("SELECT state FROM runs ORDER BY id") == [("stopped",), ("complete",)]
