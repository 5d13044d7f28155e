"""One run as a front follows it, with a screen or without."""

import asyncio
import time
from collections.abc import AsyncIterator

from core import messages
from core.decisions import Decision
from core.overview import PupilResult, Run
from core.ports import RegisterClosed, StoreError
from core.progress import Progress
from core.synchronisation import synchronise
from tui.services import Services


class Following:
    """A pass over the open pupils of a run: its stream, its progress, and how it ended."""

    def __init__(self, services: Services, run: Run) -> None:
        self._services, self.run = services, run
        self._stop = asyncio.Event()
        self._started: float | None = None
        self._done = self._total = 0
        self.stopping = False
        self.closing = ""
        """The sentence that says how the pass ended; empty until then."""
        self.is_clean = False
        """Whether, at the end, every pupil of the run has been verified."""
        self.results: tuple[PupilResult, ...] = ()
        """What the run made of each pupil, once the pass has ended."""

    @property
    def progress(self) -> Progress:
        """How far the pass is."""
        elapsed = time.monotonic() - self._started if self._started is not None else 0.0
        return Progress(self._done, self._total, elapsed)

    @property
    def running(self) -> bool:
        """Whether the pass has not ended yet."""
        return not self.closing

    def stop(self) -> None:
        """Ask for a drain: no further pupil is taken, those in flight are finished."""
        self.stopping = True
        self._stop.set()

    async def decisions(self) -> AsyncIterator[Decision]:
        """Each decision once it is committed; at the end `closing` and `results` are set."""
        livrets = self._services.livrets
        try:
            self._total = sum(result.is_open for result in await livrets.results(self.run))
            self._started = time.monotonic()
            suspended = None
            try:
                async for decision in self._carried_out():
                    self._done += 1
                    yield decision
            except RegisterClosed as error:
                suspended = error.cause
            self.results = tuple(await livrets.results(self.run))
            self.is_clean = not any(result.is_open for result in self.results)
            self.closing = messages.closing(self.results, suspended)
        except StoreError as error:
            self.closing = messages.store_failed(str(error))

    def _carried_out(self) -> AsyncIterator[Decision]:
        services = self._services
        return synchronise(
            self.run,
            services.register,
            services.livrets,
            at_once=services.at_once,
            stop=self._stop,
        )
