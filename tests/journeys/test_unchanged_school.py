"""A school that is synchronised again: what is asked of BE1D, counted on the wire."""

import asyncio

import pytest

from adapters.demonstration.academy import Academy
from tests.journeys.conftest import Served, a_register
from tests.metering import metered
from tests.stores import fill

ACADEMY = Academy(schools=2, pupils=131, changed=0.05)
_, UAI = ACADEMY.uais


@pytest.fixture(scope="module")
def academy_url():
    options = {"--ecoles": 2, "--eleves": 131, "--modifies": 5}
    with a_register(*(str(word) for option in options.items() for word in option)) as register:
        yield register.stdout.readline().strip()


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("academy") / "lsun.sqlite", ACADEMY.lsun(UAI))


async def test_a_second_run_over_an_unchanged_school_asks_for_a_twentieth_of_the_first(
    lsun_sync, school, academy_url
):
    async with metered(academy_url) as meter:
        served = Served(lsun_sync, school, meter.url)

        async def run():
            meter.reset()
            done = await asyncio.to_thread(served, "synchroniser")
            assert done.returncode == 0, done.stderr
            return meter.requests, meter.bytes

        first, second = await run(), await run()
    outcomes = "SELECT outcome, count(*) FROM run_pupils WHERE run = {} GROUP BY 1"
    assert dict(served.rows(outcomes.format(1))).keys() == {"up to date", "updated"}
    assert dict(served.rows(outcomes.format(2))) == {"up to date": 131}
    assert second[0] <= 0.05 * first[0], (first, second)
    assert second[1] <= 0.05 * first[1], (first, second)
