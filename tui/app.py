"""The Textual application: who opens the services, which screen leads where, how one quits."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import App
from textual.binding import Binding
from textual.events import DescendantFocus
from textual.reactive import var
from textual.screen import Screen

from tui import file_texts, sentences, texts
from tui.asked import ArchivesAsked, ExportAsked, ReportAsked, SynchroniseAsked
from tui.refused import Refused
from tui.screens.menu import HomeScreen, MenuScreen
from tui.screens.page import Page
from tui.screens.question import Question
from tui.widgets.caret import move_caret_to

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from tui.services import Office, Opening, Services


class LsunSync(App[None]):
    """The menus come first; the services open behind them, in their own time.

    The other screens are imported when they are asked for: the first one does not wait for them.
    """

    TITLE = texts.APPLICATION
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q,ctrl+c", "quit", "Quitter", key_display="Ctrl+Q", priority=True)]

    school_line = var(texts.OPENING)
    """What each screen shows first: the school, or why there is none."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._opening = opening
        self._opened: asyncio.Future[Office]
        self._leaving = asyncio.Event()
        self._asking_to_quit = False
        menus = {"Bilans": None, "Attestations": None, "Outils": None}
        self._home = HomeScreen(
            f"❯ {texts.HOME_MENU}", {**menus, texts.SETTINGS_MENU: self._open_settings_menu}
        )
        self.theme = "ansi-dark"
        self.animation_level = "none"

    def on_mount(self) -> None:
        self._opened = asyncio.get_running_loop().create_future()
        self._show_hardware_cursor()
        for number in (signal.SIGHUP, signal.SIGTERM):
            # A dropped line, or a machine that shuts down: nobody is there to be asked.
            asyncio.get_running_loop().add_signal_handler(number, self._drain_and_leave)
        # Once the menus are painted: what opens the services is heavy to import.
        self.call_after_refresh(self._serve)

    def get_default_screen(self) -> Screen[None]:
        """The first menu."""
        return self._home

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Keep the hardware cursor, which screen readers follow, on what has the focus."""
        move_caret_to(event.widget)

    async def action_quit(self) -> None:
        """Leave; ask first while a synchronisation runs, then drain it."""
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
        self._leaving.set()

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
                await self._show_school()
                if self.school_line == texts.NOT_OPENED and len(await office.schools()) > 1:
                    self._open_schools()
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

    async def _show_school(self) -> None:
        office = await self._office()
        try:
            schools = await office.schools()
            self.school_line = sentences.school_line(await office.school(), len(schools))
            self._home.say("")
        except Refused as refusal:
            self._tell_no_school(refusal)

    def _tell_no_school(self, refusal: Refused) -> None:
        self.school_line = texts.NOT_OPENED
        self._home.say(str(refusal))

    async def _office(self) -> Office:
        return await asyncio.shield(self._opened)

    async def _services(self) -> Services:
        return await (await self._office()).services()

    def _open_settings_menu(self) -> None:
        entries = {
            texts.SYNCHRONISATION: self._open_selection,
            file_texts.IMPORT_MENU: self._open_import,
            texts.PUPILS_MENU: self._open_roll,
            texts.HISTORY_MENU: self._open_history,
            texts.CHANGE_SCHOOL_MENU: self._open_schools,
            texts.PURGE_MENU: self._open_purge,
            "Périodes": None,
        }
        self.push_screen(MenuScreen(f"❯ {texts.SETTINGS_MENU}", entries))

    def _open_selection(self) -> None:
        from tui.screens.selection import SelectionScreen  # noqa: PLC0415

        breadcrumb = f"❯ {texts.SETTINGS_MENU} ❯ {texts.SYNCHRONISATION}"
        self.push_screen(SelectionScreen(breadcrumb, self._services))

    def _open_schools(self) -> None:
        from tui.screens.schools import SchoolsScreen  # noqa: PLC0415

        breadcrumb = f"❯ {texts.SETTINGS_MENU} ❯ {texts.CHANGE_SCHOOL_MENU}"
        self.push_screen(SchoolsScreen(breadcrumb, self._office, self._school_changed))

    def _open_roll(self) -> None:
        from tui.screens.roll import RollScreen  # noqa: PLC0415

        breadcrumb = f"❯ {texts.SETTINGS_MENU} ❯ {texts.PUPILS_MENU}"
        self.push_screen(RollScreen(breadcrumb, self._office))

    def _open_history(self) -> None:
        from tui.screens.history import HistoryScreen  # noqa: PLC0415

        breadcrumb = f"❯ {texts.SETTINGS_MENU} ❯ {texts.HISTORY_MENU}"
        self.push_screen(HistoryScreen(breadcrumb, self._office))

    def _open_purge(self) -> None:
        from tui.screens.purge import PurgeScreen  # noqa: PLC0415

        breadcrumb = f"❯ {texts.SETTINGS_MENU} ❯ {texts.PURGE_MENU}"
        self.push_screen(PurgeScreen(breadcrumb, self._office))

    @on(ArchivesAsked)
    @work
    async def _show_archives(self, asked: ArchivesAsked) -> None:
        from tui.screens.archives import ArchivesScreen  # noqa: PLC0415

        livrets = (await self._office()).livrets
        breadcrumb = f"❯ {asked.name} ❯ Archives"
        self.push_screen(ArchivesScreen(breadcrumb, livrets, asked.livret_id, asked.name))

    def _open_import(self) -> None:
        from tui.screens.importing import ImportScreen  # noqa: PLC0415

        breadcrumb = f"❯ {texts.SETTINGS_MENU} ❯ {file_texts.IMPORT_MENU}"
        self.push_screen(ImportScreen(breadcrumb, self._office, self._school_changed))

    @on(SynchroniseAsked)
    @work(exclusive=True, group="pupil")
    async def _synchronise_pupil(self, asked: SynchroniseAsked) -> None:
        from tui.following import one_pupil  # noqa: PLC0415
        from tui.screens.telling import TellingScreen  # noqa: PLC0415

        question = texts.SYNCHRONISE_PUPIL_QUESTION.format(name=asked.name)
        if not await self.push_screen_wait(Question(question, first=Question.YES)):
            return
        try:
            told = await one_pupil(await self._services(), asked.livret_id)
        except Refused as refusal:
            told = [str(refusal)]
        breadcrumb = f"❯ {texts.SETTINGS_MENU} ❯ Synchronisation ❯ {asked.name}"
        self.push_screen(TellingScreen(breadcrumb, told, texts.SYNCHRONISE_PUPIL_HELP))

    @work
    async def _offer_to_take_up(self) -> None:
        """An interrupted run is offered once, as soon as the school is known."""
        from core import standing  # noqa: PLC0415
        from tui.following import leave, take_up, to_take_up  # noqa: PLC0415
        from tui.screens.run import RunScreen  # noqa: PLC0415

        try:
            services = await self._services()
        except Refused:
            return  # said where a synchronisation is asked for
        try:
            cut_short = await to_take_up(services)
            if cut_short is None:
                return
            asked = Question(standing.interrupted(cut_short), first=Question.YES)
            if not await self.push_screen_wait(asked):
                await leave(services, cut_short.run)
                return
            following = await take_up(services, cut_short.run)
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

    def _show_hardware_cursor(self) -> None:
        # Textual hides it and has no public way to keep it.
        if self._driver is not None:
            self._driver.write("\x1b[?25h")
