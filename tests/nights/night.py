"""The base of an academy, its register and its workers, each in processes of its own."""

import asyncio
import json
import os
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import replace

import httpx
import psycopg
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import make_url

from adapters.demonstration.academy import Academy
from adapters.lsun.store import LsunStore
from tests.processes import run, start

TOKEN = "jeton-d-essai"
AT_ONCE = 4
"""Schools that a worker does at once."""
QUOTA = 1000
"""Requests a second: more than these workers ask for."""
OTHER_PUPILS = 100_000
"""What is added to the seed for pupils of another academy."""

REACHED = (
    "SELECT (SELECT count(*) FROM run_pupils WHERE outcome IS NOT NULL)"
    " + (SELECT coalesce(sum(unnamed), 0) FROM runs)"
)
_ENDED = (
    "SELECT school, outcome, count(*) FROM attempts"
    " WHERE ended_at > now() AT TIME ZONE 'UTC' - interval '12 hours' GROUP BY 1, 2"
)
_COMPLETE = "SELECT school, count(*) FROM runs WHERE state = 'complete' GROUP BY 1"
_ARCHIVED = (
    "SELECT pupils.school, pupils.ine, count(*) FROM archives"
    " JOIN pupils ON pupils.id = archives.pupil GROUP BY 1, 2"
)
_QUEUED = "SELECT count(*) FROM lsun_academy.pgqueuer WHERE status <> 'failed'"
_UNDER_WAY = (
    "SELECT queue_manager_id, runs.id FROM lsun_academy.pgqueuer"
    " JOIN runs ON runs.school = dedupe_key AND runs.state = 'running' WHERE status = 'picked'"
)
SUCCESSES = {"done", "already done"}


