"""A synchronisation while it runs, and its summary once it has ended."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from core.decisions import Decision
from core.messages import Message, division_of, messages_of
from core.standing import summary
from tui import sentences, texts
from tui.asked import ReportAsked
from tui.following import Following
from tui.keys import keys_named
from tui.refused import Refused
from tui.screens.messages import MessagesPage
from tui.screens.pupils import PupilsScreen
from tui.screens.question import Question
from tui.services import Services
from tui.widgets.action import Action
from tui.widgets.binding import command, offered
from tui.widgets.notice import Notice
from tui.widgets.panel import Entry, MessagePanel
from tui.widgets.rows import Row, Rows

_BAR_WIDTH = 20


class RunScreen(MessagesPage):
    """Messages arrive in batches, each already committed. Échap asks before it stops anything."""

    help_text = texts.RUN_HELP

    BINDINGS = [
        command("lancer", "resume", "Reprendre"),
        command("enregistrer", "report", "Rapport"),
        command("pause", "pause"),
    ]

    def __init__(self, breadcrumb: str, services: Services, following: Following) -> None:
        super().__init__(breadcrumb)
        self._services = services
        self._following = following
        self._arrived: list[Entry] = []
        self._told_progress = -1
        self._paused = False
        self._said: dict[int, tuple[Message, ...]] = {}

    @property
    def running(self) -> bool:
        """Whether leaving would interrupt something."""
        return self._following.running

    @property
    def _can_resume(self) -> bool:
        return not self.running and not self._following.is_clean

    def body(self) -> ComposeResult:
        yield Notice(id="progress")
        yield from self.messages_body()
        with Vertical(id="end") as end:
            end.display = False
            yield Rows()
            yield Action(texts.RESUME)

    def on_mount(self) -> None:
        super().on_mount()
        # At once: a line that came later above the panel would push the cursor down.
        self._flush()
        self._work = self._follow()

    @work
    async def _follow(self) -> None:
        """Synchronise, and show what comes a few times a second."""
        flush = self.set_interval(1 / self._services.frames_per_second, self._flush)
        async for fact in self._following.facts():
            said = messages_of(fact)
            if isinstance(fact, Decision):
                self._said[fact.livret.id] = said
            self._arrived.extend(Entry(division_of(fact), message) for message in said)
        flush.stop()
        if self._paused:
            self._tell_paused(texts.PAUSED_AT_THE_END)
        else:
            self._show_end()

    def _flush(self) -> None:
        """Show what has come since; nothing is drawn while nothing happens."""
        progress = self._following.progress
        if self._paused or not (self._arrived or progress.done != self._told_progress):
            return
        self._show_arrived()
        self._told_progress = progress.done
        said = texts.STOPPING if self._following.stopping else sentences.progress_sentence(progress)
        bar = sentences.progress_bar(progress, _BAR_WIDTH)
        self.query_one("#progress", Notice).say(f"{bar} {said}")

    def _show_arrived(self) -> None:
        arrived, self._arrived = self._arrived, []
        self.add_entries(arrived)

    def action_pause(self) -> None:
        """Show nothing new until the same is asked again; the run goes on."""
        self._paused = not self._paused
        self._told_progress = -1
        if self._paused:
            self._tell_paused(texts.PAUSED)
        elif self.running:
            self._flush()
        else:
            self._show_end()
        self.refresh_bindings()

    def _tell_paused(self, text: str) -> None:
        pause = next(one for one in offered(self) if one.bound.binding.action == "pause")
        self.query_one("#progress", Notice).say(text.format(key=keys_named(pause.keys)))

    def _show_end(self) -> None:
        self._show_arrived()
        self.query_one("#progress", Notice).say(self._following.closing)
        rows = [Row(outcome, line) for outcome, line in summary(self._following.results)]
        self.query_one(Rows).replace(rows)
        label = texts.GO_ON if self._following.is_held else texts.RESUME
        self.query_one(Action).say(label)
        self.query_one(Action).display = self._can_resume
        self.query_one("#end").display = True
        self.query_one(MessagePanel).settle()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done: to resume what can be, a report at the end, a pause before."""
        if action == "report":
            return not self.running
        if action == "pause":
            return self.running or self._paused
        return action != "resume" or self._can_resume

    def action_report(self) -> None:
        """Offer the report of the run as a file."""
        self.post_message(ReportAsked(self._following.run.id))

    def leave(self) -> None:
        """Leave; while it runs, ask, then drain."""
        if self.running:
            question = Question(texts.STOP_QUESTION, first=Question.NO)
            self._ask_to_stop(question)
        else:
            super().leave()

    @on(Action.Pressed)
    @work(exclusive=True, group="resume")
    async def action_resume(self) -> None:
        """Look the pupils up again who were not verified, in the same run."""
        if not self._can_resume:
            return
        held = self._following.is_held
        if held and not await self.ask(
            Question(f"{self._following.closing} {texts.GO_ON_QUESTION}", first=Question.NO)
        ):
            return
        progress = self.query_one("#progress", Notice)
        try:
            self._following = await self._following.take_up(understood=held)
        except Refused as refusal:
            progress.say(str(refusal))
            return
        if self._paused:
            self._paused = False
            self._show_arrived()
        self.query_one(MessagePanel).focus()
        self.query_one("#end").display = False
        progress.say(texts.RESUMING)
        self.refresh_bindings()
        self._work = self._follow()

    @work
    async def _ask_to_stop(self, question: Question) -> None:
        if await self.ask(question) and self.running:
            self._following.stop()
            if not self._paused:
                self.query_one("#progress", Notice).say(texts.STOPPING)

    async def drain(self) -> None:
        """Stop, and wait until what was in flight is written."""
        self._following.stop()
        await self._work.wait()

    @on(Rows.Chosen)
    def _open_outcome(self, event: Rows.Chosen) -> None:
        those = [result for result in self._following.results if result.outcome is event.row.key]
        trail = sentences.after_run(event.row.text)
        self.open(PupilsScreen(trail, self._services.livrets, those, self._said))
