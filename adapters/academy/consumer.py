"""A worker at the queue of an academy, which pgqueuer keeps in the base of LSUN itself.

The lease of a run is the guarantee that nobody does a school twice; the queue only saves the work
of finding out.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

import psycopg
from pgqueuer import PgQueuer
from pgqueuer.adapters.drivers.psycopg import PsycopgDriver
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job, Schedule

from adapters.academy.fleet import ENTRYPOINT, Payload, payload_of
from core.model.academy import Attempt, AttemptOutcome
from core.rules.nights import BUSY_FOR, retried_after

HEARTBEAT = timedelta(seconds=15)
"""A job without one for so long is taken up by another worker."""

UNTOLD_FOR = timedelta(minutes=5)
"""After how long a school is tried again of which it could not even be kept what came of it."""

HOURLY = "0 * * * *"

# An exception's text could hold anything: what is to be known of a failure is in the attempts.
logging.getLogger("pgqueuer").setLevel(logging.CRITICAL)


class Parked(Exception):
    """The school waits for a person: the job is held back, and is not tried again by itself."""


async def work(
    connection: psycopg.AsyncConnection,
    do: Callable[[Payload], Awaitable[tuple[Attempt, int]]],
    plan: Callable[[], Awaitable[None]],
    *,
    at_once: int,
    stop: asyncio.Event,
) -> None:
    """Do jobs, so many at once, and plan every hour, until `stop` is set: then drain.

    `do` gives how an attempt ended, and how many failed since the last success.
    """
    queuer = PgQueuer(PsycopgDriver(connection))

    @queuer.entrypoint(ENTRYPOINT, on_failure="hold")
    async def synchronise(job: Job) -> None:
        try:
            attempt, failures = await do(payload_of(job))
        except Exception as error:  # noqa: BLE001 - its text, which is kept, may hold anything
            raise RetryRequested(UNTOLD_FOR, type(error).__qualname__) from None
        _settle(attempt, failures)

    @queuer.schedule("planifier", HOURLY)
    async def plan_hourly(_schedule: Schedule) -> None:
        await plan()

    async def shut_down() -> None:
        await stop.wait()
        queuer.shutdown.set()

    stopping = asyncio.create_task(shut_down())
    try:
        await queuer.run(
            dequeue_timeout=timedelta(seconds=5),
            batch_size=max(at_once // 2, 1),
            max_concurrent_tasks=max(at_once, 2),
            heartbeat_timeout=HEARTBEAT,
        )
    finally:
        stopping.cancel()


def _settle(attempt: Attempt, failures: int) -> None:
    """Let the job go, put it off, or hold it back for a person."""
    match attempt.outcome:
        case AttemptOutcome.DONE | AttemptOutcome.ALREADY_DONE:
            return
        case AttemptOutcome.INTERRUPTED:
            raise RetryRequested(timedelta(0), attempt.outcome.value)
        case AttemptOutcome.BUSY:
            raise RetryRequested(BUSY_FOR, attempt.outcome.value)
        case AttemptOutcome.HELD | AttemptOutcome.HANDED_OVER | AttemptOutcome.RELEASED:
            raise Parked(attempt.outcome.value)
        case AttemptOutcome.FAILED:
            after = retried_after(max(failures, 1))
            if after is None:
                raise Parked(attempt.cause)
            raise RetryRequested(after, attempt.cause)
