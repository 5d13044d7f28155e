"""A register that is down, in whatever way, suspends the run soon, however large the school is."""

import asyncio
import time
from contextlib import asynccontextmanager
from typing import Any

import pytest

from adapters.be1d import silence
from adapters.be1d.client import Be1dClient
from core.errors import RegisterClosed
from core.model.runs import RunState
from core.usecases.synchronise import synchronise
from tests.core.memory import RUN
from tests.core.usecases.test_synchronise import a_class_of

ANSWER_TIMEOUT, DOWN_AFTER = 0.2, 0.5
AT_ONCE = 20
MOST_REQUESTS = 16 * AT_ONCE
MOST_SECONDS = 10
"""Sixty times less is waited for here than in a school: half a second instead of thirty."""


async def mute(_writer):
    await asyncio.sleep(MOST_SECONDS)


async def one_byte_at_a_time(writer):
    writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n"
    )
    while not writer.is_closing():
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


async def come_back_in_thirty_years(writer):
    writer.write(
        b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1000000000\r\nContent-Length: 0\r\n\r\n"
    )


async def unavailable(writer):
    writer.write(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")


async def hang_up(writer):
    writer.close()


@asynccontextmanager
async def served(behaviour):
    """A server that behaves so; it yields its address, and how often it was asked."""
    asked: list[int] = []
    tasks: set[Any] = set()

    async def answer(reader, writer):
        tasks.add(asyncio.current_task())
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                asked.append(1)
                await behaviour(writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks)


@pytest.mark.parametrize(
    "behaviour", [mute, one_byte_at_a_time, come_back_in_thirty_years, unavailable, hang_up]
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
