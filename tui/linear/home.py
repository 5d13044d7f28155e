"""The menus, and what leads from them to each place."""

from functools import partial

from core.errors import UserError
from core.messages import run_sentences
from core.model.livret import Livret
from core.model.records import School
from core.model.runs import RunState
from core.usecases.history import all_livrets
from core.usecases.run_session import abandon, resumable, resume_offered
from tui.linear.history import open_history
from tui.linear.importing import import_files
from tui.linear.navigator import Action, Navigator
from tui.linear.pupil import open_livret
from tui.linear.purge import open_purge
from tui.linear.run import follow
from tui.linear.selection import select
from tui.wording import history_texts, line_texts, places, sentences, texts
from tui.wording.places import Place


class Home:
    """Where a user begins and ends."""

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator
        self._console, self._workspace = navigator.console, navigator.workspace
        self.places: dict[Place, Action] = {
            places.SETTINGS: self._open_settings,
            places.SYNCHRONISATION: self._open_selection,
            places.IMPORT: partial(import_files, navigator, self._school_changed),
            places.PUPILS: self._open_pupils,
            places.HISTORY: partial(open_history, navigator),
            places.SCHOOLS: self._open_schools,
            places.PURGE: partial(open_purge, navigator),
        }

    async def stay(self) -> None:
        """Say which school it is, offer what was interrupted, then the menus until Quitter."""
        await self._begin()
        entries = self._entries(places.HOME_MENU)
        await self._navigator.menu(
            places.HOME.trail, entries, line_texts.MENU_HELP, back=line_texts.QUIT
        )

    async def _begin(self) -> None:
        navigator = self._navigator
        await navigator.look_up_school()
        for remark in self._workspace.remarks:
            self._console.tell(remark)
        if navigator.school_line == texts.NOT_OPENED:
            schools = await navigator.visit(self._workspace.schools())
            if schools and len(schools) > 1:
                await navigator.visit(self._open_schools())
        else:
            await navigator.visit(self._offer_to_resume())

    def _entries(self, menu: tuple[Place, ...]) -> dict[str, Action]:
        return {
            place.label: self.places.get(place) or partial(self._elsewhere, place) for place in menu
        }

    async def _open_settings(self) -> None:
        entries = self._entries(places.SETTINGS_MENU)
        await self._navigator.menu(places.SETTINGS.trail, entries, line_texts.MENU_HELP)

    async def _elsewhere(self, place: Place) -> None:
        self._console.tell(texts.ELSEWHERE.format(entry=place.label))

    async def _open_selection(self) -> None:
        session = await self._workspace.session()
        await select(self._navigator, places.SYNCHRONISATION.trail, session)

    async def _open_pupils(self) -> None:
        trail = places.PUPILS.trail

        async def show(livret: Livret) -> None:
            await open_livret(self._navigator, trail, livret.id, livret.pupil.full_name)

        await self._navigator.browse(
            trail,
            partial(all_livrets, self._workspace),
            history_texts.livret_line,
            line_texts.PUPILS_OF_SCHOOL_HELP,
            show,
        )

    async def _open_schools(self) -> None:
        self._navigator.arrive(places.SCHOOLS.trail)
        self._console.progress(line_texts.WHICH_SCHOOL)
        chosen: School | None = await self._console.choose(
            await self._workspace.schools(), sentences.school_row, line_texts.SCHOOLS_HELP
        )
        if chosen is not None:
            self._workspace.choose(chosen.uai)
            await self._school_changed()

    async def _school_changed(self) -> None:
        await self._navigator.look_up_school()
        await self._offer_to_resume()

    async def _offer_to_resume(self) -> None:
        """An interrupted run is offered once, as soon as the school is known."""
        try:
            session = await self._workspace.session()
        except UserError:
            return  # said where a synchronisation is asked for
        offered = await resumable(session)
        if offered is None:
            return
        is_held = offered.state is RunState.HELD
        if await self._console.confirm(run_sentences.interrupted(offered), default=not is_held):
            trail = places.SYNCHRONISATION.trail
            await follow(self._navigator, trail, await resume_offered(session, offered))
        else:
            await abandon(session, offered.run)
