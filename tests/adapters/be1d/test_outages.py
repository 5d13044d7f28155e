"""A register that is down, in whatever way, suspends the run soon, however large the school is."""

import asyncio
import time

import pytest

from adapters.be1d import silence
from adapters.be1d.client import Be1dClient
from core.drain import rest
from core.errors import RegisterClosed
from core.model.runs import RunState
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
from tests.waiting import until

ANSWER_TIMEOUT, DOWN_AFTER = 0.2, 0.5
AT_ONCE = 20
MOST_REQUESTS = 16 * AT_ONCE
MOST_SECONDS = 10
"""Sixty times less is waited for here than in a school: half a second instead of thirty."""


@pytest.mark.parametrize(
    "behaviour",
    [
        mute,
        one_byte_at_a_time,
        come_back_in_thirty_years,
        unavailable,
        hang_up,
        refuse,
        say_something_else,
    ],
)
async def test_the_run_is_suspended_soon_whatever_the_size_of_the_school(behaviour, monkeypatch):
    monkeypatch.setattr(silence, "DOWN_AFTER", DOWN_AFTER)
    monkeypatch.setattr("adapters.be1d.answers.LONGEST_PAUSE", DOWN_AFTER)
    livrets, _ = a_class_of(300)
    async with served(behaviour) as (url, asked):
        client = Be1dClient(
            url,
            "jeton",
            at_once=AT_ONCE,
            connect_timeout=ANSWER_TIMEOUT,
            answer_timeout=ANSWER_TIMEOUT,
            first_wait=0.01,
        )
        async with client:
            began = time.monotonic()
            with pytest.raises(RegisterClosed):
                async for _ in synchronise(
                    RUN, client, livrets, at_once=AT_ONCE, stop=asyncio.Event()
                ):
                    pass
            assert time.monotonic() - began < MOST_SECONDS
    assert livrets.state is RunState.SUSPENDED
    assert len(asked) <= MOST_REQUESTS


@pytest.mark.parametrize("behaviour", [come_back_in_thirty_years, unavailable])
async def test_a_stop_cuts_every_wait_short(behaviour):
    livrets, _ = a_class_of(300)
    stop = asyncio.Event()
    async with (
        served(behaviour) as (url, asked),
        Be1dClient(url, "jeton", first_wait=60, longest_wait=60) as client,
    ):
        events = synchronise(RUN, client, livrets, at_once=AT_ONCE, stop=stop)
        run = asyncio.create_task(anext(events, None))
        await until(lambda: len(asked) >= AT_ONCE)
        stop.set()
        async with asyncio.timeout(MOST_SECONDS):
            await run
            await events.aclose()
    assert len(asked) == AT_ONCE
    assert livrets.state is RunState.STOPPED


async def test_who_waits_for_no_run_waits_as_long_as_he_said():
    began = time.monotonic()
    await rest(0.01)
    assert time.monotonic() - began >= 0.01
