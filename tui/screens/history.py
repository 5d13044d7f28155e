"""The runs of a school, and what was kept of one of them."""

from collections.abc import Awaitable, Callable

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from core.messages import Message
from core.overview import RunSummary
from core.ports import Livrets
from core.report import Report
from core.standing import summary
from tui import history_texts, texts
from tui.asked import ReportAsked
from tui.refusals import refusals
from tui.refused import Refused
from tui.screens.messages import MessagesPage
from tui.screens.page import Page
from tui.screens.pupils import PupilsScreen
from tui.services import Office
from tui.widgets.binding import command
from tui.widgets.notice import Notice
from tui.widgets.panel import Entry, MessagePanel
from tui.widgets.rows import Row, Rows


class HistoryScreen(Page):
    """The runs, newest first; Enter reads one again."""

    help_text = history_texts.HISTORY_HELP

    def __init__(self, breadcrumb: str, opened: Callable[[], Awaitable[Office]]) -> None:
        super().__init__(breadcrumb)
        self._opened = opened

    def body(self) -> ComposeResult:
        yield Rows()
        yield Notice(texts.OPENING, id="status")

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            with refusals():
                office = await self._opened()
                runs = await office.livrets.runs((await office.school()).uai)
        except Refused as refusal:
            self._say(str(refusal))
            return
        self.query_one(Rows).replace([Row(run, history_texts.run_line(run)) for run in runs])
        self._say(history_texts.number_of_runs(len(runs)))

    @on(Rows.Chosen)
    @work(exclusive=True, group="report")
    async def _open(self, event: Rows.Chosen) -> None:
        chosen = event.row.key
        if not isinstance(chosen, RunSummary):
            return
        try:
            with refusals():
                livrets = (await self._opened()).livrets
                report = await livrets.report(chosen.run.scope.uai, chosen.run.id)
        except Refused as refusal:
            self._say(str(refusal))
            return
        if report is not None:
            trail = f"{self._breadcrumb} ❯ n° {chosen.run.id}"
            self.open(ReportScreen(trail, livrets, report))

    def _say(self, sentence: str) -> None:
        self.query_one("#status", Notice).say(sentence)


class ReportScreen(MessagesPage):
    """The messages of a run, kept as they were said, and its summary."""

    help_text = history_texts.REPORT_HELP

    BINDINGS = [command("enregistrer", "report", "Rapport")]

    def __init__(self, breadcrumb: str, livrets: Livrets, report: Report) -> None:
        super().__init__(breadcrumb)
        self._livrets, self._report = livrets, report

    def body(self) -> ComposeResult:
        yield Notice(history_texts.report_line(self._report), id="progress")
        yield from self.messages_body()
        with Vertical(id="end"):
            yield Rows([Row(outcome, line) for outcome, line in summary(self._report.results)])

    def on_mount(self) -> None:
        super().on_mount()
        self.add_entries(Entry(said.division, said.message) for said in self._report.said)
        self.call_after_refresh(self.query_one(MessagePanel).settle)

    def action_report(self) -> None:
        """Offer the report of the run as a file."""
        self.post_message(ReportAsked(self._report.run.id))

    @on(Rows.Chosen)
    def _open_outcome(self, event: Rows.Chosen) -> None:
        those = [one for one in self._report.results if one.outcome is event.row.key]
        said: dict[int, list[Message]] = {one.livret_id: [] for one in those}
        for one in self._report.said:
            if one.livret_id in said:
                said[one.livret_id].append(one.message)
        trail = f"{self._breadcrumb} ❯ {event.row.text}"
        self.open(PupilsScreen(trail, self._livrets, those, said))
