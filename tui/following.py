"""One run as a front follows it, with a screen or without."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace

from core import runs, standing
from core.decisions import Decision, decide
from core.facts import Fact
from core.guard import RunHeld
from core.messages import messages_of
from core.overview import PupilResult, Run, RunState, RunSummary, Scope
from core.ports import RegisterClosed, RunLost, StoreError
from core.progress import Progress
from core.roles import may
from core.simulation import Simulation
from core.steps import steps_of
from core.synchronisation import synchronise
from tui.refusals import refusals
from tui.services import Services


class Following:
    """A pass over the open pupils of a run: its stream, its progress, and how it ended."""

    def __init__(
        self,
        services: Services,
        run: Run,
        *,
        understood: bool = False,
        simulation: Simulation | None = None,
    ) -> None:
        self._services, self.run, self._simulation = services, run, simulation
        self._limits = None if understood else services.limits
        self._stop = asyncio.Event()
        self._started: float | None = None
        self._done = self._total = 0
        self.stopping = False
        self.closing = ""
        """The sentence that says how the pass ended; empty until then."""
        self.is_clean = False
        """Whether, at the end, every pupil of the run has been verified, and every list read."""
        self.is_held = False
        """Whether the run holds itself, until the user understands what it would change."""
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

    async def take_up(self, *, understood: bool = False) -> "Following":
        """Another pass, over what is still open of the run; raises `Refused`."""
        return await take_up(self._services, self.run, understood=understood)

    async def facts(self) -> AsyncIterator[Fact]:
        """Each fact once it is committed; at the end `closing` and `results` are set."""
        livrets = self._services.livrets
        try:
            self._total = sum(result.is_open for result in await livrets.results(self.run))
            self._started = time.monotonic()
            stopped_by: RegisterClosed | RunHeld | RunLost | None = None
            try:
                async for fact in self._carried_out():
                    self._done += isinstance(fact, Decision)
                    yield fact
            except (RegisterClosed, RunHeld, RunLost) as error:
                stopped_by = error
            self.results = tuple(await livrets.results(self.run))
            lists = await livrets.open_lists(self.run)
            lists_left = bool(lists.structures or lists.teachers)
            self.is_held = isinstance(stopped_by, RunHeld)
            self.is_clean = not (lists_left or any(result.is_open for result in self.results))
            self.closing = standing.closing(self.results, stopped_by, lists_left=lists_left)
        except StoreError as error:
            self.closing = standing.store_failed(str(error))

    def _carried_out(self) -> AsyncIterator[Fact]:
        services, shown = self._services, self._simulation
        return synchronise(
            self.run,
            shown.register if shown else services.register,
            services.livrets,
            at_once=services.at_once,
            stop=self._stop,
            limits=self._limits,
            decide=shown.as_shown if shown else decide,
        )


async def begin(services: Services, scope: Scope, *, understood: bool = False) -> Following:
    """Start a run; raise `Refused` when it may not or cannot be."""
    with refusals():
        run = await runs.start(services.livrets, scope, services.user, understood=understood)
    return Following(services, run, understood=understood)


async def apply(services: Services, simulation: Simulation) -> Following:
    """Start the run that does what a simulation showed; raise `Refused` likewise.

    Whoever applies what he was shown has seen that it is much, if it is.
    """
    understood = simulation.excess is not None
    with refusals():
        run = await runs.start(
            services.livrets, simulation.scope, services.user, understood=understood
        )
    return Following(services, run, understood=True, simulation=simulation)


async def take_up(services: Services, run: Run, *, understood: bool = False) -> Following:
    """Take a run up; raise `Refused` likewise."""
    with refusals():
        again = await runs.take_up(services.livrets, run, services.user, understood=understood)
    return Following(services, again, understood=understood)


async def go_on(services: Services, cut_short: RunSummary) -> Following:
    """Take up a run that was offered: whoever goes on with one that held itself has understood."""
    held = cut_short.state is RunState.HELD
    return await take_up(services, cut_short.run, understood=held)


async def to_take_up(services: Services) -> RunSummary | None:
    """The interrupted run that this user could take up from this source, if there is one."""
    with refusals():
        cut_short = runs.interrupted(await services.livrets.runs(services.school.uai))
    if cut_short is None or not may(services.user):
        return None
    same_source = cut_short.run.scope.extracted_on == services.extracted_on
    return cut_short if same_source else None


async def leave(services: Services, run: Run) -> None:
    """Leave an interrupted run as it is, for good; raise `Refused` likewise."""
    with refusals():
        await runs.abandon(services.livrets, run, services.user)


async def one_pupil(services: Services, livret_id: int) -> list[str]:
    """Synchronise one pupil; what was done, step by step. Raise `Refused` likewise."""
    scope = replace(services.scope(()), also=frozenset({livret_id}))
    following = await begin(services, scope)
    told: list[str] = []
    async for fact in following.facts():
        if isinstance(fact, Decision):
            told += steps_of(fact)
        told += (one.told for one in messages_of(fact))
    return [*told, following.closing]
