"""The archives of a pupil, newest first, each beside what he is today."""

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult

from core.messages import refusals
from core.messages.french import never_or_when
from core.usecases.history import PupilHistory, pupil_history
from tui.fullscreen.requests import ExportRequest
from tui.fullscreen.screens.page import Opened, Page
from tui.fullscreen.screens.telling import TellingScreen
from tui.fullscreen.widgets.binding import command
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import history_texts, key_texts

_EXPORT = command("enregistrer", "export", key_texts.EXPORT)


class ArchivesScreen(Page):
    """Enter shows an archive; F7 writes one to a file."""

    help_text = history_texts.ARCHIVES_HELP

    BINDINGS = [_EXPORT]

    def __init__(self, label: str, opened: Opened, livret_id: int, name: str) -> None:
        super().__init__(label)
        self._opened, self._export = opened, ExportRequest(livret_id, name)
        self._history: PupilHistory | None = None

    def body(self) -> ComposeResult:
        yield Rows()

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    @work
    async def _load(self) -> None:
        with self.saying_errors():
            workspace = await self._opened()
            self._history = await pupil_history(workspace, self._export.livret_id)
            archives = self._history.archives
            rows = [Row(archive.key, history_texts.archive_line(archive)) for archive in archives]
            self.query_one(Rows).replace(rows)
            self.say("" if archives else refusals.NO_ARCHIVE)

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        if self._history is None:
            return
        archive = next(known for known in self._history.archives if known.key == event.row.key)
        details = history_texts.archive_details(archive, self._history.livret)
        self.open(ArchiveScreen(never_or_when(archive.archived_at), details, self._export))

    def action_export(self) -> None:
        """Offer the livret and its archives as files."""
        self.post_message(ExportRequest(self._export.livret_id, self._export.name))


class ArchiveScreen(TellingScreen):
    """One archive, line by line; F7 offers it among the pupil's files."""

    BINDINGS = [_EXPORT]

    def __init__(self, label: str, details: Sequence[str], export: ExportRequest) -> None:
        super().__init__(label, details, history_texts.ARCHIVE_HELP)
        self._export = export

    def action_export(self) -> None:
        """Offer the livret and its archives as files."""
        self.post_message(ExportRequest(self._export.livret_id, self._export.name))
