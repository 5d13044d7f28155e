"""Waiting on behalf of a run: it is cut short once the run is asked to stop.

Who waits does not know the run: what tells the two of each other is the context of their tasks.
"""

import asyncio
from contextlib import suppress
from contextvars import ContextVar

_stop: ContextVar[asyncio.Event | None] = ContextVar("_stop", default=None)


class Drained(Exception):
    """What was waited for is no longer: the run on whose behalf it was is asked to stop."""


def cut_by(stop: asyncio.Event) -> None:
    """What this task, and those that it starts, wait for from now on is cut short by `stop`."""
    _stop.set(stop)


async def rest(seconds: float) -> None:
    """Wait so many seconds. Raises `Drained` when that is, or already was, cut short."""
    stop = _stop.get()
    if stop is None:
        await asyncio.sleep(seconds)
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()
    if stop.is_set():
        raise Drained
