"""A synchronisation while it runs, and its summary once it has ended."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from core.messages.events import division_of, said_of
from core.messages.run_sentences import summary
from core.model.report import Report
from core.usecases.history import report_of
from core.usecases.run_session import RunSession
from core.usecases.workspace import SchoolSession
from tui.fullscreen.requests import ReportRequest, RunProgress
from tui.fullscreen.screens.outcome import OutcomeScreen
from tui.fullscreen.screens.page import Opened
from tui.fullscreen.screens.resumable import ResumablePage
from tui.fullscreen.screens.simulation import SimulationScreen
from tui.fullscreen.terminal.rest import LASTING
from tui.fullscreen.widgets.action import Action
from tui.fullscreen.widgets.binding import command, offered
from tui.fullscreen.widgets.notice import Notice
from tui.fullscreen.widgets.panel import Entry, MessagePanel
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import declined_texts, key_texts, places, sentences, texts
from tui.wording.guard_texts import override_label, override_question
from tui.wording.key_texts import keys_named

_AT_ONCE = 10
"""Messages that are laid out before a key is looked for."""


class RunScreen(ResumablePage):
    """Messages arrive in batches, each already committed. Échap asks before it stops anything."""

    help_text = texts.RUN_HELP

    BINDINGS = [
        command("enregistrer", "report", key_texts.REPORT),
        command("pause", "pause"),
    ]

    def __init__(
        self,
        label: str,
        opened: Opened,
        session: SchoolSession,
        run_session: RunSession,
        frames_per_second: int,
    ) -> None:
        super().__init__(label, opened)
        self._session, self._run_session = session, run_session
        self._frames_per_second = frames_per_second
        self._arrived: list[Entry] = []
        self._shown_progress = -1
        self._paused = False

    @property
    def running(self) -> bool:
        """Whether leaving would interrupt something."""
        return self._run_session.running

    def body(self) -> ComposeResult:
        yield Notice(id="progress")
        with Vertical(id="panes"):
            with Vertical(id="messages"):
                yield from self.messages_body()
            with Vertical(id="end") as end:
                end.border_title, end.display = texts.SUMMARY, False
                yield Rows()
                yield Action(texts.SEE_CHANGES, id="see-changes")
                yield Action(texts.RESUME, id="resume")

    def on_mount(self) -> None:
        super().on_mount()
        # At once: a line that came later above the panel would push the cursor down.
        self._tell_how_far()
        self._work = self._follow()

    @work(group=LASTING)
    async def _follow(self) -> None:
        """Synchronise, and show what comes a few times a second."""
        flush = self.set_interval(1 / self._frames_per_second, self._flush)
        async for event in self._run_session.events():
            division = division_of(event)
            self._arrived.extend(
                Entry(division, said.message, said.livret_id) for said in said_of(event)
            )
        flush.stop()
        self.post_message(RunProgress(self._run_session.progress, is_over=True))
        if self._paused:
            self._tell_paused(texts.PAUSED_AT_THE_END)
        else:
            self._show_end()

    async def _flush(self) -> None:
        """Show what has come since; nothing is drawn while nothing happens."""
        done = self._run_session.progress.done
        if self._paused or not (self._arrived or done != self._shown_progress):
            return
        for _ in range(0, len(self._arrived), _AT_ONCE):
            self._show_arrived(_AT_ONCE)
            await asyncio.sleep(0)
        if not self._paused and self.running:
            self._tell_how_far()

    def _tell_how_far(self) -> None:
        progress = self._run_session.progress
        self._shown_progress = progress.done
        stopping = self._run_session.stopping
        sentence = texts.STOPPING if stopping else sentences.progress_sentence(progress)
        self._tell_progress(sentences.with_bar(progress, sentence))
        self.post_message(RunProgress(progress))

    def _show_arrived(self, most: int | None = None) -> None:
        arrived, self._arrived = self._arrived[:most], self._arrived[most:] if most else []
        self.add_entries(arrived)

    def _colour_progress(self, *, is_over: bool) -> None:
        progress, is_clean = self.query_one("#progress"), self._run_session.is_clean
        progress.set_class(is_over and is_clean, "success")
        progress.set_class(is_over and not is_clean, "warning")

    def _tell_progress(self, text: str) -> None:
        self.query_one("#progress", Notice).say(text)

    async def action_pause(self) -> None:
        """Show nothing new until the same is asked again; the run goes on."""
        self._paused = not self._paused
        self._shown_progress = -1
        if self._paused:
            self._tell_paused(texts.PAUSED)
        elif self.running:
            await self._flush()
        else:
            self._show_end()
        self.refresh_bindings()

    def _tell_paused(self, text: str) -> None:
        pause = next(known for known in offered(self) if known.bound.binding.action == "pause")
        self._tell_progress(text.format(key=keys_named(pause.keys)))

    def _show_end(self) -> None:
        self._show_arrived()
        self.notice("")
        self._tell_progress(self._run_session.closing)
        self._colour_progress(is_over=True)
        rows = [Row(outcome, line) for outcome, line in summary(self._run_session.results)]
        self.query_one(Rows).replace(rows)
        resume = self.query_one("#resume", Action)
        resume.say(override_label(self._run_session.blocked))
        resume.display = self.can_be_resumed
        self.query_one("#see-changes").display = self.is_held
        super().say(texts.HELD_HINT if self.is_held else "")
        self.query_one("#end").display = True
        self.query_one(MessagePanel).settle()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done: to resume what can be, a report at the end, a pause before."""
        if action == "report":
            return not self.running
        if action == "pause":
            return self.running or self._paused
        return super().check_action(action, parameters)

    @property
    def can_be_resumed(self) -> bool:
        """Whether the pass has ended, and left something open."""
        return self._run_session.can_be_resumed

    @property
    def is_held(self) -> bool:
        """Whether the guard holds the run."""
        return self._run_session.is_held

    @on(Action.Pressed, "#see-changes")
    def action_see_changes(self) -> None:
        """Show, pupil by pupil, what the run would do."""
        scope, pupils = self._run_session.run.scope, len(self._run_session.results)
        self.open(SimulationScreen(places.SIMULATION, self._session, scope, pupils))

    def action_report(self) -> None:
        """Offer the report of the run as a file."""
        self.post_message(ReportRequest(self._run_session.run.id))

    def leave(self) -> None:
        """Leave; while it runs, ask, then drain."""
        if self.running:
            self._ask_to_stop()
        else:
            super().leave()

    @on(Action.Pressed, "#resume")
    @work(exclusive=True, group="resume")
    async def action_resume(self) -> None:
        """Look the pupils up again who were not verified, in the same run."""
        if not self._run_session.can_be_resumed:
            return
        if (blocked := self._run_session.blocked) is not None:
            question = f"{self._run_session.closing} {override_question(blocked)}"
            if not await self.ask(question, declined_texts.STILL_HELD):
                return
        with self.saying_errors():
            self._run_session = await self._run_session.resume()
            self._show_resumed()

    def say(self, text: str) -> None:
        """What cannot be is told where the run tells how it stands."""
        self._tell_progress(text)

    def _show_resumed(self) -> None:
        if self._paused:
            self._paused = False
            self._show_arrived()
        panel = self.query_one(MessagePanel)
        panel.follow()
        panel.focus()
        self.query_one("#end").display = False
        super().say("")
        self._tell_progress(texts.RESUMING)
        self._colour_progress(is_over=False)
        self.refresh_bindings()
        self._work = self._follow()

    @work
    async def _ask_to_stop(self) -> None:
        declined = declined_texts.NOT_STOPPED
        if await self.ask(texts.STOP_QUESTION, declined) and self.running:
            self._run_session.stop()
            if not self._paused:
                self._tell_progress(texts.STOPPING)
        elif not self.running:
            self.notice("")  # it ended while it was asked

    async def drain(self) -> None:
        """Stop, and wait until what was in flight is written."""
        self._run_session.stop()
        await self._work.wait()

    async def report(self) -> Report:
        """What is told was committed: a report of it can be read at any time."""
        return await report_of(await self._opened(), self._run_session.run.id)

    @on(Rows.Chosen)
    @work(exclusive=True, group="outcome")
    async def _open_outcome(self, event: Rows.Chosen) -> None:
        with self.saying_errors():
            report, outcome = await self.report(), event.row.key
            results = [result for result in report.results if result.outcome is outcome]
            self.open(OutcomeScreen(event.row.text, self._opened, results, report.messages_of))
