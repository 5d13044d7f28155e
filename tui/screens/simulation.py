"""What a synchronisation would change, pupil by pupil, before anything is written."""

import asyncio

from textual import on, work
from textual.app import ComposeResult

from core import standing
from core.decisions import Decision
from core.messages import FORESEEN, division_of, messages_of
from core.overview import Scope
from core.ports import RegisterClosed
from core.records import Pupil
from core.simulation import Simulation
from tui import foreseen, sentences, texts
from tui.following import apply
from tui.refusals import refusals
from tui.refused import Refused
from tui.screens.page import Page
from tui.screens.question import Question
from tui.screens.run import RunScreen
from tui.screens.telling import TellingScreen
from tui.services import Services
from tui.widgets.action import Action
from tui.widgets.binding import command
from tui.widgets.checklist import Checklist
from tui.widgets.notice import Notice
from tui.widgets.panel import Entry, MessagePanel
from tui.widgets.rows import Row, Rows


class SimulationScreen(Page):
    """Who would change, ticked; Space leaves a pupil out, Enter shows why, F5 applies."""

    help_text = texts.SIMULATION_HELP

    BINDINGS = [command("lancer", "apply", "Appliquer")]

    def __init__(self, breadcrumb: str, services: Services, scope: Scope) -> None:
        super().__init__(breadcrumb)
        self._services = services
        self._simulation = Simulation(scope, services.register, services.livrets, services.limits)
        self._stop = asyncio.Event()
        self._changing: dict[object, Decision | Pupil] = {}
        self._is_complete = False

    def body(self) -> ComposeResult:
        yield Notice(texts.SIMULATING, id="progress")
        yield Checklist(texts.ALL_CHANGING)
        yield MessagePanel()
        yield Action(texts.APPLY, disabled=True)
        yield Notice(id="status")

    def on_mount(self) -> None:
        super().on_mount()
        self._simulate()

    @work
    async def _simulate(self) -> None:
        said: list[Entry] = []
        try:
            with refusals():
                run = self._simulation.run(at_once=self._services.at_once, stop=self._stop)
                async for fact in run:
                    told = messages_of(fact, FORESEEN)
                    said.extend(Entry(division_of(fact), message) for message in told)
        except RegisterClosed as error:
            self._tell(standing.closing((), error))
        except Refused as refusal:
            self._tell(str(refusal))
        else:
            self._is_complete = True
            self._tell(sentences.simulated(self._simulation.decisions))
        if not self.is_attached:
            return
        self._changing = foreseen.changing(self._simulation.facts)
        rows = [Row(key, foreseen.line_of(one)) for key, one in self._changing.items()]
        self.query_one(Checklist).offer(rows)
        self.query_one(MessagePanel).add(said)
        self.query_one(MessagePanel).settle()

    def _tell(self, sentence: str) -> None:
        if self.is_attached:
            excess = self._simulation.excess
            held = f" {standing.held(excess)}" if excess else ""
            self.query_one("#progress", Notice).say(sentence + held)

    @on(Checklist.Changed)
    def _tell_ticked(self) -> None:
        ticked = len(self.query_one(Checklist).ticked)
        anything = foreseen.has_anything_to_do(self._simulation)
        self.query_one(Action).disabled = not (self._is_complete and anything)
        said = sentences.ticked_changes(ticked, len(self._changing)) if self._is_complete else ""
        self.query_one("#status", Notice).say(said)

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        chosen = self._changing.get(event.row.key)
        if chosen is not None:
            told = tuple(foreseen.told_of(chosen))
            self.open(TellingScreen(self._breadcrumb, told, texts.FORESEEN_HELP))

    @on(Action.Pressed)
    @work(exclusive=True)
    async def action_apply(self) -> None:
        """Ask, then do exactly what is shown and ticked."""
        if self.query_one(Action).disabled:
            return
        left_out = set(self._changing) - self.query_one(Checklist).ticked
        excess = self._simulation.excess
        asked = foreseen.question(excess, len(self._changing) - len(left_out), len(left_out))
        first = Question.YES if excess is None else Question.NO
        if not await self.ask(Question(asked, first=first)):
            return
        foreseen.leave_out(self._simulation, left_out)
        try:
            following = await apply(self._services, self._simulation)
        except Refused as refusal:
            self.query_one("#status", Notice).say(str(refusal))
            return
        self.app.switch_screen(RunScreen(self._breadcrumb, self._services, following))

    def action_back(self) -> None:
        """Leave; nothing was written."""
        self._stop.set()
        super().action_back()
