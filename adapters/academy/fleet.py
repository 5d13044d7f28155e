"""What waits for the workers of an academy, and what they are all told.

The queue is pgqueuer's, in the base of LSUN itself. What is queued has no pupil in it.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import date, datetime
from typing import Any, LiteralString

import msgspec
import psycopg
from pgqueuer.adapters.drivers.psycopg import PsycopgDriver
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.models import Job
from pgqueuer.domain.types import JobId

from adapters.academy import sentences
from adapters.academy.schema import conninfo
from core.errors import StoreError
from core.model.academy import PlannedSchool
from core.model.identifiers import Uai

ENTRYPOINT = "synchroniser"

_MOST_JOBS = 100_000
"""Twice the schools of the country."""

_TABLE = (
    "CREATE TABLE IF NOT EXISTS lsun_quota (requests_per_second integer NOT NULL)",
    "ALTER TABLE lsun_quota ADD COLUMN IF NOT EXISTS stopped_at timestamptz",
    "INSERT INTO lsun_quota SELECT 100 WHERE NOT EXISTS (SELECT FROM lsun_quota)",
)
"""One row: a hundred requests a second to begin with."""


class Payload(msgspec.Struct, frozen=True):
    """What is to be done: a school, in a night, planned at a moment (UTC)."""

    uai: str
    night: date
    planned_at: datetime


class Fleet:
    """The port `core.ports.academy.Fleet`, over one connection of its own."""

    def __init__(self, connection: psycopg.AsyncConnection) -> None:
        self.connection = connection
        self._queries = Queries(PsycopgDriver(connection))

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator["Fleet"]:
        """Open it in the base of this address. Raises `StoreError`."""
        try:
            connection = await psycopg.AsyncConnection.connect(conninfo(url), autocommit=True)
        except psycopg.Error as error:
            raise StoreError(sentences.NO_QUEUE) from error
        async with connection:
            yield cls(connection)

    async def install(self) -> None:
        """Make its tables, or bring them up to date."""
        with _as_store_errors():
            if await self._queries.has_table("pgqueuer"):
                await self._queries.upgrade()
            else:
                await self._queries.install()
            for statement in _TABLE:
                await self.connection.execute(statement.encode())

    async def add(self, schools: Sequence[PlannedSchool], now: datetime) -> int:
        """Queue these schools; how many were not queued already."""
        if not schools:
            return 0
        payloads: list[bytes | None] = [
            msgspec.json.encode(Payload(str(school.uai), school.night, now)) for school in schools
        ]
        with _as_store_errors():
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
        with _as_store_errors():
            jobs = await self._queries.list_failed_jobs(limit=_MOST_JOBS)
        return {Uai(payload_of(job).uai): job.id for job in jobs}

    async def release(self, uai: Uai) -> bool:
        """Try a school again that waits for a person; whether it did."""
        number = (await self.parked()).get(uai)
        if number is not None:
            with _as_store_errors():
                await self._queries.requeue_jobs([number])
        return number is not None

    async def sizes(self) -> dict[str, int]:
        """How many jobs there are in each state: queued, picked, failed."""
        found: dict[str, int] = {}
        with _as_store_errors():
            for row in await self._queries.queue_size():
                found[row.status] = found.get(row.status, 0) + row.count
        return found

    async def quota(self) -> int:
        """How many requests a second BE1D may be sent, by all the workers together."""
        [quota] = await self._told("SELECT requests_per_second FROM lsun_quota")
        return int(quota)

    async def change_quota(self, requests_per_second: int) -> None:
        """Set it: each worker follows within some seconds."""
        await self._tell("UPDATE lsun_quota SET requests_per_second = %s", requests_per_second)

    async def stopped_since(self) -> datetime | None:
        """Since when the workers begin no school; None while they do."""
        stopped_at: datetime | None
        [stopped_at] = await self._told("SELECT stopped_at FROM lsun_quota")
        return stopped_at

    async def stop(self) -> None:
        """Have the workers end what they are at, and begin nothing."""
        await self._tell("UPDATE lsun_quota SET stopped_at = coalesce(stopped_at, now())")

    async def go_on(self) -> None:
        """Have them begin schools again."""
        await self._tell("UPDATE lsun_quota SET stopped_at = NULL")

    async def _told(self, query: LiteralString) -> tuple[Any, ...]:
        with _as_store_errors():
            row = await (await self.connection.execute(query)).fetchone()
        if row is None:
            raise StoreError(sentences.NO_QUEUE)
        return row

    async def _tell(self, statement: LiteralString, *values: object) -> None:
        with _as_store_errors():
            await self.connection.execute(statement, values)


def payload_of(job: Job) -> Payload:
    """What a job is to do."""
    return msgspec.json.decode(job.payload or b"{}", type=Payload)


@contextmanager
def _as_store_errors() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise StoreError(sentences.NO_QUEUE) from error
