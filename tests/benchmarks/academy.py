"""A night of an academy: a real server, a stand-in with all its schools, workers in processes.

One worker of two is killed in the middle, and a third one joins. Then the same night again.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from sqlalchemy import make_url

from adapters.demonstration.academy import Academy
from adapters.lsun.store import LsunStore
from tests.postgres import server

TOKEN = "jeton-d-essai"
CHANGED = 0.05
QUOTA = 1000
"""Requests a second: as many as two processors do not reach."""
AT_ONCE = 4
"""Schools that a worker does at once."""
_REACHED = "SELECT count(*) FROM run_pupils WHERE outcome IS NOT NULL"
_DONE = "SELECT count(DISTINCT school) FROM attempts WHERE outcome = 'done'"
_TWICE = "SELECT count(*) FROM (SELECT pupil FROM archives GROUP BY pupil HAVING count(*) > 1) AS a"


class Night:
    """The base of an academy, its register, and the workers."""

    def __init__(self, base, academy, folder):
        self.base, self.academy, self._folder = base, academy, folder
        self._environment = os.environ | {
            "LSUN_SYNC_LSUN_BASE": base,
            "LSUN_SYNC_BE1D_JETON": TOKEN,
            "LSUN_SYNC_ACADEMIE_DEBUT": "00:00",
            "LSUN_SYNC_ACADEMIE_FIN": "00:00",
            "LSUN_SYNC_ACADEMIE_ECOLES_A_LA_FOIS": str(AT_ONCE),
            "LSUN_SYNC_ACADEMIE_MESURES": "",
            **{f"XDG_{name}_HOME": str(folder / name) for name in ("DATA", "STATE", "CONFIG")},
        }

    def command(self, *arguments):
        """A command to its end; what it says."""
        done = subprocess.run(
            [sys.executable, "-m", "tui", *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def register(self):
        """BE1D with every school of the academy."""
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tui", "be1d-simule", "--lie-au-parent"),
                *("--ecoles", str(self.academy.schools), "--eleves", str(self.academy.pupils)),
                *("--graine", str(self.academy.seed), "--modifies", f"{CHANGED * 100:.0f}"),
            ],
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            assert process.stdout is not None
            self._environment["LSUN_SYNC_BE1D_ADRESSE"] = process.stdout.readline().strip()
            try:
                yield
            finally:
                process.kill()

    @contextmanager
    def worker(self):
        """A worker, until it is left."""
        process = subprocess.Popen(
            [sys.executable, "-m", "tui", "academie", "ouvrier"],
            env=self._environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait()

    def count(self, query):
        address = make_url(self.base).set(drivername="postgresql")
        with psycopg.connect(address.render_as_string(hide_password=False)) as connection:
            found = connection.execute(query.encode()).fetchone()
        return int(found[0]) if found else 0

    async def fill(self):
        """Every school as LSUN has it."""
        async with LsunStore.open(self.base) as store:
            for uai in self.academy.uais:
                await store.fill(self.academy.lsun(uai))

    def until(self, condition, longest=3600):
        end = time.monotonic() + longest
        while not condition():
            assert time.monotonic() < end, "the night never ends"
            time.sleep(0.5)

    @property
    def schools_done(self):
        return self.count(_DONE)


def main():
    """Do a night, and print its figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ecoles", type=int, default=300)
    parser.add_argument("--eleves", type=int, default=131)
    options = parser.parse_args()
    academy = Academy(options.ecoles, options.eleves, changed=CHANGED)
    with ExitStack() as stack:
        running = stack.enter_context(server())
        folder = Path(stack.enter_context(TemporaryDirectory()))
        name = stack.enter_context(running.database())
        night = Night(running.url(name), academy, folder)
        night.command("base", "migrer")
        night.command("academie", "preparer")
        night.command("academie", "quota", str(QUOTA))
        asyncio.run(night.fill())
        stack.enter_context(night.register())
        tell_a_night(night)


def tell_a_night(night):
    """Two workers, one of which is killed when a third of the schools are done; then a third."""
    schools, pupils = night.academy.schools, night.academy.schools * night.academy.pupils
    night.command("academie", "planifier")
    _at_once(night)
    began = time.monotonic()
    alone = rate_of_one = 0.0
    with night.worker():
        night.until(lambda: night.schools_done >= schools // 4)
        alone = time.monotonic() - began
        rate_of_one = night.schools_done / alone
        joined, before = time.monotonic(), night.schools_done
        with night.worker() as killed:
            night.until(lambda: night.schools_done >= schools // 2)
            rate_of_two = (night.schools_done - before) / (time.monotonic() - joined)
            killed.kill()
        died = time.monotonic()
        left = night.count("SELECT count(*) FROM runs WHERE state = 'running'")
        with night.worker():
            night.until(lambda: night.schools_done == schools)
        ended = time.monotonic()
    reached = night.count(_REACHED)
    print(f"écoles faites : {night.schools_done} sur {schools} ; élèves : {reached} sur {pupils}")
    print(f"archives en double : {night.count(_TWICE)} ; en cours à la mort : {left}")
    print(f"écoles par minute : {60 * schools / (ended - began):.0f}")
    print(f"élèves par seconde : {pupils / (ended - began):.0f}")
    print(f"de un ouvrier à deux : {rate_of_two / rate_of_one:.2f}×")
    print(f"fin de la nuit, {ended - died:.0f} s après la mort d'un ouvrier")
    print(
        json.dumps(
            json.loads(night.command("academie", "etat", "--format", "json").splitlines()[-1])
        )
    )


def _at_once(night):
    """Nobody waits for the hours of the night: what is queued is to be done now."""
    address = make_url(night.base).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False)) as connection:
        connection.execute("UPDATE lsun_academy.pgqueuer SET execute_after = now()")


if __name__ == "__main__":
    main()
