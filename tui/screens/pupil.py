"""What a run made of one pupil: what was said, what differed, what was archived."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message

from core import messages
from core.livret import Archive
from core.overview import PupilResult
from core.ports import Livrets, StoreError
from core.standing import outcome_label
from tui import texts
from tui.screens.page import Page
from tui.screens.telling import wrapped
from tui.widgets.rows import Rows


class PupilScreen(Page):
    """Before and after, field by field, and the archives of the livret; read line by line."""

    help_text = texts.PUPIL_HELP

    BINDINGS = [
        Binding("f6,ctrl+y", "synchronise", "Synchroniser cet élève", key_display="F6"),
        Binding("f7,ctrl+e", "export", "Exporter", key_display="F7"),
        Binding("f8,ctrl+a", "archives", "Archives", key_display="F8"),
    ]

    @dataclass
    class ArchivesAsked(Message):
        """The user wants to see this pupil's archives."""

        livret_id: int
        name: str

    @dataclass
    class SynchroniseAsked(Message):
        """The user wants this pupil alone synchronised."""

        livret_id: int
        name: str

    @dataclass
    class ExportAsked(Message):
        """The user wants a file of this pupil's livret."""

        livret_id: int
        name: str

    def __init__(
        self,
        breadcrumb: str,
        livrets: Livrets,
        result: PupilResult,
        said: Sequence[messages.Message],
    ) -> None:
        super().__init__(breadcrumb)
        self._livrets = livrets
        self._result = result
        self._said = said

    def body(self) -> ComposeResult:
        yield Rows()

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    def action_export(self) -> None:
        """Offer the livret and its archives as files."""
        self.post_message(self.ExportAsked(self._result.livret_id, self._result.name))

    def action_synchronise(self) -> None:
        """Synchronise this pupil alone."""
        self.post_message(self.SynchroniseAsked(self._result.livret_id, self._result.name))

    def action_archives(self) -> None:
        """Show the archives beside what the pupil is today."""
        self.post_message(self.ArchivesAsked(self._result.livret_id, self._result.name))

    @work
    async def _load(self) -> None:
        try:
            archives = await self._livrets.archives(self._result.livret_id)
        except StoreError as error:
            self._show([str(error)])
        else:
            self._show([*self._outcome(), *self._differences(), *_archives(archives)])

    def _show(self, paragraphs: Sequence[str]) -> None:
        self.query_one(Rows).replace(wrapped(paragraphs, self.app.size.width))

    def _outcome(self) -> Iterator[str]:
        yield f"{self._result.name} ({self._result.division})"
        yield f"Résultat : {outcome_label(self._result.outcome)}"
        yield from (f"{message.severity.word} : {message.text}" for message in self._said)
        yield ""

    def _differences(self) -> Iterator[str]:
        if not self._result.changes:
            yield texts.NOTHING_WRITTEN
        for change in self._result.changes:
            yield texts.change_sentence(change)
        yield ""


def _archives(archives: Sequence[Archive]) -> Iterator[str]:
    yield texts.ARCHIVES if archives else texts.NO_ARCHIVE
    for archive in archives:
        yield texts.archive_sentence(archive)
