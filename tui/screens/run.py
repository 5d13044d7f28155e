"""A synchronisation while it runs, and its summary once it has ended."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from core.decisions import Decision
from core.messages import Message, division_of, messages_of
from core.standing import summary
from tui import sentences, texts
from tui.asked import ReportAsked
from tui.following import Following
from tui.refused import Refused
from tui.screens.messages import MessagesPage
from tui.screens.pupils import PupilsScreen
from tui.screens.question import Question
from tui.services import Services
from tui.widgets.action import Action
from tui.widgets.panel import Entry, MessagePanel
from tui.widgets.rows import Row, Rows
from tui.widgets.sentence import Sentence

_FLUSHES_PER_SECOND = 4
_BAR_WIDTH = 20


class RunScreen(MessagesPage):
    """Messages arrive in batches, each already committed. Échap asks before it stops anything."""

    help_text = texts.RUN_HELP

    BINDINGS = [
        Binding("f5,ctrl+r", "resume", "Reprendre", key_display="F5"),
        Binding("f7,ctrl+e", "report", "Rapport", key_display="F7"),
    ]

    def __init__(self, breadcrumb: str, services: Services, following: Following) -> None:
        super().__init__(breadcrumb)
        self._services = services
        self._following = following
        self._arrived: list[Entry] = []
        self._said: dict[int, tuple[Message, ...]] = {}

    @property
    def running(self) -> bool:
        """Whether leaving would interrupt something."""
        return self._following.running

    @property
    def _can_resume(self) -> bool:
        return not self.running and not self._following.is_clean

    def body(self) -> ComposeResult:
        yield Sentence(id="progress")
        yield from self.messages_body()
        with Vertical(id="end") as end:
            end.display = False
            yield Rows()
            yield Action(texts.RESUME)

    def on_mount(self) -> None:
        super().on_mount()
        self._work = self._follow()

    @work
    async def _follow(self) -> None:
        """Synchronise, and show what comes a few times a second."""
        flush = self.set_interval(1 / _FLUSHES_PER_SECOND, self._flush)
        async for fact in self._following.facts():
            said = messages_of(fact)
            if isinstance(fact, Decision):
                self._said[fact.livret.id] = said
            self._arrived.extend(Entry(division_of(fact), message) for message in said)
        flush.stop()
        self._flush()
        self._show_end()

    def _flush(self) -> None:
        arrived, self._arrived = self._arrived, []
        self.add_entries(arrived)
        progress = self._following.progress
        said = texts.STOPPING if self._following.stopping else sentences.progress_sentence(progress)
        bar = sentences.progress_bar(progress, _BAR_WIDTH)
        self.query_one("#progress", Sentence).say(f"{bar} {said}")

    def _show_end(self) -> None:
        self.query_one("#progress", Sentence).say_in_full(self._following.closing)
        rows = [Row(outcome, line) for outcome, line in summary(self._following.results)]
        self.query_one(Rows).replace(rows)
        label = texts.GO_ON if self._following.is_held else texts.RESUME
        self.query_one(Action).say(label)
        self.query_one(Action).display = self._can_resume
        self.query_one("#end").display = True
        self.query_one(MessagePanel).settle()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to resume only when there is something to resume, a report only at the end."""
        if action == "report":
            return not self.running
        return action != "resume" or self._can_resume

    def action_report(self) -> None:
        """Offer the report of the run as a file."""
        self.post_message(ReportAsked(self._following.run.id))

    def action_back(self) -> None:
        """Leave; while it runs, ask, then drain."""
        if self.running:
            question = Question(texts.STOP_QUESTION, first=Question.NO)
            self.app.push_screen(question, self._stop_if_confirmed)
        else:
            super().action_back()

    @on(Action.Pressed)
    @work(exclusive=True, group="resume")
    async def action_resume(self) -> None:
        """Look the pupils up again who were not verified, in the same run."""
        if not self._can_resume:
            return
        held = self._following.is_held
        if held and not await self.app.push_screen_wait(
            Question(f"{self._following.closing} {texts.GO_ON_QUESTION}", first=Question.NO)
        ):
            return
        progress = self.query_one("#progress", Sentence)
        try:
            self._following = await self._following.take_up(understood=held)
        except Refused as refusal:
            progress.say_in_full(str(refusal))
            return
        self.query_one(MessagePanel).focus()
        self.query_one("#end").display = False
        progress.say_in_full(texts.RESUMING)
        self.refresh_bindings()
        self._work = self._follow()

    def _stop_if_confirmed(self, confirmed: bool | None) -> None:
        if confirmed:
            self._following.stop()

    async def drain(self) -> None:
        """Stop, and wait until what was in flight is written."""
        self._following.stop()
        await self._work.wait()

    @on(Rows.Chosen)
    def _open_outcome(self, event: Rows.Chosen) -> None:
        those = [result for result in self._following.results if result.outcome is event.row.key]
        trail = sentences.after_run(event.row.text)
        self.app.push_screen(PupilsScreen(trail, self._services.livrets, those, self._said))
