"""One worker of an academy, until it is told to stop."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from core.errors import UserError
from core.model.academy import Attempt, AttemptOutcome
from core.model.identifiers import Uai
from core.model.messages import Notice
from core.usecases.academy_worker import SchoolWorker, plan_the_night
from tui import incidents
from tui.cli.output import say_aside
from tui.cli.writers import Writer
from tui.composition.academy import WorkerTools, open_worker
from tui.wording import academy_setting_texts
from tui.wording import academy_texts as texts


async def work(write: Writer) -> None:
    """Do schools until SIGTERM or SIGINT, then let those that were begun end."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with open_worker() as tools, _figures_of(tools) as attempted:

        async def tell(notice: Notice) -> None:
            for failure in await tools.notices.send(notice):
                say_aside(failure)

        worker = SchoolWorker(tools.academy, stop, tell)
        write(texts.WORKING, {"type": "ouvrier", "texte": texts.WORKING})

        async def do(payload: Any) -> tuple[Attempt, int]:  # noqa: ANN401 - the adapter's own
            began = time.monotonic()
            try:
                made = await worker.attempt(Uai(payload.uai), payload.night, payload.planned_at)
            except Exception as error:  # noqa: BLE001 - the other schools go on
                say_aside(incidents.record(error))
                made = await worker.crashed(Uai(payload.uai), payload.night)
            attempted(made[0].outcome, time.monotonic() - began)
            return made

        async def plan() -> None:
            await plan_the_night(tools.academy, datetime.now(UTC))

        async with worker.watching():
            await tools.work(do, plan, at_once=tools.chosen.at_once, stop=stop)
    write(texts.STOPPED, {"type": "ouvrier", "texte": texts.STOPPED})


@asynccontextmanager
async def _figures_of(
    tools: WorkerTools,
) -> AsyncIterator[Callable[[AttemptOutcome, float], None]]:
    host, _, port = tools.chosen.figures.rpartition(":")
    if not host:
        yield tools.figures.attempted
        return
    if not port.isdecimal():
        raise UserError(academy_setting_texts.NO_ADDRESS_OF_FIGURES)
    async with tools.figures.served(host, int(port)):
        yield tools.figures.attempted
