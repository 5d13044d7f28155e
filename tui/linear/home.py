"""The menus, and what leads from them to each place."""

from functools import partial

from core import standing
from core.livret import Livret
from core.overview import RunState
from core.records import School
from tui import file_texts, history_texts
from tui import texts as screen_texts
from tui.following import go_on, leave, to_take_up
from tui.linear import texts
from tui.linear.history import open_history
from tui.linear.importing import import_files
from tui.linear.journey import Action, Journey
from tui.linear.pupil import open_livret
from tui.linear.purge import open_purge
from tui.linear.run import follow
from tui.linear.selection import select
from tui.refusals import refusals
from tui.refused import Refused

_SETTINGS = f"❯ {screen_texts.SETTINGS_MENU}"
_SYNCHRONISATION = f"{_SETTINGS} ❯ {screen_texts.SYNCHRONISATION}"


class Home:
    """Where a journey begins and ends."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._console, self._office = journey.console, journey.office

    async def stay(self) -> None:
        """Say which school it is, offer what was interrupted, then the menus until Quitter."""
        await self._begin()
        entries: dict[str, Action] = {
            **{name: partial(self._elsewhere, name) for name in screen_texts.MENUS_OF_LSU},
            screen_texts.SETTINGS_MENU: self._open_settings,
        }
        await self._journey.menu(
            f"❯ {screen_texts.HOME_MENU}", entries, texts.MENU_HELP, back=texts.QUIT
        )

    async def _begin(self) -> None:
        journey = self._journey
        await journey.know_school()
        if journey.school_line == screen_texts.NOT_OPENED:
            schools = await journey.visit(self._office.schools())
            if schools and len(schools) > 1:
                await journey.visit(self._open_schools())
        else:
            await journey.visit(self._offer_to_take_up())

    async def _open_settings(self) -> None:
        entries: dict[str, Action] = {
            screen_texts.SYNCHRONISATION: self._open_selection,
            file_texts.IMPORT_MENU: self._open_import,
            screen_texts.PUPILS_MENU: self._open_roll,
            screen_texts.HISTORY_MENU: self._open_history,
            screen_texts.CHANGE_SCHOOL_MENU: self._open_schools,
            screen_texts.PURGE_MENU: self._open_purge,
            screen_texts.PERIODS_MENU: partial(self._elsewhere, screen_texts.PERIODS_MENU),
        }
        await self._journey.menu(_SETTINGS, entries, texts.MENU_HELP)

    async def _elsewhere(self, entry: str) -> None:
        self._console.tell(screen_texts.ELSEWHERE.format(entry=entry))

    async def _open_selection(self) -> None:
        await select(self._journey, _SYNCHRONISATION, await self._office.services())

    async def _open_import(self) -> None:
        trail = f"{_SETTINGS} ❯ {file_texts.IMPORT_MENU}"
        await import_files(self._journey, trail, self._school_changed)

    async def _open_roll(self) -> None:
        trail = f"{_SETTINGS} ❯ {screen_texts.PUPILS_MENU}"
        while True:
            self._journey.arrive(trail)
            with refusals():
                found = await self._office.livrets.livrets((await self._office.school()).uai)
            chosen: Livret | None = await self._console.choose(
                found, history_texts.livret_line, texts.ROLL_HELP
            )
            if chosen is None:
                return
            name = chosen.pupil.full_name
            await self._journey.visit(open_livret(self._journey, trail, chosen.id, name))

    async def _open_history(self) -> None:
        await open_history(self._journey, f"{_SETTINGS} ❯ {screen_texts.HISTORY_MENU}")

    async def _open_purge(self) -> None:
        await open_purge(self._journey, f"{_SETTINGS} ❯ {screen_texts.PURGE_MENU}")

    async def _open_schools(self) -> None:
        self._journey.arrive(f"{_SETTINGS} ❯ {screen_texts.CHANGE_SCHOOL_MENU}")
        self._console.progress(texts.WHICH_SCHOOL)
        chosen: School | None = await self._console.choose(
            await self._office.schools(),
            lambda school: f"{school.uai}  {school.name}",
            texts.SCHOOLS_HELP,
        )
        if chosen is not None:
            self._office.choose(chosen.uai)
            await self._school_changed()

    async def _school_changed(self) -> None:
        await self._journey.know_school()
        await self._offer_to_take_up()

    async def _offer_to_take_up(self) -> None:
        """An interrupted run is offered once, as soon as the school is known."""
        try:
            services = await self._office.services()
        except Refused:
            return  # said where a synchronisation is asked for
        cut_short = await to_take_up(services)
        if cut_short is None:
            return
        is_held = cut_short.state is RunState.HELD
        if await self._console.confirm(standing.interrupted(cut_short), default=not is_held):
            await follow(self._journey, _SYNCHRONISATION, await go_on(services, cut_short))
        else:
            await leave(services, cut_short.run)
