"""The Textual application: who opens the services, which screen leads where, how one quits."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import App
from textual.binding import ActiveBinding
from textual.events import DescendantFocus
from textual.filter import Monochrome, NoColor
from textual.reactive import var
from textual.screen import Screen

from tui import sentences, texts
from tui.asked import (
    ArchivesAsked,
    CommandsAsked,
    CopyAsked,
    ExportAsked,
    ReportAsked,
    SynchroniseAsked,
)
from tui.places import Open, Places
from tui.refused import Refused
from tui.screens.menu import HomeScreen
from tui.screens.page import Page
from tui.screens.question import Question
from tui.settings import TerminalSettings
from tui.terminal.capabilities import Capabilities, capabilities, takes_clipboard
from tui.terminal.colours import THEMES, EightColours
from tui.terminal.driver import TerminalDriver
from tui.widgets.binding import command, offered
from tui.widgets.caret import move_caret_to
from tui.widgets.rows import Row

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.records import School
    from tui.services import Office, Opening, Services


class LsunSync(App[None]):
    """The menus come first; the services open behind them, in their own time.

    The other screens are imported when they are asked for: the first one does not wait for them.
    """

    TITLE = texts.APPLICATION
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    BINDINGS = [
        command("quitter", "quit", priority=True),
        command("redessiner", "redraw"),
        command("suspendre", "suspend_process"),
    ]

    school_line = var(texts.OPENING)
    """What each screen shows first: the school, or why there is none."""

    def __init__(
        self,
        opening: Opening,
        terminal: TerminalSettings | None = None,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(driver_class=TerminalDriver)
        self._opening = opening
        self._terminal = terminal or TerminalSettings()
        self._opened: asyncio.Future[Office]
        self._leaving = asyncio.Event()
        self._asking_to_quit = False
        self._one_pupil = asyncio.Lock()
        """Held while one pupil is synchronised: whoever leaves waits for that."""
        self._places = Places(self, self._office, self._services, self._school_changed)
        entries: dict[str, Open | None] = dict.fromkeys(texts.MENUS_OF_LSU)
        entries |= {texts.SETTINGS_MENU: self._places.settings_menu, texts.QUIT: self._leave}
        self._home = HomeScreen(f"❯ {texts.HOME_MENU}", entries)
        self._put_on(capabilities())
        self.animation_level = "none"
        self.set_keymap(dict(keys or {}))

    def on_mount(self) -> None:
        self._opened = asyncio.get_running_loop().create_future()
        self.app_resume_signal.subscribe(self, lambda _app: self.action_redraw())
        for number in (signal.SIGHUP, signal.SIGTERM):
            # A dropped line, or a machine that shuts down: nobody is there to be asked.
            asyncio.get_running_loop().add_signal_handler(number, self._drain_and_leave)
        # Once the menus are painted: what opens the services is heavy to import.
        self.call_after_refresh(self._serve)

    def _put_on(self, has: Capabilities) -> None:
        """Wear the theme of the settings, in the colours that the terminal has."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._terminal.theme
        if self.no_color or not has.has_colours:
            # Textual has chosen greys, which are colours too, before it knew the theme.
            self._filters = [one for one in self._filters if not isinstance(one, Monochrome)]
            self._filters.append(NoColor())
            self.no_color = True
        elif not has.has_bright_colours:
            self._filters.append(EightColours())

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

    @work
    async def _drain_and_leave(self) -> None:
        """Let what is in flight be written, then close everything."""
        for screen in self._running_screens:
            await screen.drain()
        async with self._one_pupil:
            self._leaving.set()

    @property
    def _takes_clipboard(self) -> bool:
        wanted = self._terminal.clipboard
        return takes_clipboard() if wanted == "auto" else wanted == "oui"

    @property
    def _running_screens(self) -> list[Page]:
        pages = [screen for screen in self.screen_stack if isinstance(screen, Page)]
        return [page for page in pages if page.running]

    async def _may_interrupt(self) -> bool:
        if self._asking_to_quit:
            return False
        self._asking_to_quit = True
        question = Question(texts.QUIT_QUESTION, first=Question.NO)
        confirmed = await self.push_screen_wait(question)
        self._asking_to_quit = False
        return confirmed

    @work
    async def _serve(self) -> None:
        """Hold the services open until the user leaves."""
        try:
            async with self._opening() as office:
                self._opened.set_result(office)
                schools = await self._show_school()
                if self.school_line == texts.NOT_OPENED and schools > 1:
                    self._places.schools()
                self._offer_to_take_up()
                await self._leaving.wait()
        except Refused as refusal:
            self._opened.set_exception(refusal)
            self._opened.exception()  # seen: it is told here, and again where it is asked for
            self._tell_no_school(refusal)
            await self._leaving.wait()
        self.exit()

    @work
    async def _school_changed(self) -> None:
        await self._show_school()
        self._offer_to_take_up()

    async def _show_school(self) -> int:
        """Show which school is at hand, or why none is; how many there are."""
        office = await self._office()
        schools: Sequence[School] = ()
        try:
            schools = await office.schools()
            self.school_line = sentences.school_line(await office.school(), len(schools))
            self._home.say("")
        except Refused as refusal:
            self._tell_no_school(refusal)
        return len(schools)

    def _tell_no_school(self, refusal: Refused) -> None:
        self.school_line = texts.NOT_OPENED
        self._home.say(str(refusal))

    async def _office(self) -> Office:
        return await asyncio.shield(self._opened)

    async def _services(self) -> Services:
        return await (await self._office()).services()

    @on(ArchivesAsked)
    @work
    async def _show_archives(self, asked: ArchivesAsked) -> None:
        from tui.screens.archives import ArchivesScreen  # noqa: PLC0415

        livrets = (await self._office()).livrets
        breadcrumb = f"❯ {asked.name} ❯ Archives"
        self.push_screen(ArchivesScreen(breadcrumb, livrets, asked.livret_id, asked.name))

    @on(SynchroniseAsked)
    @work
    async def _synchronise_pupil(self, asked: SynchroniseAsked) -> None:
        from tui.following import one_pupil  # noqa: PLC0415
        from tui.screens.telling import TellingScreen  # noqa: PLC0415

        page = self.screen
        if not isinstance(page, Page) or self._one_pupil.locked():
            return  # a key that came twice
        question = texts.SYNCHRONISE_PUPIL_QUESTION.format(name=asked.name)
        if not await page.ask(Question(question, first=Question.YES)):
            return
        page.notice(texts.SYNCHRONISING_PUPIL)
        async with self._one_pupil:
            try:
                told = await one_pupil(await self._services(), asked.livret_id)
            except Refused as refusal:
                told = [str(refusal)]
        page.notice("")
        breadcrumb = f"❯ {texts.SETTINGS_MENU} ❯ Synchronisation ❯ {asked.name}"
        self.push_screen(TellingScreen(breadcrumb, told, texts.SYNCHRONISE_PUPIL_HELP))

    @work
    async def _offer_to_take_up(self) -> None:
        """An interrupted run is offered once, as soon as the school is known."""
        from core import standing  # noqa: PLC0415
        from core.overview import RunState  # noqa: PLC0415
        from tui.following import go_on, leave, to_take_up  # noqa: PLC0415
        from tui.screens.run import RunScreen  # noqa: PLC0415

        try:
            services = await self._services()
        except Refused:
            return  # said where a synchronisation is asked for
        try:
            cut_short = await to_take_up(services)
            if cut_short is None:
                return
            first = Question.NO if cut_short.state is RunState.HELD else Question.YES
            asked = Question(standing.interrupted(cut_short), first=first)
            if not await self.push_screen_wait(asked):
                await leave(services, cut_short.run)
                return
            following = await go_on(services, cut_short)
        except Refused as refusal:
            self._home.say(str(refusal))
            return
        breadcrumb = f"❯ {texts.SETTINGS_MENU} ❯ {texts.SYNCHRONISATION}"
        self.push_screen(RunScreen(breadcrumb, services, following))

    @on(ExportAsked)
    def _offer_livret(self, asked: ExportAsked) -> None:
        from tui.exporting import livret_screen  # noqa: PLC0415

        self.push_screen(livret_screen(self._office, asked.livret_id, asked.name))

    @on(ReportAsked)
    def _offer_report(self, asked: ReportAsked) -> None:
        from tui.exporting import report_screen  # noqa: PLC0415

        self.push_screen(report_screen(self._office, asked.run_id))

    @on(CommandsAsked)
    @work(exclusive=True, group="commands")
    async def _offer_commands(self, asked: CommandsAsked) -> None:
        """The palette: what can be done on the page, then where one can go."""
        from tui.screens.choosing import ChoosingScreen  # noqa: PLC0415

        rows = [
            Row(one.bound, sentences.command_line(one.label, one.keys))
            for one in offered(asked.page)
        ]
        rows += [Row(go, sentences.place(name)) for name, go in self._places.entries.items() if go]
        match await self.push_screen_wait(ChoosingScreen(texts.PALETTE_TITLE, rows)):
            case ActiveBinding(node, binding):
                await self.run_action(binding.action, node)
            case go if callable(go):
                go()

    @on(CopyAsked)
    @work(exclusive=True, group="copy")
    async def _offer_to_copy(self, asked: CopyAsked) -> None:
        """Copy where the terminal takes it, or save."""
        from tui.exporting import text_screen  # noqa: PLC0415
        from tui.screens.choosing import ChoosingScreen  # noqa: PLC0415

        if not self._takes_clipboard:
            self.push_screen(text_screen(self._office, asked.line, asked.whole))
            return
        offered_now = texts.COPYING.items() if asked.line else list(texts.COPYING.items())[1:]
        rows = [Row(key, label) for key, label in offered_now]
        match await self.push_screen_wait(ChoosingScreen(texts.COPYING_TITLE, rows)):
            case "line":
                self._copy(asked.line)
            case "whole":
                self._copy(asked.whole)
            case "file":
                self.push_screen(text_screen(self._office, asked.line, asked.whole))

    def _copy(self, text: str) -> None:
        self.copy_to_clipboard(text)
        if isinstance(self.screen, Page):
            self.screen.notice(texts.COPIED)
