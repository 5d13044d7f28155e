"""Which screen leads where. Each is imported when it is asked for: the first one waits for none."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import App

from tui.wording import file_texts, places, texts
from tui.wording.places import Place

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.model.identifiers import Uai
    from core.model.runs import RunSummary
    from core.usecases.academy import AcademyOpener
    from core.usecases.exports import ExportOption
    from core.usecases.workspace import SchoolSession, Workspace
    from tui.fullscreen.requests import FollowRequest, ImportRequest, PupilRequest

Go = Callable[[], None]


class Navigation:
    """Opens the screens; `workspace` waits for what they work in."""

    def __init__(
        self,
        app: App[None],
        workspace: Callable[[], Awaitable[Workspace]],
        school_changed: Callable[[], object],
        frames_per_second: int,
        opens_academy: AcademyOpener | None = None,
    ) -> None:
        """Who has no academy is offered none."""
        self._app, self._workspace = app, workspace
        self._school_changed, self._frames_per_second = school_changed, frames_per_second
        self._opens_academy = opens_academy
        self.places: Mapping[Place, Go] = {
            places.SYNCHRONISATION: self._open_selection,
            places.IMPORT: self._open_import,
            places.PUPILS: self._open_pupils,
            places.HISTORY: self._open_history,
            places.CHANGES: self._open_changes,
            places.SCHOOLS: self.open_schools,
            places.PURGE: self._open_purge,
            places.ACADEMY: self._open_academy,
            places.PREFERENCES: self._open_settings,
        }

    @property
    def entries(self) -> dict[str, Go]:
        """The menu by its labels."""
        menu = places.menu(has_academy=self._opens_academy is not None)
        return {place.label: self.places[place] for place in menu}

    def _open_selection(self) -> None:
        from tui.fullscreen.screens.selection import SelectionScreen

        self._app.push_screen(SelectionScreen(places.SYNCHRONISATION.label, self._workspace))

    def _open_import(self) -> None:
        from tui.fullscreen.screens.importing import ImportScreen

        label = places.IMPORT.label
        self._app.push_screen(ImportScreen(label, self._workspace, self._school_changed))

    def open_import(self, request: ImportRequest) -> None:
        """The extractions that the classes of LSUN are compared to, or its first school."""
        from tui.fullscreen.screens.importing import ImportScreen

        label = (places.SYNCHRONISATION if request.is_first else places.IMPORT).label
        screen = ImportScreen(label, self._workspace, self._school_changed)
        if request.is_first:
            screen.first_status = file_texts.FIRST_START
            self._app.switch_screen(screen)
        else:
            self._app.push_screen(screen)

    def _open_pupils(self) -> None:
        from tui.fullscreen.screens.school_pupils import SchoolPupilsScreen

        self._app.push_screen(SchoolPupilsScreen(places.PUPILS.label, self._workspace))

    def _open_history(self) -> None:
        from tui.fullscreen.screens.history import HistoryScreen

        self._app.push_screen(HistoryScreen(places.HISTORY.label, self._workspace))

    def _open_changes(self) -> None:
        from tui.fullscreen.screens.changes import ChangesScreen

        self._app.push_screen(ChangesScreen(places.CHANGES.label, self._workspace))

    def open_schools(self) -> None:
        """The schools of the store, to choose another one."""
        from tui.fullscreen.screens.schools import SchoolsScreen

        label = places.SCHOOLS.label
        self._app.push_screen(SchoolsScreen(label, self._workspace, self._school_changed))

    def _open_purge(self) -> None:
        from tui.fullscreen.screens.purge import PurgeScreen

        self._app.push_screen(PurgeScreen(places.PURGE.label, self._workspace))

    def _open_academy(self) -> None:
        from tui.fullscreen.screens.academy import AcademyScreen

        if self._opens_academy is not None:
            label = places.ACADEMY.label
            self._app.push_screen(
                AcademyScreen(label, self._workspace, self._opens_academy, self._show_history_of)
            )

    def _open_settings(self) -> None:
        from tui.fullscreen.screens.settings import SettingsScreen

        self._app.push_screen(SettingsScreen(places.PREFERENCES.label))

    async def _show_history_of(self, uai: Uai) -> None:
        """The runs of a school, which is at hand from then on."""
        (await self._workspace()).choose(uai)
        self._school_changed()
        self._open_history()

    def open_archives(self, request: PupilRequest) -> None:
        """The archives of a pupil beside what he is today."""
        from tui.fullscreen.screens.archives import ArchivesScreen

        label = places.ARCHIVES
        self._app.push_screen(
            ArchivesScreen(label, self._workspace, request.livret_id, request.name)
        )

    def open_pupil_run(self, name: str, sentences: Sequence[str]) -> None:
        """What was done for one pupil, step by step."""
        from tui.fullscreen.screens.telling import TellingScreen

        label = places.OF_ONE_PUPIL
        self._app.push_screen(TellingScreen(label, sentences, texts.SYNCHRONISE_PUPIL_HELP))

    def follow(self, request: FollowRequest) -> None:
        """A run as it goes."""
        from tui.fullscreen.screens.run import RunScreen

        screen = RunScreen(
            places.run_label(request.run_session.run.id),
            self._workspace,
            request.session,
            request.run_session,
            self._frames_per_second,
        )
        if request.replaces:
            self._app.switch_screen(screen)
        else:
            self._app.push_screen(screen)

    async def open_held(self, summary: RunSummary, session: SchoolSession | None) -> None:
        """A run that the guard holds: what it said, what it would do, and going on."""
        from core.usecases.history import report_of
        from tui.fullscreen.screens.history import ReportScreen

        report = await report_of(await self._workspace(), summary.run.id)
        label = places.run_label(summary.run.id)
        self._app.push_screen(ReportScreen(label, self._workspace, report, summary, session))

    def save_livret(self, request: PupilRequest) -> None:
        """Files of a livret as it is now, then of its archives, each in the two forms."""
        from core.usecases.exports import livret_options

        async def load() -> Sequence[ExportOption]:
            return await livret_options(await self._workspace(), request.livret_id)

        name = file_texts.livret_file(request.livret_id)
        self._open_saving(places.export_label(request.name), name, load)

    def save_report(self, run_id: int) -> None:
        """Files of the report of a run, in each of its forms."""
        from core.usecases.exports import report_options

        async def load() -> Sequence[ExportOption]:
            return await report_options(await self._workspace(), run_id)

        self._open_saving(places.REPORT, file_texts.report_file(run_id), load)

    def save_shown(self, line: str, whole: str) -> None:
        """Files of what a screen shows: the current line, or all of it."""
        from core.usecases.exports import text_options

        async def load() -> Sequence[ExportOption]:
            return text_options(await self._workspace(), line, whole)

        self._open_saving(places.SAVING, file_texts.SHOWN_FILE, load)

    def _open_saving(
        self, label: str, name: str, load: Callable[[], Awaitable[Sequence[ExportOption]]]
    ) -> None:
        from tui.fullscreen.screens.saving import SavingScreen

        self._app.push_screen(SavingScreen(label, name, load))
