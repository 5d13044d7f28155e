"""The course of nights: one worker, two, a death, a third worker, and the next nights.

What is measured of one worker and of two is measured once each has finished some schools: neither
its start nor its first schools are in it.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.nights.night import AT_ONCE, REACHED
from tests.nights.processors import Stopwatch

LATENCY_MS = 200
"""Of an answer of BE1D, as the demonstration's: what a national service may take."""
_LONGEST = 3600
_SIZES = (
    "SELECT relname, pg_total_relation_size(pg_class.oid) FROM pg_class"
    " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
    " WHERE nspname IN ('public', 'lsun_academy') AND relkind = 'r'"
)
_WRITTEN = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"
_CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
_NOW = "SELECT now() AT TIME ZONE 'UTC'"
_RESUMED = (
    "SELECT count(*), extract(epoch FROM max(resumed_at) - %s)::float FROM runs"
    " WHERE id = ANY(%s) AND resumed_at >= %s"
)
_LEFT = (
    "SELECT count(*) FROM runs"
    " WHERE id = ANY(%s) AND state = 'running' AND (resumed_at IS NULL OR resumed_at < %s)"
)
_ARCHIVE = "SELECT avg(pg_column_size(archives.*))::float FROM archives"


@dataclass(frozen=True)
class Window:
    """What some seconds of a night held."""

    seconds: float
    pupils: int
    waited: float
    """The share of their time in which the workers had nothing to do but wait for BE1D."""
    processors: dict[str, float]
    """How many of them each kind of process took on average."""
    written: int
    """Bytes that PostgreSQL wrote to its journal (WAL)."""

    @property
    def pupils_per_second(self) -> float:
        return self.pupils / self.seconds


@dataclass
class Course:
    """Nights that were done one after the other, and their figures."""

    schools: int
    pupils: int
    latency_ms: int
    seconds: float = 0.0
    windows: list[Window] = field(default_factory=list)
    """Of one worker, of two, and of each next night, in which BE1D has nothing new."""
    connections: float = 0.0
    """To PostgreSQL, of one worker."""
    resumed: int = 0
    resumed_after: float = 0.0
    asked: list[tuple[int, int]] = field(default_factory=list)
    """Requests and bytes of each night, of the schools that were done in both."""
    growth: dict[str, int] = field(default_factory=dict)
    """Bytes that the last night added to each table."""
    archived: int = 0
    archive_bytes: float = 0.0

    @property
    def ordinary_pupils(self) -> int:
        """Those of the schools that nothing keeps from being done."""
        return (self.schools - 2) * self.pupils

    @property
    def scaling(self) -> float:
        """How many times faster two workers are than one."""
        one, two = self.windows[:2]
        return two.pupils_per_second / one.pupils_per_second

    @property
    def shares(self) -> tuple[float, float]:
        """Requests and bytes of the second night, of those of the first."""
        first, second = self.asked[:2]
        return second[0] / first[0], second[1] / first[1]


class Conductor:
    """Leads a prepared night, over this server, through its course."""

    def __init__(self, night, server, latency_ms=LATENCY_MS):
        self._night = night
        postmaster = Path(server.folder, "data", "postmaster.pid").read_text().split()[0]
        self._pids = {"PostgreSQL": [int(postmaster)]}
        schools = night.academy.schools
        # A tenth of the schools by one worker, a fifth by two.
        self._window = max(schools // 10, AT_ONCE)
        self._warm = min(2 * AT_ONCE, max(schools // 20, 1))
        self.course = Course(schools, night.academy.pupils, latency_ms)

    def lead(self, nights: int = 2) -> Course:
        """Do so many nights; whatever is not as it should be is an `AssertionError`."""
        with ExitStack() as stack:
            register = stack.enter_context(self._night.register(self.course.latency_ms))
            self._pids["BE1D simulée"] = [register.pid]
            workers = self._first_night(stack)
            for number in range(2, nights + 1):
                self._next_night(number, workers)
        return self.course

    def _first_night(self, stack):
        night, course = self._night, self.course
        night.plan()
        began = time.monotonic()
        first = stack.enter_context(night.worker())
        self._once_warm(self._window, first)
        of_the_first = night.workers()
        with night.worker() as killed:
            self._once_warm(2 * self._window, first, killed)
            course.connections = (night.number(_CONNECTIONS) - 1) / 2
            # It is killed with schools in their middle, and not between them.
            _until(lambda: self._goes_on() and len(night.runs_of(*of_the_first)) >= AT_ONCE // 2)
            died_at = night.number(_NOW)
            killed.kill()
            left = night.runs_of(*of_the_first)
        third = stack.enter_context(night.worker())
        _until(lambda: self._hastened() and night.number(_LEFT, left, died_at) == 0)
        [(course.resumed, course.resumed_after)] = night.rows(_RESUMED, died_at, left, died_at)
        assert course.resumed, left
        _until(lambda: night.done == len(night.ordinary))
        course.seconds = time.monotonic() - began
        self._asked_so_far()
        _until(night.only_the_impossible_is_left)
        night.done_once()
        wanted, *wrong = night.archives()
        assert wrong == [set()] * 3, wrong
        course.archived, course.archive_bytes = len(wanted), night.number(_ARCHIVE)
        return first, third

    def _next_night(self, number, workers):
        night, course = self._night, self.course
        before = self._sizes()
        night.next_night()
        night.plan()
        self._measured(lambda: night.done == len(night.ordinary), *workers)
        self._asked_so_far()
        night.done_once(nights=number)
        course.growth = {name: size - before[name] for name, size in self._sizes().items()}
        wanted, *wrong = night.archives()
        assert (len(wanted), wrong) == (course.archived, [set()] * 3)

    def _once_warm(self, schools, *workers) -> None:
        """Measure so many schools, once each of these workers has finished some."""
        _until(lambda: self._goes_on() and all(worker.schools >= self._warm for worker in workers))
        before = self._night.done
        self._measured(lambda: self._goes_on() and self._night.done >= before + schools, *workers)

    def _hastened(self) -> bool:
        """The failing school has no hours to wait for."""
        self._night.hasten(str(self._night.failing))
        return True

    def _goes_on(self) -> bool:
        """There are schools left; an `AssertionError` says that there were too few to measure."""
        assert self._night.done < len(self._night.ordinary), "forty schools at least"
        return True

    def _measured(self, ended: Callable[[], bool], *workers) -> None:
        night = self._night
        stopwatch = Stopwatch(**self._pids, ouvriers=[worker.process.pid for worker in workers])
        waited, pupils, written = _waited(workers), night.number(REACHED), night.number(_WRITTEN)
        _until(ended)
        seconds, processors = stopwatch.read()
        self.course.windows.append(
            Window(
                seconds,
                night.number(REACHED) - pupils,
                (_waited(workers) - waited) / (seconds * len(workers)),
                processors,
                night.number(_WRITTEN) - written,
            )
        )

    def _asked_so_far(self):
        """Note what BE1D was asked since the last time."""
        requests, size = self._night.asked(self._night.ordinary)
        noted = [sum(part) for part in zip((0, 0), *self.course.asked, strict=True)]
        self.course.asked.append((requests - noted[0], size - noted[1]))

    def _sizes(self) -> dict[str, int]:
        """Of the tables, without what they only hold until it is swept."""
        self._night.rows("VACUUM")
        return dict(self._night.rows(_SIZES))


def _waited(workers) -> float:
    return sum(worker.figures()["lsun_be1d_waited_seconds"] for worker in workers)


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST
    while not condition():
        assert time.monotonic() < end, "the night never ends"
        time.sleep(0.2)
