"""The Textual application: who opens the workspace, who follows requests, how one quits."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import App
from textual.events import DescendantFocus
from textual.filter import Monochrome, NoColor
from textual.reactive import var
from textual.screen import Screen
from textual.worker import WorkerFailed

from core.errors import UserError
from tui import incidents
from tui.exit_status import Status
from tui.fullscreen.navigation import Navigation
from tui.fullscreen.requests import (
    ArchivesRequest,
    CommandsRequest,
    CopyRequest,
    ExportRequest,
    FollowRequest,
    ImportRequest,
    PageShown,
    ReportRequest,
    ResumeRequest,
    RunProgress,
    SynchroniseRequest,
)
from tui.fullscreen.screens.dialog import UNDIMMED
from tui.fullscreen.screens.menu import HomeScreen
from tui.fullscreen.screens.page import Page
from tui.fullscreen.terminal.capabilities import Capabilities, capabilities, takes_clipboard
from tui.fullscreen.terminal.colours import THEMES, EightColours
from tui.fullscreen.terminal.driver import TerminalDriver
from tui.fullscreen.terminal.rest import LASTING
from tui.fullscreen.widgets.binding import command
from tui.fullscreen.widgets.caret import move_caret_to
from tui.fullscreen.widgets.rows import SHORT
from tui.fullscreen.window import Window
from tui.settings import TerminalSettings
from tui.wording import declined_texts, places, sentences, texts

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.usecases.academy import AcademyOpener
    from core.usecases.workspace import Workspace, WorkspaceOpener


class LsunSync(App[None]):
    """The menus come first; the workspace opens behind them, in its own time."""

    TITLE = texts.APPLICATION
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide"), (120, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]
    BINDINGS = [
        command("quitter", "quit", priority=True),
        command("redessiner", "redraw"),
        command("suspendre", "suspend_process"),
    ]

    school_line = var(texts.OPENING)
    """What each screen shows first: the school, or why there is none."""

    def __init__(
        self,
        opens: WorkspaceOpener,
        terminal: TerminalSettings | None = None,
        keys: Mapping[str, str] | None = None,
        badge: str = "",
        opens_academy: AcademyOpener | None = None,
    ) -> None:
        """`badge` is what the title says beside the school; not everybody has an academy."""
        super().__init__(driver_class=TerminalDriver)
        self._opens, self.badge = opens, badge
        self._terminal = terminal or TerminalSettings()
        self._window = Window(self, self._terminal)
        self._opened: asyncio.Future[Workspace]
        self._leaving = asyncio.Event()
        self._asking_to_quit = False
        self.drafts: dict[tuple[str, str, str], Mapping[str, str]] = {}
        """What was typed in forms that were left; nothing of it outlives the application."""
        self.incident = ""
        """What is to be said of a crash, once the terminal is what it was before."""
        self._one_pupil = asyncio.Lock()
        """Held while one pupil is synchronised: whoever leaves waits for that."""
        self._navigation = Navigation(
            self,
            self._workspace,
            self._school_changed,
            self._terminal.frames_per_second,
            opens_academy,
        )
        entries = self._navigation.entries | {texts.QUIT: self._leave}
        self._home = HomeScreen(places.SETTINGS.label, entries)
        self._parsed_for = ""
        """The theme whose colours are those of the stylesheet."""
        self._put_on(capabilities())
        self.animation_level = "none"
        self.set_keymap(dict(keys or {}))

    def on_mount(self) -> None:
        self._opened = asyncio.get_running_loop().create_future()
        self.app_resume_signal.subscribe(self, lambda _app: self.action_redraw())
        for number in (signal.SIGHUP, signal.SIGTERM):
            # A dropped line, or a machine that shuts down: nobody is there to be asked.
            asyncio.get_running_loop().add_signal_handler(number, self._drain_and_leave)
        # Once the menus are painted: what opens the workspace is heavy to import.
        self.call_after_refresh(self._serve)
        self._show_first()

    def _put_on(self, has: Capabilities) -> None:
        """Wear the theme of the settings, in the colours that the terminal has."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._terminal.theme
        self._parsed_for = self.theme
        self.stylesheet.set_variables(self.get_css_variables())
        if self.no_color or not has.has_colours:
            # Textual has chosen greys, which are colours too, before it knew the theme.
            self._filters = [known for known in self._filters if not isinstance(known, Monochrome)]
            self._filters.append(NoColor())
            self.no_color = True
            self.add_class("-no-colours", UNDIMMED)
        elif not has.has_bright_colours:
            self._filters.append(EightColours())
            self.add_class(UNDIMMED)

    def _handle_exception(self, error: Exception) -> None:
        """End; Textual would show the values of what failed, which are pupils' and secrets."""
        if self._exception is None:
            self._exception = error  # a test that drives the application raises it again
            self._exception_event.set()
            cause = error.error if isinstance(error, WorkerFailed) else error
            self.incident = incidents.record(cause)
        self._return_code = Status.CRASHED
        self._close_messages_no_wait()

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the stylesheet again, where the theme is another than it was parsed for.

        Textual asks for it at the start, and for each screen that opens.
        """
        if self.theme != self._parsed_for:
            self._parsed_for = self.theme
            super().refresh_css(animate)

    def get_default_screen(self) -> Screen[None]:
        """The first menu."""
        return self._home

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Keep the hardware cursor, which screen readers follow, on what has the focus."""
        move_caret_to(event.widget)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to be suspended only where a shell can wake the program up again."""
        return action != "suspend_process" or os.getsid(0) != os.getpid()

    def action_redraw(self) -> None:
        """Paint the screen anew, over what a noisy line left of it."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.forget_what_is_shown()
        self.refresh(repaint=True, layout=True)

    async def action_quit(self) -> None:
        """Leave; ask first while a synchronisation runs, then drain it."""
        self._quit()

    def _leave(self) -> None:
        self._quit()

    @work
    async def _quit(self) -> None:
        if not self._running_screens or await self._may_interrupt():
            self._drain_and_leave()

    @work(group=LASTING)
    async def _drain_and_leave(self) -> None:
        """Let what is in flight be written, then close everything."""
        for screen in self._running_screens:
            await screen.drain()
        async with self._one_pupil:
            self._leaving.set()

    @property
    def _running_screens(self) -> list[Page]:
        pages = [screen for screen in self.screen_stack if isinstance(screen, Page)]
        return [page for page in pages if page.running]

    async def _may_interrupt(self) -> bool:
        if self._asking_to_quit:
            return False
        from tui.fullscreen.screens.question import Question  # noqa: PLC0415

        self._asking_to_quit = True
        confirmed = await self.push_screen_wait(Question(texts.QUIT_QUESTION))
        self._asking_to_quit = False
        if not confirmed and self._running_screens and isinstance(self.screen, Page):
            self.screen.notice(declined_texts.NOT_STOPPED)
        return confirmed

    @work(group=LASTING)
    async def _serve(self) -> None:
        """Hold the workspace open until the user leaves."""
        try:
            async with self._opens() as workspace:
                self._opened.set_result(workspace)
                await self._leaving.wait()
        except UserError as error:
            self._opened.set_exception(error)
            await self._leaving.wait()
        self.exit()

    @work
    async def _show_first(self) -> None:
        """Show the school, or let it be chosen: keys that come before wait for that."""
        if await self._show_school() > 1:
            self._navigation.open_schools()

    async def _workspace(self) -> Workspace:
        return await asyncio.shield(self._opened)

    @work
    async def _school_changed(self) -> None:
        await self._show_school()

    async def _show_school(self) -> int:
        """Show which school is at hand, or why none is; how many there are to choose from then."""
        schools = 0
        try:
            workspace = await self._workspace()
            schools = await workspace.count_schools()
            school = await workspace.school()
            self.school_line = sentences.school_line(school, schools)
            self._window.show(school.name)
            self._home.say(" ".join((*workspace.remarks, *await self._left_open(workspace))))
        except UserError as error:
            self.school_line = sentences.no_school_line(schools)
            self._home.say(str(error))
            return schools
        return 0

    async def _left_open(self, workspace: Workspace) -> Iterator[str]:
        """What is told of a run that can be resumed: nothing asks by itself."""
        from core.usecases.resuming import resumable_in  # noqa: PLC0415
        from tui.wording.resuming_texts import to_resume  # noqa: PLC0415

        return map(to_resume, (await resumable_in(workspace))[:1])

    @on(RunProgress)
    def _tell_outside(self, told: RunProgress) -> None:
        self._window.follow(told)

    @on(PageShown)
    def _tell_what_is_shown(self, told: PageShown) -> None:
        self._window.show_page(simulates=told.simulates)

    @on(FollowRequest)
    def _follow(self, request: FollowRequest) -> None:
        self._navigation.follow(request)

    @on(ResumeRequest)
    @work(exclusive=True, group="resume")
    async def _resume(self, request: ResumeRequest) -> None:
        from core.messages import run_sentences  # noqa: PLC0415
        from core.model.runs import RunState  # noqa: PLC0415
        from core.usecases.resuming import resume_offered  # noqa: PLC0415

        page, summary = self.screen, request.summary
        if not isinstance(page, Page):
            return
        is_held = summary.state is RunState.HELD
        with page.saying_errors():
            if is_held and not request.was_shown:
                await self._navigation.open_held(summary, request.session)
                return
            session = request.session or await (await self._workspace()).session()
            if is_held and not await page.ask(
                run_sentences.interrupted(summary), declined_texts.STILL_HELD
            ):
                return
            resumed = await resume_offered(session, summary)
            self._navigation.follow(FollowRequest(resumed, session, request.was_shown))

    @on(ImportRequest)
    def _import(self, request: ImportRequest) -> None:
        self._navigation.open_import(request)

    @on(ArchivesRequest)
    def _show_archives(self, request: ArchivesRequest) -> None:
        self._navigation.open_archives(request)

    @on(ExportRequest)
    def _offer_livret(self, request: ExportRequest) -> None:
        self._navigation.save_livret(request)

    @on(ReportRequest)
    def _offer_report(self, request: ReportRequest) -> None:
        self._navigation.save_report(request.run_id)

    @on(SynchroniseRequest)
    @work
    async def _synchronise_pupil(self, request: SynchroniseRequest) -> None:
        from core.usecases.run_session import synchronise_pupil  # noqa: PLC0415

        page = self.screen
        if not isinstance(page, Page) or self._one_pupil.locked():
            return  # a key that came twice
        try:
            session = await (await self._workspace()).session()
        except UserError as error:  # there is nothing to compare to, and so nothing to ask
            page.notice(str(error))
            return
        question = texts.SYNCHRONISE_PUPIL_QUESTION.format(name=request.name)
        if not await page.ask(question, declined_texts.PUPIL_NOT_SYNCHRONISED):
            return
        page.notice(texts.SYNCHRONISING_PUPIL)
        async with self._one_pupil:
            try:
                steps = await synchronise_pupil(session, request.livret_id)
            except UserError as error:
                steps = [str(error)]
        page.notice("")
        self._navigation.open_pupil_run(request.name, steps)

    @on(CommandsRequest)
    @work(exclusive=True, group="commands")
    async def _offer_commands(self) -> None:
        from tui.fullscreen.palette import offer_commands  # noqa: PLC0415

        await offer_commands(self, self._navigation.entries)

    @on(CopyRequest)
    @work(exclusive=True, group="copy")
    async def _offer_to_copy(self, request: CopyRequest) -> None:
        from tui.fullscreen.copying import offer_to_copy  # noqa: PLC0415

        wanted = self._terminal.clipboard
        takes_it = takes_clipboard() if wanted == "auto" else wanted == "oui"
        await offer_to_copy(self, self._navigation, request, takes_clipboard=takes_it)
