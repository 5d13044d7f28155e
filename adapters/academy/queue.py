"""The queue of an academy: pgqueuer, in the base of LSUN itself.

What is queued has no pupil in it. The lease of a run is the guarantee that nobody does a school
twice; the queue only saves the work of finding out.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta

import msgspec
import psycopg
from pgqueuer import PgQueuer
from pgqueuer.adapters.drivers.psycopg import PsycopgDriver
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job, Schedule
from pgqueuer.domain.types import JobId

from adapters.academy import sentences
from adapters.academy.schema import conninfo
from core.errors import StoreError
from core.model.academy import Attempt, AttemptOutcome, PlannedSchool
from core.model.identifiers import Uai
from core.rules.nights import BUSY_FOR, retried_after

ENTRYPOINT = "synchroniser"
HEARTBEAT = timedelta(seconds=15)
"""A job without one for so long is taken up by another worker."""

HOURLY = "0 * * * *"

# An exception's text could hold anything: what is to be known of a failure is in the attempts.
logging.getLogger("pgqueuer").setLevel(logging.CRITICAL)


class Payload(msgspec.Struct, frozen=True):
    """What is to be done: a school, in a night, planned at a moment (UTC)."""

    uai: str
    reason: str
    night: date
    planned_at: datetime


class Parked(Exception):
    """The school waits for a person: the job is held back, and is not tried again by itself."""


class Queue:
    """The queue over one connection of its own."""

    def __init__(self, connection: psycopg.AsyncConnection) -> None:
        self._queuer = PgQueuer(PsycopgDriver(connection))
        self._queries = Queries(PsycopgDriver(connection))

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator["Queue"]:
        """Open the queue in the base of this address. Raises `StoreError`."""
        try:
            connection = await psycopg.AsyncConnection.connect(conninfo(url), autocommit=True)
        except psycopg.Error as error:
            raise StoreError(sentences.NO_QUEUE) from error
        async with connection:
            yield cls(connection)

    async def install(self) -> None:
        """Make its tables, or bring them up to date."""
        if await self._queries.has_table("pgqueuer"):
            await self._queries.upgrade()
        else:
            await self._queries.install()

    async def add(
        self, schools: Sequence[PlannedSchool], now: datetime, reason: str = "nuit"
    ) -> int:
        """Queue these schools; how many were not queued already."""
        if not schools:
            return 0
        payloads: list[bytes | None] = [
            msgspec.json.encode(Payload(str(school.uai), reason, school.night, now))
            for school in schools
        ]
        added = await self._queries.enqueue(
            [ENTRYPOINT] * len(schools),
            payloads,
            [school.priority for school in schools],
            [school.after for school in schools],
            [str(school.uai) for school in schools],
            on_conflict="skip",
        )
        return sum(job is not None for job in added)

    async def parked(self) -> dict[Uai, JobId]:
        """The jobs that wait for a person, by school."""
        jobs = await self._queries.list_failed_jobs(limit=100_000)
        return {Uai(payload_of(job).uai): job.id for job in jobs}

    async def release(self, uai: Uai) -> bool:
        """Try a school again that waits for a person; whether it did."""
        number = (await self.parked()).get(uai)
        if number is not None:
            await self._queries.requeue_jobs([number])
        return number is not None

    async def sizes(self) -> dict[str, int]:
        """How many jobs there are in each state: queued, picked, failed."""
        found: dict[str, int] = {}
        for row in await self._queries.queue_size():
            found[row.status] = found.get(row.status, 0) + row.count
        return found

    async def work(
        self,
        do: Callable[[Payload], Awaitable[tuple[Attempt, int]]],
        plan: Callable[[], Awaitable[None]],
        *,
        at_once: int,
        stop: asyncio.Event,
    ) -> None:
        """Do jobs, so many at once, and plan every hour, until `stop` is set: then drain.

        `do` gives how an attempt ended, and how many failed since the last success.
        """

        @self._queuer.entrypoint(ENTRYPOINT, on_failure="hold")
        async def synchronise(job: Job) -> None:
            try:
                attempt, failures = await do(payload_of(job))
            except Exception as error:  # noqa: BLE001 - its text, which is kept, may hold anything
                raise Parked(type(error).__qualname__) from None
            _settle(attempt, failures)

        @self._queuer.schedule("planifier", HOURLY)
        async def plan_hourly(_schedule: Schedule) -> None:
            await plan()

        async def shut_down() -> None:
            await stop.wait()
            self._queuer.shutdown.set()

        stopping = asyncio.create_task(shut_down())
        try:
            await self._queuer.run(
                dequeue_timeout=timedelta(seconds=5),
                batch_size=max(at_once // 2, 1),
                max_concurrent_tasks=max(at_once, 2),
                heartbeat_timeout=HEARTBEAT,
            )
        finally:
            stopping.cancel()


def payload_of(job: Job) -> Payload:
    """What a job is to do."""
    return msgspec.json.decode(job.payload or b"{}", type=Payload)


def _settle(attempt: Attempt, failures: int) -> None:
    """Let the job go, put it off, or hold it back for a person."""
    match attempt.outcome:
        case AttemptOutcome.DONE | AttemptOutcome.ALREADY_DONE:
            return
        case AttemptOutcome.INTERRUPTED:
            raise RetryRequested(timedelta(0), attempt.outcome.value)
        case AttemptOutcome.BUSY:
            raise RetryRequested(BUSY_FOR, attempt.outcome.value)
        case AttemptOutcome.HELD:
            raise Parked(attempt.outcome.value)
        case AttemptOutcome.FAILED:
            after = retried_after(max(failures, 1))
            if after is None:
                raise Parked(attempt.cause)
            raise RetryRequested(after, attempt.cause)
