"""The menus, and what leads from them to each place."""

from functools import partial

from core.model.identifiers import Uai
from core.model.livret import Livret
from core.model.records import School
from core.usecases.academy import AcademyOpener
from core.usecases.history import all_livrets
from core.usecases.resuming import resumable_in
from tui.linear.academy import open_academy
from tui.linear.changes import open_changes
from tui.linear.history import open_history
from tui.linear.importing import import_files
from tui.linear.navigator import Action, Navigator
from tui.linear.pupil import open_livret
from tui.linear.purge import open_purge
from tui.linear.resuming import choose_or_resume
from tui.linear.settings import open_settings
from tui.ordering import by_level
from tui.wording import (
    file_texts,
    history_texts,
    line_texts,
    places,
    resuming_texts,
    sentences,
)
from tui.wording.places import Place


class Home:
    """Where a user begins and ends."""

    def __init__(self, navigator: Navigator, academy: AcademyOpener | None = None) -> None:
        self._navigator, self._academy = navigator, academy
        self._console, self._workspace = navigator.console, navigator.workspace
        self.places: dict[Place, Action] = {
            places.SYNCHRONISATION: self._open_selection,
            places.IMPORT: partial(import_files, navigator, self._school_changed),
            places.PUPILS: self._open_pupils,
            places.HISTORY: partial(open_history, navigator),
            places.CHANGES: partial(open_changes, navigator),
            places.SCHOOLS: self._open_schools,
            places.PURGE: partial(open_purge, navigator),
            places.ACADEMY: self._open_academy,
            places.PREFERENCES: partial(open_settings, navigator),
        }

    async def stay(self) -> None:
        """Say which school it is, offer what was interrupted, then the menus until Quitter."""
        await self._begin()
        menu = places.menu(has_academy=self._academy is not None)
        entries = {place.label: self.places[place] for place in menu}
        await self._navigator.menu(
            places.SETTINGS.trail, entries, line_texts.MENU_HELP, back=line_texts.QUIT
        )

    async def _begin(self) -> None:
        navigator = self._navigator
        is_at_hand = await navigator.look_up_school()
        for remark in self._workspace.remarks:
            self._console.tell(remark)
        if not is_at_hand:
            schools = await navigator.visit(self._workspace.schools())
            if schools and len(schools) > 1:
                await navigator.visit(self._open_schools())
        else:
            await navigator.visit(self._tell_left_open())

    async def _open_selection(self) -> None:
        if not await self._workspace.schools():
            self._console.tell(file_texts.FIRST_START)
            await import_files(self._navigator, self._school_changed)
            return
        if not self._workspace.has_register:
            await self._tell_classes()
            await import_files(self._navigator, self._school_changed)
            return
        await choose_or_resume(self._navigator, await self._workspace.session())

    async def _tell_classes(self) -> None:
        """The classes of LSUN, where extractions are what they can be compared to."""
        overview = await self._workspace.store.overview((await self._workspace.school()).uai)
        for row in by_level(overview.structures):
            self._console.progress(sentences.class_line(row))
        self._console.tell(file_texts.WITHOUT_REGISTER)

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

    async def _open_academy(self) -> None:
        if self._academy is not None:
            await open_academy(self._navigator, self._academy, self._open_history_of)

    async def _open_history_of(self, uai: Uai) -> None:
        """The runs of a school, which is at hand from then on."""
        self._workspace.choose(uai)
        await self._navigator.look_up_school()
        await open_history(self._navigator)

    async def _school_changed(self) -> None:
        self._navigator.typed.clear()
        await self._navigator.look_up_school()
        await self._tell_left_open()

    async def _tell_left_open(self) -> None:
        """A run that can be resumed is told, as soon as the school is known."""
        for summary in (await resumable_in(self._workspace))[:1]:
            self._console.tell(resuming_texts.to_resume(summary))
