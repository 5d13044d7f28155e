"""The runs of a school, and what was kept of one of them."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from core.messages.run_sentences import summary
from core.model.report import Report
from core.model.runs import RunSummary
from core.usecases.history import all_runs, report_of
from tui.fullscreen.requests import ReportRequest
from tui.fullscreen.screens.messages import MessagesPage
from tui.fullscreen.screens.outcome import OutcomeScreen
from tui.fullscreen.screens.page import Opened, Page
from tui.fullscreen.widgets.binding import command
from tui.fullscreen.widgets.notice import Notice
from tui.fullscreen.widgets.panel import Entry, MessagePanel
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import history_texts, key_texts, places, texts


class HistoryScreen(Page):
    """The runs, newest first; Enter reads one again."""

    help_text = history_texts.HISTORY_HELP
    first_status = texts.OPENING

    def __init__(self, breadcrumb: str, opened: Opened) -> None:
        super().__init__(breadcrumb)
        self._opened = opened

    def body(self) -> ComposeResult:
        yield Rows()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        with self.saying_errors():
            runs = await all_runs(await self._opened())
            self.query_one(Rows).replace([Row(run, history_texts.run_line(run)) for run in runs])
            self.say(history_texts.number_of_runs(len(runs)))

    @on(Rows.Chosen)
    @work(exclusive=True, group="report")
    async def _open(self, event: Rows.Chosen) -> None:
        chosen = event.row.key
        if isinstance(chosen, RunSummary):
            with self.saying_errors():
                report = await report_of(await self._opened(), chosen.run.id)
                trail = places.run(self._breadcrumb, chosen.run.id)
                self.open(ReportScreen(trail, self._opened, report))


class ReportScreen(MessagesPage):
    """The messages of a run, kept as they were said, and its summary."""

    help_text = history_texts.REPORT_HELP

    BINDINGS = [command("enregistrer", "report", key_texts.REPORT)]

    def __init__(self, breadcrumb: str, opened: Opened, report: Report) -> None:
        super().__init__(breadcrumb)
        self._opened, self._report = opened, report

    def body(self) -> ComposeResult:
        yield Notice(history_texts.report_line(self._report), id="progress")
        yield from self.messages_body()
        with Vertical(id="end"):
            yield Rows([Row(outcome, line) for outcome, line in summary(self._report.results)])

    def on_mount(self) -> None:
        super().on_mount()
        self.add_entries(
            Entry(reported.division, reported.message) for reported in self._report.messages
        )
        self.call_after_refresh(self.query_one(MessagePanel).settle)

    def action_report(self) -> None:
        """Offer the report of the run as a file."""
        self.post_message(ReportRequest(self._report.run.id))

    @on(Rows.Chosen)
    def _open_outcome(self, event: Rows.Chosen) -> None:
        trail = places.below(self._breadcrumb, event.row.text)
        results = [result for result in self._report.results if result.outcome is event.row.key]
        self.open(OutcomeScreen(trail, self._opened, results, self._report.messages_of))
