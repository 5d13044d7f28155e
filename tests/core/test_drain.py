"""Waiting on behalf of a run is cut short once it is asked to stop."""

import asyncio

import pytest

from core.drain import Drained, cut_by, rest


async def test_who_waits_for_no_run_waits_to_the_end():
    await rest(0.001)


async def test_a_wait_goes_to_its_end_while_nobody_stops():
    cut_by(asyncio.Event())
    await rest(0.001)


async def test_a_stop_cuts_the_wait():
    stop = asyncio.Event()
    cut_by(stop)
    waiting = asyncio.create_task(rest(3600))
    await asyncio.sleep(0)
    stop.set()
    with pytest.raises(Drained):
        await waiting


async def test_after_a_stop_nobody_waits():
    stop = asyncio.Event()
    stop.set()
    cut_by(stop)
    with pytest.raises(Drained):
        await rest(3600)
