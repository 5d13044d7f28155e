"""What reading and synchronising from extractions costs, against what it cannot cost less than.

`make bench` prints ratios, which hold on every machine; seconds and bytes are there to size one.
"""

import asyncio
import csv
import time
import tracemalloc
from collections import deque
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.be1d.extractions.reading import read_extraction
from adapters.be1d.extractions.register import ExtractionRegister
from adapters.be1d.extractions.table import lines
from adapters.demonstration.crowd import crowd, later
from adapters.demonstration.extractions import PUPILS, write_extractions
from adapters.lsun.store import LsunStore
from core.model.events import Decision
from core.model.extraction import Provenance
from core.model.identifiers import Uai
from core.model.runs import Scope
from core.usecases.synchronise import synchronise
from tests.benchmarks.table import BARS, Bar

PROVENANCE = Provenance(Uai("0960001E"), date(2026, 11, 23))
SCHOOL, ACADEMY = 1_000, 100_000
MEGABYTE = 1024 * 1024


def timed(work):
    """The seconds that it takes, the best of three."""
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def peak(work):
    """The most bytes that it holds at once."""
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def consume(iterable):
    """Go through it and keep nothing."""
    deque(iterable, maxlen=0)


def bare_csv(path):
    """What reading the same cells costs without understanding any."""
    with path.open(encoding="cp1252", newline="") as file:
        consume(csv.reader(file, delimiter=";"))


def bench_reading(folder, pupils):
    """Print what reading the files of so many pupils costs."""
    paths = write_extractions(later(crowd(1, pupils, PROVENANCE.uai), 1, 0.1), folder)
    bare = timed(lambda: [bare_csv(path) for path in paths])
    whole = timed(lambda: read_extraction(paths, PROVENANCE))
    streamed = peak(lambda: consume(lines(folder / PUPILS)))
    kept = peak(lambda: read_extraction(paths, PROVENANCE))
    print(
        f"{pupils:>7} élèves lus : {whole:.2f} s, {whole / bare:.1f} × csv seul ;"
        f" lignes au fil de l'eau : {streamed / MEGABYTE:.1f} Mo au plus ;"
        f" extraction entière : {kept / MEGABYTE:.0f} Mo, {kept / pupils / 1024:.1f} ko par élève"
    )
    what = f"{pupils} lignes d'extraction lues"
    BARS.append(Bar(what, "csv.reader seul", whole / bare, 6.0))
    return streamed


async def bench_synchronisation(folder):
    """Print what a synchronisation from files costs, one pupil in ten changed, all locked."""
    school = crowd(1, SCHOOL, PROVENANCE.uai)
    paths = write_extractions(later(school, 1, 0.1), folder)
    async with LsunStore.open(f"sqlite:///{folder / 'lsun.sqlite'}") as store:
        await store.fill(school)
        structures = frozenset(structure.id for structure in school.structures)
        start = time.perf_counter()
        extraction = read_extraction(paths, PROVENANCE)
        read = time.perf_counter() - start
        register = ExtractionRegister(extraction, [pupil for pupil, _ in school.pupils])
        run = await store.start_run(
            Scope(PROVENANCE.uai, structures, PROVENANCE.extracted_on), "Testeur"
        )
        stop = asyncio.Event()
        outcomes = [
            event.outcome
            async for event in synchronise(run, register, store, at_once=20, stop=stop)
            if isinstance(event, Decision)
        ]
        whole = time.perf_counter() - start
    print(
        f"{len(outcomes):>7} élèves lus, appariés et synchronisés : {whole:.2f} s"
        f" ({len(outcomes) / whole:.0f} par seconde), dont {read:.2f} s de lecture"
    )


def main():
    """Print it all."""
    with TemporaryDirectory() as folder:
        few = bench_reading(Path(folder, "ecole"), SCHOOL)
        many = bench_reading(Path(folder, "academie"), ACADEMY)
        print(f"{'':>7} mémoire au fil de l'eau, 100 fois plus de lignes : {many / few:.2f} ×")
        asyncio.run(bench_synchronisation(Path(folder, "ecole")))


if __name__ == "__main__":
    main()
