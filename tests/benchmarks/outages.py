"""How long a register that is down is waited for, and how often it is asked: seconds and requests.

Everything is as it is in a school, but for the store, which is in memory.
"""

import asyncio
import time
from contextlib import suppress
from functools import partial

from adapters.be1d.client import Be1dClient
from core.errors import RegisterClosed
from core.usecases.synchronise import synchronise
from tests.core.memory import RUN
from tests.core.usecases.test_synchronise import a_class_of
from tests.outages import (
    come_back_in_thirty_years,
    hang_up,
    mute,
    one_byte_at_a_time,
    refuse,
    say_something_else,
    served,
    unavailable,
)

AT_ONCE = 20
SMALL, LARGE = 131, 5000
STOPPED_AFTER = 3.0
"""Seconds that a run lives before it is stopped."""
OUTAGES = {
    "accepts, and says nothing": mute,
    "a byte every 50 ms": one_byte_at_a_time,
    "429, Retry-After in thirty years": come_back_in_thirty_years,
    "503": unavailable,
    "hangs up": hang_up,
    "401": refuse,
    "a page that is no answer": say_something_else,
}


async def run(behaviour, pupils, stops=()):
    """Synchronise so many pupils; the seconds until it ended, after the stops, and the requests.

    `stops` are the seconds between what happens: the first stop, the second one.
    """
    livrets, _ = a_class_of(pupils)
    stop, abort = asyncio.Event(), asyncio.Event()
    async with (
        served(behaviour) as (url, asked),
        Be1dClient(url, "jeton", at_once=AT_ONCE) as client,
    ):
        began = time.monotonic()

        async def press():
            nonlocal began
            for event, seconds in zip((stop, abort), stops, strict=False):
                await asyncio.sleep(seconds)
                began = time.monotonic()
                event.set()

        pressing = asyncio.create_task(press())
        with suppress(RegisterClosed):
            async for _ in synchronise(
                RUN, client, livrets, at_once=AT_ONCE, stop=stop, abort=abort
            ):
                pass
        ended = time.monotonic() - began
        await pressing
        return ended, len(asked)


async def measure():
    """Every outage at once: each has a server, a client and a store of its own."""
    cases = [
        partial(run, behaviour, pupils)
        for behaviour in OUTAGES.values()
        for pupils in (SMALL, LARGE)
    ]
    cases += [
        partial(run, behaviour, SMALL, stops)
        for behaviour in (mute, come_back_in_thirty_years)
        for stops in ((STOPPED_AFTER,), (STOPPED_AFTER, 0.5))
    ]
    found = await asyncio.gather(*(case() for case in cases))
    print(f"\n| What BE1D does | {SMALL} pupils | requests | {LARGE:,} pupils | requests |")
    print("| --- | --- | --- | --- | --- |")
    for number, what in enumerate(OUTAGES):
        (small, asked), (large, more) = found[2 * number : 2 * number + 2]
        print(f"| {what} | {small:.1f} s | {asked} | {large:.1f} s | {more} |")
    print("\n| What BE1D does | one stop | a second one, half a second later |")
    print("| --- | --- | --- |")
    stopped = found[2 * len(OUTAGES) :]
    for what, first, second in (
        ("accepts, and says nothing", *stopped[:2]),
        ("429, Retry-After in thirty years", *stopped[2:]),
    ):
        print(f"| {what} | {first[0]:.1f} s | {second[0]:.1f} s |")


def main() -> None:
    """Measure, and print both tables."""
    asyncio.run(measure())


if __name__ == "__main__":
    main()
