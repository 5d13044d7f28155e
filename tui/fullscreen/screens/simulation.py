"""What a synchronisation would change, pupil by pupil, before anything is written."""

from textual import on, work
from textual.app import ComposeResult

from core.errors import RegisterClosed, UserError
from core.messages import run_sentences
from core.messages.events import division_of, said_of
from core.messages.tenses import FORESEEN
from core.model.events import Decision
from core.model.progress import Progress
from core.model.records import Pupil
from core.model.runs import Scope
from core.usecases.dry_run import DryRun, PupilKey
from core.usecases.run_session import apply
from core.usecases.workspace import SchoolSession
from tui.fullscreen.requests import FollowRequest, PageShown
from tui.fullscreen.screens.page import Page
from tui.fullscreen.screens.telling import TellingScreen, message_screen
from tui.fullscreen.terminal.rest import LASTING
from tui.fullscreen.widgets.action import Action
from tui.fullscreen.widgets.binding import command
from tui.fullscreen.widgets.checklist import Checklist
from tui.fullscreen.widgets.notice import Notice
from tui.fullscreen.widgets.panel import Entry, MessagePanel
from tui.fullscreen.widgets.rows import Row, Rows
from tui.meter import Meter
from tui.wording import declined_texts, dry_run_texts, key_texts, sentences, texts


class SimulationScreen(Page):
    """Who would change, ticked; Space leaves a pupil out, Enter shows why, F5 applies."""

    help_text = texts.SIMULATION_HELP
    simulates = True

    BINDINGS = [command("lancer", "apply", key_texts.APPLY)]

    def __init__(self, label: str, session: SchoolSession, scope: Scope, pupils: int) -> None:
        """`pupils` are as many as the scope has in LSUN."""
        super().__init__(label)
        self._session, self._pupils = session, pupils
        self._dry_run = DryRun(scope, session.register, session.store, session.policy.limits)
        self._changing: dict[PupilKey, Decision | Pupil] = {}
        self._is_complete = False

    def body(self) -> ComposeResult:
        yield Notice(texts.SIMULATING, id="progress")
        yield Checklist(sentences.changing_shown)
        yield MessagePanel()
        yield Action(texts.APPLY, disabled=True)

    def on_mount(self) -> None:
        super().on_mount()
        self._simulate()

    @work(group=LASTING)
    async def _simulate(self) -> None:
        entries: list[Entry] = []
        meter = Meter(self._pupils)
        try:
            async for event in self._dry_run.run(at_once=self._session.policy.at_once):
                if meter.counts(event):
                    self._tell_how_far(meter.progress)
                division = division_of(event)
                entries.extend(
                    Entry(division, said.message, said.livret_id)
                    for said in said_of(event, FORESEEN)
                )
        except RegisterClosed as error:
            closing = run_sentences.closing((), error)
        except UserError as error:
            closing = str(error)
        else:
            self._is_complete = True
            closing = sentences.simulated(self._dry_run.decisions)
        with self.saying_errors():
            self._show(closing, entries)

    def _tell_how_far(self, progress: Progress) -> None:
        if self.is_open:
            sentence = sentences.progress_sentence(progress)
            told = sentences.with_bar(progress, f"{texts.SIMULATING} {sentence}")
            self.query_one("#progress", Notice).say(told)

    def _show(self, closing: str, entries: list[Entry]) -> None:
        blocked = self._dry_run.blocked
        held = f" {run_sentences.held(blocked)}" if blocked else ""
        self.query_one("#progress", Notice).say(closing + held)
        self._changing = self._dry_run.changing
        rows = [Row(key, dry_run_texts.line_of(found)) for key, found in self._changing.items()]
        self.query_one(Checklist).offer(rows)
        self.query_one(MessagePanel).add(entries)
        self.query_one(MessagePanel).settle()

    @on(Checklist.Changed)
    def _tell_ticked(self) -> None:
        if not self._is_complete:
            return
        checklist = self.query_one(Checklist)
        ticked = len(checklist.ticked)
        can_be_applied = bool(ticked) or not checklist.filter
        self.query_one(Action).disabled = not (self._dry_run.has_anything_to_do and can_be_applied)
        total = sentences.ticked_changes(ticked, len(self._changing))
        self.say(f"{total} {checklist.filter_sentence}." if checklist.filter else total)

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        for key, foreseen in self._changing.items():
            if key == event.row.key:
                self._tell(foreseen)

    @on(MessagePanel.Chosen)
    def _open_message(self, event: MessagePanel.Chosen) -> None:
        of_him = (
            decision
            for decision in self._dry_run.decisions
            if decision.livret.id == event.entry.livret_id
        )
        if decision := next(of_him, None):
            self._tell(decision)
        else:
            self.open(message_screen(event.entry))

    def _tell(self, foreseen: Decision | Pupil) -> None:
        details = tuple(dry_run_texts.details_of(foreseen))
        pupil = foreseen if isinstance(foreseen, Pupil) else foreseen.livret.pupil
        self.open(TellingScreen(pupil.full_name, details, texts.FORESEEN_HELP))

    @on(Action.Pressed)
    @work(exclusive=True)
    async def action_apply(self) -> None:
        """Ask, then do exactly what is shown and ticked."""
        if self.query_one(Action).disabled:
            return
        ticked = self.query_one(Checklist).ticked
        left_out = [key for key in self._changing if key not in ticked]
        blocked = self._dry_run.blocked
        question = dry_run_texts.question(
            blocked, len(self._changing) - len(left_out), len(left_out)
        )
        if not await self.ask(question, declined_texts.NOT_APPLIED):
            return
        self._dry_run.leave_out(left_out)
        # What follows writes.
        self.post_message(PageShown(simulates=False))
        with self.saying_errors():
            run_session = await apply(self._session, self._dry_run, self._dry_run.override_needed)
            self.post_message(FollowRequest(run_session, self._session, replaces=True))
            return
        self.tell_what_is_shown()

    def leave(self) -> None:
        """Leave; nothing was written."""
        self._dry_run.stop()
        super().leave()