class Worker:
    """A worker, and what it measures of itself."""

    def __init__(self, process, figures):
        self.process, self._figures = process, figures

    def kill(self):
        self.process.kill()
        self.process.wait()

    def figures(self):
        """Its figures by name, and by outcome where there are several; none before it serves."""
        try:
            text = httpx.get(f"http://{self._figures}/metrics", timeout=10).text
        except httpx.TransportError:
            return {}
        return {
            "/".join((sample.name, *sample.labels.values())): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    @property
    def schools(self):
        """How many schools it has finished."""
        return self.figures().get("lsun_attempts_total/done", 0)


class Night:
    """An academy whose `held` school LSUN has with other pupils than BE1D, so that the guard holds
    it, and about whose `failing` school BE1D answers 503."""

    def __init__(self, base, academy, folder, **settings):
        self.base, self.academy = base, academy
        self.failing = academy.uais[academy.schools // 4]
        self.held = academy.uais[academy.schools // 2]
        self.environment = os.environ | {
            "LSUN_SYNC_LSUN_BASE": base,
            "LSUN_SYNC_BE1D_JETON": TOKEN,
            "LSUN_SYNC_ACADEMIE_DEBUT": "00:00",
            "LSUN_SYNC_ACADEMIE_FIN": "00:00",
            "LSUN_SYNC_ACADEMIE_ECOLES_A_LA_FOIS": str(AT_ONCE),
            "LSUN_SYNC_UTILISATEUR_ROLE": "service",
            **{f"XDG_{name}_HOME": str(folder / name) for name in ("DATA", "STATE", "CONFIG")},
            **settings,
        }
        self.register_url = ""

    def prepare(self):
        """Make the tables, and every school as LSUN has it."""
        self.command("base", "migrer")
        self.command("academie", "preparer")
        self.command("academie", "quota", str(QUOTA))
        asyncio.run(self._fill())

    async def _fill(self):
        others = replace(self.academy, seed=self.academy.seed + OTHER_PUPILS)
        async with LsunStore.open(self.base) as store:
            for uai in self.academy.uais:
                made_by = others if uai == self.held else self.academy
                await store.fill(made_by.lsun(uai))

    def command(self, *arguments):
        """A command to its end; what it says."""
        done = run(*arguments, environment=self.environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def register(self, latency_ms=0):
        """BE1D with every school of the academy; its process."""
        academy = self.academy
        with start(
            *("be1d-simule", "--lie-au-parent", "--latence", str(latency_ms)),
            *("--ecoles", str(academy.schools), "--eleves", str(academy.pupils)),
            *("--graine", str(academy.seed), "--modifies", f"{academy.changed * 100:.0f}"),
            *("--panne", f"{self.failing}=503"),
            environment=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            self.register_url = process.stdout.readline().strip()
            self.environment["LSUN_SYNC_BE1D_ADRESSE"] = self.register_url
            try:
                yield process
            finally:
                process.kill()

    @contextmanager
    def worker(self):
        """A worker, until it is left."""
        figures = f"127.0.0.1:{_free_port()}"
        with start(
            *("academie", "ouvrier"),
            environment=self.environment | {"LSUN_SYNC_ACADEMIE_MESURES": figures},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        ) as process:
            try:
                yield Worker(process, figures)
            finally:
                process.terminate()
                process.wait()

    def asked(self, schools=None):
        """Requests and bytes that BE1D has counted of these schools, or of all."""
        counted = httpx.get(f"{self.register_url}/compteurs").json()
        chosen = [counts for uai, counts in counted.items() if schools is None or uai in schools]
        return tuple(sum(counts[name] for counts in chosen) for name in ("demandes", "octets"))

    # What is in the base.

    def rows(self, query, *parameters):
        """What a statement gives; nothing when it gives no rows."""
        address = make_url(self.base).set(drivername="postgresql")
        url = address.render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as connection:
            found = connection.execute(query.encode(), parameters)
            return found.fetchall() if found.description else []

    def number(self, query, *parameters):
        [(found,)] = self.rows(query, *parameters)
        return found

    def status(self):
        """What `academie etat` says: of each school that waits for somebody, and of all."""
        lines = map(json.loads, self.command("academie", "etat", "--format", "json").splitlines())
        return list(lines)

    @property
    def waiting_for_a_person(self):
        """The schools that do, each with its last outcome and its cause."""
        schools = (line for line in self.status() if line["type"] == "ecole")
        return {school["uai"]: school["cause"] for school in schools}

    @property
    def ordinary(self):
        """The schools that nothing keeps from being done."""
        return set(map(str, self.academy.uais)) - {str(self.held), str(self.failing)}

    def ended(self):
        """How often each school of this night ended in each way."""
        return {(school, outcome): count for school, outcome, count in self.rows(_ENDED)}

    @property
    def done(self):
        """How many schools succeeded in this night."""
        return len({school for school, outcome in self.ended() if outcome in SUCCESSES})

    def done_once(self, nights=1):
        """Assert that each ordinary school was done once in this night, and once in each.

        Whose worker died just after it was done is found to be done already, and not done again.
        """
        ended = self.ended()
        assert {school for school, outcome in ended if outcome in SUCCESSES} == self.ordinary
        assert {count for (_, outcome), count in ended.items() if outcome == "done"} == {1}
        assert dict(self.rows(_COMPLETE)) == dict.fromkeys(self.ordinary, nights)

    def only_the_impossible_is_left(self):
        """Whether all is done but what waits for a person; the failing school is not waited for."""
        self.hasten(str(self.failing))
        return not self.number(_QUEUED) and self.waiting_for_a_person.keys() == {
            str(self.held),
            str(self.failing),
        }

    def archives(self):
        """Who was to be archived and was not, who was and was not to be, and who was twice."""
        archived = {(school, ine): count for school, ine, count in self.rows(_ARCHIVED)}
        wanted = self._to_be_archived()
        twice = {pupil for pupil, count in archived.items() if count > 1}
        return wanted, wanted - archived.keys(), archived.keys() - wanted, twice

    def _to_be_archived(self):
        """Those whom BE1D has otherwise than LSUN had, and who have a locked bilan."""
        return {
            (uai, str(pupil.ine))
            for uai in self.ordinary
            for (pupil, bilans), registration in zip(
                self.academy.lsun(uai).pupils, self.academy.be1d(uai).registrations, strict=True
            )
            if registration.pupil != pupil and any(bilan.locked_at for bilan in bilans)
        }

    def failed_before(self, times):
        """The failing school has failed so often, in other nights."""
        self.rows(
            "INSERT INTO attempts (school, night, ended_at, outcome, cause)"
            " SELECT %s, current_date - 9, now() - interval '9 days', 'failed', 'unavailable'"
            " FROM generate_series(1, %s)",
            str(self.failing),
            times,
        )

    def runs_of(self, *others):
        """The runs under way of the workers that are none of the `others`, as the queue names them.

        A worker that is dead still has its own, until another takes them up.
        """
        return [run for worker, run in self.rows(_UNDER_WAY) if worker not in others]

    def workers(self):
        """How the queue names those that have a school."""
        return {worker for worker, _ in self.rows(_UNDER_WAY)}

    # Nobody waits for the hours of a night, or for another one.

    def plan(self):
        """Queue what is due, to be done now."""
        self.command("academie", "planifier")
        self.hasten(*self.ordinary, str(self.held), str(self.failing))

    def hasten(self, *schools):
        """What is to be done of these schools, sooner or later, is to be done now."""
        self.rows(
            "UPDATE lsun_academy.pgqueuer SET execute_after = now()"
            " WHERE status = 'queued' AND execute_after > now() AND dedupe_key = ANY(%s)",
            list(schools),
        )

    def let_leases_end(self):
        """As if whoever is dead had been so for a minute."""
        self.rows("UPDATE runs SET lease_until = lease_until - interval '1 minute'")
        self.rows("UPDATE lsun_academy.pgqueuer SET heartbeat = now() - interval '1 minute'")

    def next_night(self):
        """What was done was done a day ago."""
        self.rows("UPDATE attempts SET night = night - 1, ended_at = ended_at - interval '1 day'")
        self.rows("UPDATE runs SET started_at = started_at - interval '1 day'")
        self.rows("UPDATE runs SET ended_at = ended_at - interval '1 day'")


def an_academy(schools, pupils):
    """A twentieth of its pupils are no longer as LSUN has them."""
    return Academy(schools, pupils, changed=0.05)


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
