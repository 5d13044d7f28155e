"""What a synchronisation costs, each figure beside a floor that is measured in the same run.

The store is a real one; the register answers at least five times faster than it is asked, on
another processor than the program where there are two. Nothing fails here: a bar that is missed is
printed as missed.
"""

import asyncio
import json
import math
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import msgspec

import tui.__main__  # noqa: F401 - what the program sets when it starts
from adapters.be1d.client import Be1dClient
from adapters.be1d.stand_in.contents import RegisterContents, save
from adapters.demonstration.crowd import crowd
from adapters.lsun.store import LsunStore
from core.messages.events import messages_of
from core.model.answers import Found
from core.model.events import Decision
from core.model.identifiers import Ine, Uai
from core.model.records import Address, Admission, Registration
from core.model.runs import Scope
from core.rules.decisions import decide
from core.rules.guard import Limits
from core.usecases.synchronise import synchronise
from tests.benchmarks.table import BARS, Bar, print_table
from tests.core.builders import record_one

UAI = Uai("0960001E")
TOKEN = "jeton-d-essai"
NEW_HOME = Address(lines=("1 rue des Essais",), postcode="99999", town="ESSAI", country="France")
SCHOOL = 1_000
LATENCY = 0.05
PANEL_INTERVAL = 0.25
NO_GUARD = Limits(household=1.0)
"""Everybody moves house here: nothing else is held back."""


def processors() -> tuple[int, ...]:
    """Those that this process may use; where there is one, the register shares it."""
    return tuple(sorted(os.sched_getaffinity(0)))


