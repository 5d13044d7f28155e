import asyncio

import pytest

from adapters.unattended import retrying
from adapters.unattended.retrying import Retrying
from core.drain import Drained, cut_by
from core.model.answers import Cause
from core.model.runs import Ending
from core.rules.unattended import Attempt, may_pass

DOWN = Attempt(Ending.UNREACHABLE, cause=Cause.TOO_SLOW)
DONE = Attempt(Ending.DONE)


class Attempts:
    """Ends as it is told to, the last way for ever."""

    def __init__(self, *endings):
        self.endings, self.made = endings, 0

    async def __call__(self):
        self.made += 1
        return self.endings[min(self.made, len(self.endings)) - 1]


async def test_a_register_that_comes_back_in_the_window_is_synchronised_with():
    attempts = Attempts(DOWN, DOWN, DONE)
    assert await Retrying(window=60, first_wait=0.001)(attempts, may_pass) == DONE
    assert attempts.made == 3


async def test_without_a_window_there_is_one_attempt():
    attempts = Attempts(DOWN)
    assert await Retrying(window=0, first_wait=0.001)(attempts, may_pass) == DOWN
    assert attempts.made == 1


async def test_waits_grow_up_to_the_longest_and_end_with_the_window(monkeypatch):
    """Time is that of the test: what is waited for is counted, not waited for."""
    waits: list[float] = []

    async def count(seconds):
        waits.append(seconds)

    monkeypatch.setattr(retrying, "rest", count)
    attempts = Attempts(*([DOWN] * 12), DONE)
    patient = Retrying(window=1e9, first_wait=60, longest_wait=1800)
    assert await patient(attempts, may_pass) == DONE
    assert all(60 * 2**turn <= wait <= 60 * 2**turn + 60 for turn, wait in enumerate(waits[:4]))
    assert all(wait <= 1800 for wait in waits)
    assert len(waits) == 12
    assert waits[-1] == 1800


async def test_a_wait_longer_than_what_is_left_of_the_window_is_not_begun():
    attempts = Attempts(DOWN)
    assert await Retrying(window=5, first_wait=3600)(attempts, may_pass) == DOWN
    assert attempts.made == 1


async def test_a_stop_cuts_the_wait():
    stop = asyncio.Event()
    cut_by(stop)
    attempts = Attempts(DOWN)
    waiting = asyncio.create_task(Retrying(window=1e6, first_wait=3600)(attempts, may_pass))
    while not attempts.made:
        await asyncio.sleep(0)
    stop.set()
    with pytest.raises(Drained):
        await waiting
    assert attempts.made == 1
