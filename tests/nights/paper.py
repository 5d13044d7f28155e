"""On paper: what a night of a whole academy, or of the country, needs, from one that was done."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from tests.nights.course import Course, Window

TERRITORIES = (
    ("une académie, 4 500 écoles", 600_000),
    ("le pays, 47 790 écoles", 6_300_000),
)
"""Each with its pupils."""
NIGHT_S = 10 * 3600 * 0.75
"""Schools are begun over three quarters of a night from 20:00 to 06:00."""
NIGHTS_A_YEAR = 180
CHANGES_A_YEAR = 2
"""How often a pupil of whom a bilan is locked is changed, and archived: an assumption."""


@dataclass(frozen=True)
class Needs:
    """What a night of so many pupils needs."""

    requests_per_second: float
    workers: int
    """By what one does while BE1D takes its time."""
    worker_processors: float
    server_processors: float
    connections: int
    written_per_second: float
    """Bytes of PostgreSQL's journal (WAL)."""


AT_HAND = Needs(
    requests_per_second=100,
    workers=2,
    worker_processors=2,
    server_processors=2,
    connections=100,
    written_per_second=50e6,
)
"""What there is to begin with: the quota that `academie preparer` sets, two workers of one
processor each, and a small PostgreSQL with its usual limit of connections and an ordinary disk."""

_NAMES = {
    "requests_per_second": "le quota de BE1D",
    "workers": "le nombre d'ouvriers",
    "worker_processors": "les processeurs des ouvriers",
    "server_processors": "les processeurs de PostgreSQL",
    "connections": "les connexions à PostgreSQL",
    "written_per_second": "les écritures de PostgreSQL",
}


def needs(course: Course, window: Window, requests: int, pupils: int) -> Needs:
    """What this many pupils need, in a night that goes as this window of this course did.

    `requests` were those of the night; the window is one of two workers.
    """
    share = pupils / course.ordinary_pupils
    computing = window.seconds * pupils / window.pupils / NIGHT_S
    workers = math.ceil(2 * computing)
    return Needs(
        requests * share / NIGHT_S,
        workers,
        window.processors["ouvriers"] * computing,
        window.processors["PostgreSQL"] * computing,
        math.ceil(workers * course.connections),
        window.written * pupils / window.pupils / NIGHT_S,
    )


def ends_first(needed: Needs) -> tuple[str, float]:
    """What ends first of what there is to begin with, and how many times as much it takes."""
    times = {name: getattr(needed, name) / getattr(AT_HAND, name) for name in _NAMES}
    name = max(times, key=times.__getitem__)
    return _NAMES[name], times[name]


def disk_per_year(course: Course, pupils: int) -> tuple[float, float]:
    """Bytes that the nights of a year add, and the archives of a year."""
    nights = sum(course.growth.values()) * pupils / course.ordinary_pupils * NIGHTS_A_YEAR
    return nights, course.archive_bytes * CHANGES_A_YEAR * pupils


def lines(course: Course) -> Iterator[str]:
    """All of it, in French."""
    _, two, following = course.windows
    yield "Sur le papier, d'après ces mesures (écoles commencées en 7 h 30) :"
    for name, pupils in TERRITORIES:
        yield f"  {name}, {_spaced(pupils)} élèves"
        for kind, window, (requests, _) in (
            ("première nuit", two, course.asked[0]),
            ("nuit ordinaire", following, course.asked[1]),
        ):
            yield from _of_a_night(kind, needs(course, window, requests, pupils))
        nights, archives = disk_per_year(course, pupils)
        yield (
            f"    disque par an : {_gb(nights)} pour {NIGHTS_A_YEAR} nuits, et {_gb(archives)}"
            f" d'archives si chaque élève change {CHANGES_A_YEAR} fois"
        )


def _of_a_night(kind: str, needed: Needs) -> Iterator[str]:
    resource, times = ends_first(needed)
    yield (
        f"    {kind} : {needed.requests_per_second:.1f} demandes/s ; {needed.workers} ouvrier(s),"
        f" {needed.worker_processors:.2f} processeur(s) ; PostgreSQL"
        f" {needed.server_processors:.2f} processeur(s), {needed.connections} connexions,"
        f" {needed.written_per_second / 1e6:.2f} Mo/s écrits"
    )
    verdict = "finit d'abord" if times > 1 else "finirait d'abord, et suffit"
    yield f"      {resource} {verdict} ({times:.2f} × ce qu'il y a au départ)"


def _gb(size: float) -> str:
    return f"{size / 1e9:.1f} Go"


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")
