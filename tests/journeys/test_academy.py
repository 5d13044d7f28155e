"""An academy's nights: a real server, real workers in processes of their own, a real register."""

import json
import signal
import subprocess
import time

import psycopg
import pytest
from sqlalchemy import make_url

from tests.nights.night import REACHED, Night, an_academy
from tests.postgres import SERVICE
from tests.processes import start
from tests.waiting import PATIENCE, wait_until

ALL_DAY = {"LSUN_SYNC_ACADEMIE_DEBUT": "00:00", "LSUN_SYNC_ACADEMIE_FIN": "00:00"}
"""A night that is always there."""
TAKEN_UP_WITHIN = 45
"""Seconds: a heartbeat of the queue, and what is left of the lease of a run."""


@pytest.fixture
def academy(served, postgres, environment):
    """The school of the demonstration on a server, with a queue and a quota."""
    with postgres.database() as name:
        yield Academy(served, postgres.url(name), environment)


class Academy:
    def __init__(self, served, url, environment):
        self._served = served
        self.owner = {"LSUN_SYNC_LSUN_BASE": url} | ALL_DAY
        service = make_url(url).set(username=SERVICE).render_as_string(hide_password=False)
        self.service = self.owner | {"LSUN_SYNC_LSUN_BASE": service}
        self._environment = environment | served.settings | self.service
        for command in (
            ("base", "migrer"),
            ("base", "copier", str(served.store), url),
            ("base", "autoriser", SERVICE, "--role", "service"),
            ("academie", "preparer"),
        ):
            done = served(*command, **self.owner)
            assert done.returncode == 0, done.stderr

    def __call__(self, *arguments, **variables):
        done = self._served("academie", *arguments, **(self.service | variables))
        assert done.returncode == 0, done.stderr
        return done.stdout

    def status(self):
        lines = self("etat", "--format", "json").splitlines()
        return next(found for line in lines if (found := json.loads(line))["type"] == "academie")

    def rows(self, query):
        """What a statement gives, to who may see everything."""
        address = make_url(self.owner["LSUN_SYNC_LSUN_BASE"]).set(drivername="postgresql")
        with psycopg.connect(address.render_as_string(hide_password=False)) as connection:
            return connection.execute(query).fetchall()

    @property
    def reached(self):
        """How many pupils were reached."""
        [(count,)] = self.rows("SELECT count(*) FROM run_pupils WHERE outcome IS NOT NULL")
        return count

    def worker(self, **variables):
        """A worker, until it is told to stop, or killed."""
        return start(
            *("academie", "ouvrier"),
            environment=self._environment | {"LSUN_SYNC_ACADEMIE_MESURES": ""} | variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.mark.proof
def test_a_school_is_planned_once_and_done_once(academy):
    assert "1 école est à synchroniser cette nuit ; 1 vient d'être mise" in academy("planifier")
    assert "0 vient d'être mise" in academy("planifier")
    with academy.worker() as worker:
        wait_until(lambda: academy.status()["jamais_faites"] == 0, "a school that is done")
        worker.send_signal(signal.SIGTERM)
        _, errors = worker.communicate(timeout=PATIENCE)
    assert (worker.returncode, errors) == (0, "")
    assert "0 école est à synchroniser" in academy("planifier")
    assert academy.rows("SELECT 1 FROM lsun_academy.pgqueuer WHERE status = 'queued'") == []


@pytest.mark.proof
def test_a_worker_that_is_killed_is_taken_up_by_another_within_its_heartbeat(academy):
    academy("planifier")
    with academy.worker(LSUN_SYNC_BE1D_SIMULTANES="1") as killed:
        wait_until(lambda: academy.reached > 0, "a school in its middle")
        killed.kill()
    began = time.monotonic()
    with academy.worker() as other:
        wait_until(lambda: academy.status()["jamais_faites"] == 0, "a school that is done")
        assert time.monotonic() - began < TAKEN_UP_WITHIN
        other.send_signal(signal.SIGTERM)
        other.communicate(timeout=PATIENCE)
    assert academy.rows("SELECT outcome FROM attempts") == [("done",)]
    assert academy.rows("SELECT state FROM runs") == [("complete",)]


@pytest.mark.proof
def test_a_school_that_the_guard_holds_waits_for_a_person_and_is_not_tried_again(academy, tmp_path):
    academy("planifier")
    notice = tmp_path / "notice.txt"
    held = {
        "LSUN_SYNC_GARDE_NON_TROUVES": "0",
        "LSUN_SYNC_GARDE_A_PARTIR_DE": "1",
        "LSUN_SYNC_AUTOMATIQUE_COMMANDE": f"tee -a {notice}",
    }
    with academy.worker(**held) as worker:
        wait_until(lambda: academy.status()["attendent_quelqu_un"] == 1, "a school that is held")
        worker.send_signal(signal.SIGTERM)
        worker.communicate(timeout=PATIENCE)
    assert notice.read_text("utf-8").count("LSUN : une école attend quelqu'un (0960001E)") == 1
    told = academy("etat")
    assert "attend quelqu'un : trop d'élèves changeraient d'un coup" in told
    assert "0 école est à synchroniser" in academy("planifier")
    assert "dès qu'un ouvrier sera libre" in academy("relancer", "0960001E")


@pytest.mark.proof
def test_a_register_that_is_down_is_tried_again_later_and_its_cause_is_told(academy):
    academy("planifier")
    with academy.worker(LSUN_SYNC_BE1D_ADRESSE="http://127.0.0.1:1") as worker:
        wait_until(lambda: academy.rows("SELECT 1 FROM attempts"), "an attempt")
        worker.send_signal(signal.SIGTERM)
        worker.communicate(timeout=PATIENCE)
    assert academy.rows("SELECT outcome, cause FROM attempts") == [("failed", "unreachable")]
    [(hours,)] = academy.rows(
        "SELECT round(extract(epoch FROM execute_after - now()) / 3600) FROM lsun_academy.pgqueuer"
    )
    assert hours == 2


@pytest.mark.proof
def test_a_night_that_is_stopped_interrupts_its_schools_and_goes_on_where_it_was(academy):
    academy("planifier")
    academy("quota", "5")
    with academy.worker() as worker:
        wait_until(lambda: academy.reached > 0, "a school in its middle")
        assert "La nuit est arrêtée" in academy("arreter")
        wait_until(
            lambda: academy.rows("SELECT state FROM runs") == [("stopped",)], "an interrupted run"
        )
        before = academy.reached
        academy("quota", "1000")
        assert "La nuit reprend" in academy("reprendre")
        wait_until(lambda: academy.status()["jamais_faites"] == 0, "a school that is done")
        worker.send_signal(signal.SIGTERM)
        _, errors = worker.communicate(timeout=PATIENCE)
    assert (worker.returncode, errors) == (0, "")
    assert before < academy.reached
    assert academy.rows("SELECT state FROM runs") == [("complete",)]


def test_the_quota_is_of_all_the_workers_and_changes_while_they_work(academy):
    assert "Le quota est de 50 demandes par seconde" in academy("quota", "50")
    assert academy.status()["quota"] == 50


@pytest.fixture
def night(postgres, tmp_path):
    """A small academy, of which one school will be held, and one fails as it has before."""
    with postgres.database() as name:
        found = Night(postgres.url(name), an_academy(5, 20), tmp_path, LSUN_SYNC_BE1D_ESSAIS="1")
        found.prepare()
        found.failed_before(4)
        yield found


@pytest.mark.proof
def test_a_night_is_done_once_though_a_worker_dies_and_the_next_one_asks_for_changes_alone(night):
    with night.register(latency_ms=20):
        night.plan()
        with night.worker() as killed:
            wait_until(lambda: night.number(REACHED), "a school in its middle")
            killed.kill()
        night.let_leases_end()
        with night.worker():
            wait_until(night.only_the_impossible_is_left, "the schools, and who waits for a person")
            night.done_once()
            wanted, *wrong = night.archives()
            assert wanted
            assert wrong == [set()] * 3
            assert night.waiting_for_a_person[night.failing] == "unavailable"
            first = night.asked(night.ordinary)
            night.next_night()
            night.plan()
            wait_until(lambda: night.done == len(night.ordinary), "the next night")
            night.done_once(nights=2)
            both = night.asked(night.ordinary)
    assert all(2 * second < 3 * first for first, second in zip(first, both, strict=True))
    assert night.archives() == (wanted, *wrong)
