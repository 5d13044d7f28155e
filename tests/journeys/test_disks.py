"""What a disk, or another program, does to a store in the middle of a synchronisation."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
from contextlib import closing

import pytest

from adapters.demonstration import demonstration
from tests.invariants import Promise, contents, livrets
from tests.processes import start
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.proof

UAI = demonstration().lsun.school.uai
REACHED = "run_pupils WHERE outcome IS NOT NULL"
EXPIRED = "UPDATE runs SET lease_until = '2020-01-01 00:00:00.000000' WHERE state = 'running'"


@pytest.fixture
def promise(held, register_url, tmp_path):
    """What may be in the store, before and after a synchronisation that nothing strikes."""
    other = held.on_a_copy(tmp_path / "whole.sqlite")
    assert other("synchroniser", LSUN_SYNC_BE1D_ADRESSE=register_url).returncode == 0
    return Promise(contents(held.store), livrets(held.store, UAI), contents(other.store))


@pytest.fixture
def running(promise, held, environment):
    """A synchronisation in its middle, whose register holds its answers."""
    with start(
        "synchroniser",
        environment=environment | held.settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        wait_until(lambda: held.count(REACHED) > 0)
        yield process
        process.kill()


def ends(process, held, *statuses):
    """What it says from here to its end."""
    held.register.let_go()
    output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode in (statuses or (1, 2))
    assert "incident" not in errors
    return output + errors


def test_a_disk_that_fails_suspends_the_run_which_is_resumed_once_it_is_well(
    running, held, promise, register_url
):
    wal = held.store.with_name(f"{held.store.name}-wal").stat().st_size
    resource.prlimit(running.pid, resource.RLIMIT_FSIZE, (wal + 1000, wal + 1000))
    assert "le disque ne répond pas comme il faut. Vérifiez-le" in ends(running, held)
    promise.check(contents(held.store))
    held.rows(EXPIRED, write=True)
    done = held("synchroniser", "--reprendre", LSUN_SYNC_BE1D_ADRESSE=register_url)
    assert done.returncode == 0
    promise.check_end(contents(held.store))


def is_stopped_between_two_transactions(process, held):
    """One that is stopped within one holds the store for as long as that lasts."""
    process.send_signal(signal.SIGSTOP)
    try:
        with closing(sqlite3.connect(held.store, timeout=0.1)) as connection, connection:
            connection.execute(EXPIRED)
    except sqlite3.OperationalError:
        process.send_signal(signal.SIGCONT)
        return False
    return True


def test_one_that_is_stopped_within_a_transaction_keeps_nobody_from_reading(running, held):
    with closing(sqlite3.connect(held.store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert held("historique").returncode == 0
    assert running.poll() is None


def test_who_was_stopped_for_longer_than_his_lease_writes_nothing_more(
    running, held, promise, register_url
):
    wait_until(lambda: is_stopped_between_two_transactions(running, held))
    done = held("synchroniser", "--reprendre", LSUN_SYNC_BE1D_ADRESSE=register_url)
    assert done.returncode == 0
    promise.check_end(contents(held.store))
    running.send_signal(signal.SIGCONT)
    assert "un autre programme" in ends(running, held, 0)
    promise.check_end(contents(held.store))
    assert contents(held.store).said == promise.after.said
    assert held.rows("SELECT state FROM runs") == [("complete",)]


def deleted(path):
    for found in path.parent.glob(f"{path.name}*"):
        found.unlink()


def truncated(path):
    os.truncate(path, path.stat().st_size // 2)


def cut_to_nothing(path):
    os.truncate(path, 0)


def of_random_bytes(path):
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(random.Random(1).randbytes(size))


@pytest.mark.parametrize("spoil", [deleted, truncated, cut_to_nothing, of_random_bytes])
def test_a_store_that_is_spoilt_meanwhile_is_told_and_nothing_further_is(running, held, spoil):
    spoil(held.store)
    told = ends(running, held)
    assert "La base LSUN" in told
    assert "Synchronisation terminée" not in told


@pytest.mark.parametrize("end", ["-wal", "-shm"])
def test_a_store_whose_journal_of_writes_cannot_be_made_says_so(served, end):
    served.store.with_name(f"{served.store.name}{end}").mkdir()
    refused = served("synchroniser")
    assert refused.returncode in (1, 2)
    assert "La base LSUN n'est pas utilisable" in refused.stdout + refused.stderr
    assert "incident" not in refused.stderr
