"""The runs of a school, and what was kept of one of them."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from core.messages.run_sentences import names_not_kept, summary
from core.model.events import Outcome
from core.model.report import Report
from core.model.runs import RunState, RunSummary
from core.usecases.history import all_runs, report_of
from core.usecases.resuming import check_source, resumable_in
from core.usecases.workspace import SchoolSession
from tui.fullscreen.requests import ReportRequest, ResumeRequest
from tui.fullscreen.screens.changes import ChangesScreen
from tui.fullscreen.screens.outcome import OutcomeScreen
from tui.fullscreen.screens.page import Opened, Page
from tui.fullscreen.screens.resumable import ResumablePage
from tui.fullscreen.screens.simulation import SimulationScreen
from tui.fullscreen.widgets.action import Action
from tui.fullscreen.widgets.binding import command
from tui.fullscreen.widgets.notice import Notice
from tui.fullscreen.widgets.panel import Entry, MessagePanel
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import history_texts, key_texts, places, texts
from tui.wording.trend_texts import chart, trend


class HistoryScreen(Page):
    """The runs, newest first; Enter reads one again."""

    help_text = history_texts.HISTORY_HELP
    first_status = texts.OPENING

    BINDINGS = [command("lancer", "resume", key_texts.RESUME)]

    def __init__(self, label: str, opened: Opened) -> None:
        super().__init__(label)
        self._opened = opened
        self._left_open: tuple[RunSummary, ...] = ()

    def body(self) -> ComposeResult:
        with Vertical(id="trend"):
            yield Notice()
        yield Rows()
        yield Action(places.CHANGES.label)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        with self.saying_errors():
            workspace = await self._opened()
            runs = await all_runs(workspace)
            self._left_open = await resumable_in(workspace)
            rows = [
                Row(run, history_texts.run_line(run, resumable=run in self._left_open))
                for run in runs
            ]
            self.query_one(Rows).replace(rows)
            self.say(history_texts.number_of_runs(len(runs)))
            self.query_one("#trend Notice", Notice).say(f"{chart(runs)} {trend(runs)}".strip())

    @on(Rows.Chosen)
    @work(exclusive=True, group="report")
    async def _open(self, event: Rows.Chosen) -> None:
        chosen = event.row.key
        if isinstance(chosen, RunSummary):
            with self.saying_errors():
                report = await report_of(await self._opened(), chosen.run.id)
                label = places.run_label(chosen.run.id)
                left_open = chosen if chosen in self._left_open else None
                self.open(ReportScreen(label, self._opened, report, left_open))

    @on(Action.Pressed)
    def _open_changes(self) -> None:
        self.open(ChangesScreen(places.CHANGES.label, self._opened))

    @on(Rows.Moved)
    def _offer_to_resume(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to resume where the current run can be."""
        return action != "resume" or self._current in self._left_open

    def action_resume(self) -> None:
        """Resume the current run."""
        if self._current is not None:
            self.post_message(ResumeRequest(self._current))

    @property
    def _current(self) -> RunSummary | None:
        row = self.query_one(Rows).current
        return row.key if row is not None and isinstance(row.key, RunSummary) else None


class ReportScreen(ResumablePage):
    """The messages of a run, kept as they were said, and its summary."""

    help_text = history_texts.REPORT_HELP

    BINDINGS = [command("enregistrer", "report", key_texts.REPORT)]

    def __init__(
        self,
        label: str,
        opened: Opened,
        report: Report,
        left_open: RunSummary | None,
        session: SchoolSession | None = None,
    ) -> None:
        """`left_open` is the run itself, if it can be resumed; with BE1D if there is no session."""
        super().__init__(label, opened)
        self._report, self._left_open = report, left_open
        self._session = session

    def body(self) -> ComposeResult:
        yield Notice(history_texts.report_line(self._report), id="progress")
        with Vertical(id="panes"):
            with Vertical(id="messages"):
                yield from self.messages_body()
            with Vertical(id="end") as end:
                end.border_title = texts.SUMMARY
                lines = summary(self._report.results, self._report.unnamed)
                yield Rows([Row(outcome, line) for outcome, line in lines])

    def on_mount(self) -> None:
        super().on_mount()
        self.add_entries(
            Entry(reported.division, reported.message, reported.livret_id)
            for reported in self._report.messages
        )
        self.query_one(MessagePanel).settle()
        if self.can_be_resumed and self.is_held:
            self.say(texts.HELD_HINT)

    async def report(self) -> Report:
        """The run as it was when it was opened."""
        return self._report

    def action_report(self) -> None:
        """Offer the report of the run as a file."""
        self.post_message(ReportRequest(self._report.run.id))

    @property
    def can_be_resumed(self) -> bool:
        """Whether the run left something open."""
        return self._left_open is not None

    @property
    def is_held(self) -> bool:
        """Whether the guard holds it."""
        return self._report.state is RunState.HELD

    def action_resume(self) -> None:
        """Resume the run, which is then followed in this place."""
        if self._left_open is not None:
            self.post_message(ResumeRequest(self._left_open, self._session, was_shown=True))

    @work(exclusive=True, group="changes")
    async def action_see_changes(self) -> None:
        """Show, pupil by pupil, what the run would do."""
        if self._left_open is None:
            return
        with self.saying_errors():
            session = self._session or await (await self._opened()).session()
            check_source(session, self._left_open)
            scope, pupils = self._report.run.scope, len(self._report.results)
            self.open(SimulationScreen(places.SIMULATION, session, scope, pupils))

    @on(Rows.Chosen)
    def _open_outcome(self, event: Rows.Chosen) -> None:
        results = [result for result in self._report.results if result.outcome is event.row.key]
        is_whole = event.row.key is not Outcome.UP_TO_DATE
        notice = "" if is_whole else names_not_kept(self._report.unnamed)
        self.open(
            OutcomeScreen(event.row.text, self._opened, results, self._report.messages_of, notice)
        )
