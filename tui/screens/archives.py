"""The archives of a pupil, newest first, each beside what he is today."""

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult

from core.livret import Archive, Livret
from core.ports import Livrets
from tui import history_texts, texts
from tui.asked import ExportAsked
from tui.refusals import refusals
from tui.refused import Refused
from tui.screens.page import Page
from tui.screens.telling import TellingScreen
from tui.widgets.binding import command
from tui.widgets.notice import Notice
from tui.widgets.rows import Row, Rows

_EXPORT = command("enregistrer", "export", "Exporter")


class ArchivesScreen(Page):
    """Enter shows an archive; F7 writes one to a file."""

    help_text = history_texts.ARCHIVES_HELP

    BINDINGS = [_EXPORT]

    def __init__(self, breadcrumb: str, livrets: Livrets, livret_id: int, name: str) -> None:
        super().__init__(breadcrumb)
        self._livrets, self._livret_id, self._pupil_name = livrets, livret_id, name
        self._current: Livret | None = None

    def body(self) -> ComposeResult:
        yield Rows()
        yield Notice(id="status")

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    @work
    async def _load(self) -> None:
        try:
            with refusals():
                self._current = await self._livrets.livret(self._livret_id)
                archives = await self._livrets.archives(self._livret_id)
        except Refused as refusal:
            self._say(str(refusal))
            return
        self._show(archives)

    def _show(self, archives: Sequence[Archive]) -> None:
        rows = [Row(archive.id, history_texts.archive_line(archive)) for archive in archives]
        self._archives = {archive.id: archive for archive in archives}
        self.query_one(Rows).replace(rows)
        self._say("" if archives else texts.NO_ARCHIVE)

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        if self._current is not None and isinstance(event.row.key, int):
            told = history_texts.archive_told(self._archives[event.row.key], self._current)
            asked = ExportAsked(self._livret_id, self._pupil_name)
            self.open(ArchiveScreen(self._breadcrumb, told, asked))

    def action_export(self) -> None:
        """Offer the livret and its archives as files."""
        self.post_message(ExportAsked(self._livret_id, self._pupil_name))

    def _say(self, sentence: str) -> None:
        self.query_one("#status", Notice).say(sentence)


class ArchiveScreen(TellingScreen):
    """One archive, line by line; F7 offers it among the pupil's files."""

    BINDINGS = [_EXPORT]

    def __init__(self, breadcrumb: str, told: Sequence[str], asked: ExportAsked) -> None:
        super().__init__(breadcrumb, told, history_texts.ARCHIVE_HELP)
        self._asked = asked

    def action_export(self) -> None:
        """Offer the livret and its archives as files."""
        self.post_message(self._asked)
