"""What Prometheus reads of a worker, and that the board shows nothing that is not there."""

import json
import re
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from adapters.academy.figures import Figures
from core.model.academy import AttemptOutcome

BOARD = Path(__file__).parents[3] / "docs" / "academie" / "grafana.json"


async def jobs():
    return {"queued": 3}


async def read(figures):
    text = (await figures.text()).decode()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_how_long_a_worker_waited_is_what_it_is_when_it_is_read():
    waited = {"quota": 1.0, "be1d": 2.0}
    figures = Figures(jobs, lambda: waited["quota"], lambda: waited["be1d"])
    found = await read(figures)
    waited["be1d"] = 5.0
    assert (found["lsun_quota_waited_seconds",], found["lsun_be1d_waited_seconds",]) == (1, 2)
    assert (await read(figures))["lsun_be1d_waited_seconds",] == 5


async def test_schools_and_jobs_are_counted():
    figures = Figures(jobs, lambda: 0.0, lambda: 0.0)
    figures.attempted(AttemptOutcome.HELD, 12.0)
    found = await read(figures)
    assert (found["lsun_attempts_total", "held"], found["lsun_attempts_total", "done"]) == (1, 0)
    assert (found["lsun_school_seconds_sum",], found["lsun_queue_jobs", "queued"]) == (12, 3)


async def test_the_board_shows_figures_that_there_are():
    figures = Figures(jobs, lambda: 0.0, lambda: 0.0)
    there = {name for name, *_ in await read(figures)}
    targets = [
        target for panel in json.loads(BOARD.read_text())["panels"] for target in panel["targets"]
    ]
    shown = {name for target in targets for name in re.findall(r"lsun_\w+", target["expr"])}
    assert shown <= there