@contextmanager
def a_register(contents: RegisterContents, folder: Path, latency: float):
    """The address of a register of these pupils, which costs next to nothing."""
    path = folder / "be1d.json"
    save(contents, path)
    command = [sys.executable, "-m", "tests.benchmarks.fast_register", str(path)]
    with subprocess.Popen(
        [*command, str(latency * 1000)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        os.sched_setaffinity(process.pid, {processors()[-1]})
        assert process.stdout
        assert process.stdin
        yield process.stdout.readline().strip()
        process.stdin.close()


class School:
    """A school in LSUN, half of it with locked bilans, and BE1D where a share of it has moved."""

    def __init__(self, pupils: int, changed: float, *, all_locked: bool = False) -> None:
        school = crowd(1, pupils, UAI)
        self.lsun = replace(
            school,
            pupils=tuple(
                (pupil, bilans if all_locked or rank % 2 else ())
                for rank, (pupil, bilans) in enumerate(school.pupils)
            ),
        )
        registrations = tuple(
            Registration(
                replace(pupil, addresses=(NEW_HOME,)) if rank < changed * pupils else pupil,
                Admission.FINAL,
            )
            for rank, (pupil, _) in enumerate(school.pupils)
        )
        self.be1d = RegisterContents(
            school.school, school.structures, school.teachers, registrations
        )
        self.lists = len(school.structures) + 2
        self.pupils = pupils

    def paths(self) -> list[str]:
        """What a synchronisation asks, at least."""
        of = f"/ecoles/{UAI}"
        return [
            *(f"{of}/structures/{structure.id}/eleves" for structure in self.be1d.structures),
            f"{of}/structures",
            f"{of}/enseignants",
            *(f"{of}/eleves/{pupil.ine}" for pupil, _ in self.lsun.pupils),
        ]


@dataclass(frozen=True)
class Cost:
    """What a run took, and what it used of the processor, in seconds."""

    seconds: float
    cpu: float


async def a_run(school: School, url: str, folder: Path, at_once: int, runs: int = 1) -> list[Cost]:
    """Synchronise so many times."""
    costs = []
    async with LsunStore.open(f"sqlite:///{folder / 'lsun.sqlite'}") as store:
        await store.fill(school.lsun)
        scope = Scope(UAI, frozenset(structure.id for structure in school.lsun.structures))
        for _ in range(runs):
            async with Be1dClient(url, TOKEN, at_once=at_once) as register:
                start, used = time.perf_counter(), time.process_time()
                run = await store.start_run(scope, "Testeur")
                stream = synchronise(
                    run, register, store, at_once=at_once, stop=asyncio.Event(), limits=NO_GUARD
                )
                async for event in stream:
                    messages_of(event)
                costs.append(Cost(time.perf_counter() - start, time.process_time() - used))
    return costs


async def aiohttp_alone(school: School, url: str, at_once: int) -> Cost:
    """The same requests, their JSON decoded, and nothing else."""
    start, used = time.perf_counter(), time.process_time()
    paths = iter(school.paths())
    connector = aiohttp.TCPConnector(limit=at_once)
    async with aiohttp.ClientSession(url, connector=connector) as session:

        async def ask() -> None:
            for path in paths:
                async with session.get(path) as answer:
                    msgspec.json.decode(await answer.read())

        await asyncio.gather(*(ask() for _ in range(at_once)))
    return Cost(time.perf_counter() - start, time.process_time() - used)


def sqlite_alone(folder: Path, pupils: int, *, changed: bool) -> Cost:
    """The same statements on the same tables, without anything around them."""
    connection = sqlite3.connect(folder / "lsun.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    ids = [row[0] for row in connection.execute("SELECT id FROM pupils LIMIT ?", (pupils,))]
    run = connection.execute("SELECT max(id) FROM runs").fetchone()[0]
    start, used = time.perf_counter(), time.process_time()
    groups = (
        [[pupil] for pupil in ids]
        if changed
        else [ids[at : at + 50] for at in range(0, pupils, 50)]
    )
    for group in groups:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE runs SET lease_until = lease_until WHERE id = ?", (run,))
        marks = ",".join("?" * len(group))
        for table, column in (("pupils", "id"), ("guardians", "pupil"), ("bilans", "pupil")):
            query = f"SELECT * FROM {table} WHERE {column} IN ({marks})"
            connection.execute(query, group).fetchall()
        for pupil in group if changed else ():
            body = json.dumps(
                connection.execute("SELECT * FROM bilans WHERE pupil = ?", (pupil,)).fetchall()
            )
            connection.execute(
                "INSERT INTO archives (pupil, run, archived_at, livret, fingerprint)"
                " VALUES (?, ?, '2026-01-01 00:00:00.000000', ?, '')",
                (pupil, run, json.dumps(body)),
            )
            connection.execute("UPDATE pupils SET email = email WHERE id = ?", (pupil,))
            connection.execute(
                "INSERT INTO messages (run, pupil, said_at, severity, text)"
                " VALUES (?, ?, '2026-01-01 00:00:00.000000', 'INFORMATION', ?)",
                (run, pupil, "L'élève a été mis à jour."),
            )
        connection.executemany(
            "UPDATE run_pupils SET outcome = outcome WHERE run = ? AND pupil = ?",
            [(run, pupil) for pupil in group],
        )
        connection.execute("COMMIT")
    connection.close()
    return Cost(time.perf_counter() - start, time.process_time() - used)


def with_latency(what: str, school: School, at_once: int, most: float) -> Bar:
    """A run against what the register alone makes it last."""
    with TemporaryDirectory() as folder, a_register(school.be1d, Path(folder), LATENCY) as url:
        [cost] = asyncio.run(a_run(school, url, Path(folder), at_once))
    floor = (school.pupils + school.lists) * LATENCY / at_once
    return Bar(what, f"(élèves + listes) × 50 ms / {at_once}", cost.seconds / floor, most)


def without_latency() -> list[Bar]:
    """The client's own cost, and what a pupil costs, changed and archived or not."""
    bars = []
    for changed, most in ((0.0, 3.0), (1.0, 3.0)):
        school = School(SCHOOL, changed, all_locked=True)
        with TemporaryDirectory() as name, a_register(school.be1d, Path(name), 0) as url:
            folder = Path(name)
            first, *others = asyncio.run(a_run(school, url, folder, 20, runs=1 if changed else 2))
            asked = asyncio.run(aiohttp_alone(school, url, 20))
            stored = sqlite_alone(folder, SCHOOL, changed=bool(changed))
        kind = "modifié et archivé" if changed else "inchangé"
        floor = "aiohttp et sqlite3 seuls"
        ratio = first.cpu / (asked.cpu + stored.cpu)
        bars.append(Bar(f"processeur d'un élève {kind}", floor, ratio, most))
        if not changed:
            what = "sans latence, élèves inchangés"
            bars.append(Bar(what, "aiohttp seul", first.seconds / asked.seconds, 4.0))
            again = others[0].seconds / first.seconds
            bars.append(Bar("seconde synchronisation, rien n'a changé", "la première", again, 1.0))
    return bars


def exponents() -> Bar:
    """How the time grows with the school."""
    seconds = {}
    for pupils in (100, 1_000, 10_000):
        school = School(pupils, 0.3)
        with TemporaryDirectory() as folder, a_register(school.be1d, Path(folder), 0) as url:
            [cost] = asyncio.run(a_run(school, url, Path(folder), 20))
        seconds[pupils] = cost.seconds
    exponent = math.log10(seconds[10_000] / seconds[1_000])
    return Bar("temps, de 1 000 à 10 000 élèves : exposant", "1", exponent, 1.05)


def one_transaction() -> Bar:
    """A pupil who is updated and archived alone, against the same statements."""
    school = School(200, 1.0, all_locked=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        alone = asyncio.run(written_one_by_one(school, folder))
        bare = sqlite_alone(folder, school.pupils, changed=True)
    return Bar("un élève, sa transaction", "sqlite3 seul", alone / bare.seconds, 2.5)


async def written_one_by_one(school: School, folder: Path) -> float:
    """The seconds that it takes to record each pupil in a transaction of his own."""
    told = {entry.pupil.ine: entry for entry in school.be1d.registrations}
    async with LsunStore.open(f"sqlite:///{folder / 'lsun.sqlite'}") as store:
        await store.fill(school.lsun)
        scope = Scope(UAI, frozenset(structure.id for structure in school.lsun.structures))
        run = await store.start_run(scope, "Testeur")
        livrets = await store.pending(run)
        start = time.perf_counter()
        for livret in livrets:
            answer = Found(told[livret.pupil.ine])
            await record_one(store, run, livret.id, partial(decide, answer=answer))
        return time.perf_counter() - start


async def first_update(school: School, url: str, folder: Path) -> float:
    """The seconds between the first answer that changes something and its event."""
    moments: dict[str, float] = {}

    class Watched(Be1dClient):
        """Notes when its first answer comes: everybody has moved."""

        async def by_ine(self, uai: Uai, ine: Ine) -> Registration | None:
            found = await super().by_ine(uai, ine)
            moments.setdefault("answered", time.perf_counter())
            return found

    async with (
        LsunStore.open(f"sqlite:///{folder / 'lsun.sqlite'}") as store,
        Watched(url, TOKEN) as register,
    ):
        await store.fill(school.lsun)
        scope = Scope(UAI, frozenset(structure.id for structure in school.lsun.structures))
        run = await store.start_run(scope, "Testeur")
        stream = synchronise(
            run, register, store, at_once=20, stop=asyncio.Event(), limits=NO_GUARD
        )
        async for event in stream:
            if isinstance(event, Decision):
                moments.setdefault("told", time.perf_counter())
    return moments["told"] - moments["answered"]


def liveness() -> Bar:
    """How soon the first update can be on the screen."""
    school = School(SCHOOL, 1.0)
    with TemporaryDirectory() as folder, a_register(school.be1d, Path(folder), LATENCY) as url:
        waited = asyncio.run(first_update(school, url, Path(folder)))
    what = "première mise à jour, après la réponse"
    return Bar(what, "un intervalle du panneau", (PANEL_INTERVAL + waited) / PANEL_INTERVAL, 1.2)


def main() -> None:
    """Measure every bar."""
    usual, moved = School(SCHOOL, 0.3), School(SCHOOL, 1.0, all_locked=True)
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {processors()[0]})
    BARS.extend(
        [
            with_latency("1 000 élèves, 30 % modifiés, 20 à la fois", usual, 20, 1.15),
            with_latency("les mêmes, tous modifiés et archivés", moved, 20, 1.25),
            with_latency("1 000 élèves, 30 % modifiés, 50 à la fois", usual, 50, 1.35),
            liveness(),
            *without_latency(),
            one_transaction(),
            exponents(),
        ]
    )
    os.sched_setaffinity(0, allowed)


if __name__ == "__main__":
    main()
    print_table()
