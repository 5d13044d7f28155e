"""Waiting for what a test needs, however long the machine takes for it."""

import asyncio
import time
from collections.abc import Callable

PATIENCE = 60
"""Seconds after which what is waited for is said not to come."""


def wait_until(condition: Callable[[], object], what: object = "the condition") -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"{what} never came"
        time.sleep(0.005)


async def until(condition: Callable[[], object], what: object = "the condition") -> None:
    """Let the other tasks of this loop go on until the condition holds."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0)
