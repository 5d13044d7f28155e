"""What a synchronisation would change, pupil by pupil; then exactly that, if it is wanted."""

import asyncio
from dataclasses import dataclass, field

from core import standing
from core.decisions import Decision
from core.messages import FORESEEN, Message, Severity, messages_of
from core.overview import Scope
from core.ports import RegisterClosed
from core.records import Pupil
from core.simulation import Simulation
from tui import foreseen, sentences
from tui import texts as screen_texts
from tui.following import Following, apply
from tui.linear import texts
from tui.linear.journey import Action, Journey
from tui.linear.run import follow
from tui.linear.ticking import tick
from tui.refusals import refusals
from tui.refused import Refused
from tui.services import Services


async def simulate(journey: Journey, trail: str, services: Services, scope: Scope) -> None:
    """Simulate, offer what can be done with it, and follow the run that applies it."""
    journey.arrive(trail)
    simulation = Simulation(scope, services.register, services.livrets, services.limits)
    if not await _foresee(journey, services, simulation):
        journey.console.tell(texts.SIMULATION_STOPPED)
        return
    following = await _Shown(journey, trail, services, simulation).offer()
    if following is not None:
        await follow(journey, trail, following)


async def _foresee(journey: Journey, services: Services, simulation: Simulation) -> bool:
    """Tell what would change; False when it was stopped."""
    console, stop = journey.console, asyncio.Event()
    cut_short = False

    def drain() -> None:
        nonlocal cut_short
        cut_short = True
        stop.set()

    console.progress(screen_texts.SIMULATING)
    try:
        with refusals(), journey.signals.draining(drain):
            async for fact in simulation.run(at_once=services.at_once, stop=stop):
                for message in messages_of(fact, FORESEEN):
                    console.tell(message.told)
                if isinstance(fact, Decision):
                    for change in fact.changes:
                        console.tell(sentences.foreseen_change(change))
    except RegisterClosed as error:
        raise Refused(standing.closing((), error)) from error
    if cut_short:
        return False
    console.tell(sentences.simulated(simulation.decisions))
    if excess := simulation.excess:
        console.tell(Message(Severity.WARNING, standing.held(excess)).told)
    return True


@dataclass
class _Shown:
    """A simulation that was told, and which of it is ticked."""

    journey: Journey
    trail: str
    services: Services
    simulation: Simulation
    changing: dict[object, Decision | Pupil] = field(init=False)
    ticked: set[object] = field(init=False)

    def __post_init__(self) -> None:
        self.changing = foreseen.changing(self.simulation.facts)
        self.ticked = set(self.changing)

    async def offer(self) -> Following | None:
        """The run that applies it, once that is confirmed; None when the user goes back."""
        entries: dict[str, Action] = {
            screen_texts.APPLY: self._apply,
            texts.TICK_PUPILS: self._tick,
            texts.SEE_WHY: self._see_why,
        }
        while True:
            self.journey.console.progress(self._total())
            action = await self.journey.choose_entry(self.trail, entries, texts.SIMULATION_HELP)
            if action is None:
                return None
            applied = await self.journey.visit(action())
            if isinstance(applied, Following):
                return applied

    async def _apply(self) -> Following | None:
        if not foreseen.has_anything_to_do(self.simulation):
            raise Refused(texts.NOTHING_TO_APPLY)
        left_out = set(self.changing) - self.ticked
        excess = self.simulation.excess
        question = foreseen.question(excess, len(self.ticked), len(left_out))
        if not await self.journey.console.confirm(question, default=excess is None):
            return None
        foreseen.leave_out(self.simulation, left_out)
        return await apply(self.services, self.simulation)

    async def _tick(self) -> None:
        def line_of(key: object) -> str:
            said = texts.TICKED if key in self.ticked else texts.UNTICKED
            return said.format(line=foreseen.line_of(self.changing[key]))

        await tick(
            self.journey.console,
            list(self.changing),
            self.ticked,
            line_of=line_of,
            total=self._total,
            help_text=texts.CHANGING_HELP,
        )

    async def _see_why(self) -> None:
        ones = list(self.changing.values())
        console = self.journey.console
        while (one := await console.choose(ones, foreseen.line_of, texts.WHY_HELP)) is not None:
            for line in foreseen.told_of(one):
                console.tell(line)

    def _total(self) -> str:
        return sentences.ticked_changes(len(self.ticked), len(self.changing))
