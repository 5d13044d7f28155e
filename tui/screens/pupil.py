"""What a run made of one pupil: what was said, what differed, what was archived."""

from collections.abc import Iterator, Sequence

from textual import work

from core import messages
from core.livret import Archive
from core.overview import PupilResult
from core.ports import Livrets, StoreError
from core.standing import outcome_label
from tui import sentences, texts
from tui.screens.livret import LivretPage


class PupilScreen(LivretPage):
    """Before and after, field by field, and the archives of the livret; read line by line."""

    help_text = texts.PUPIL_HELP

    def __init__(
        self,
        breadcrumb: str,
        livrets: Livrets,
        result: PupilResult,
        said: Sequence[messages.Message],
    ) -> None:
        super().__init__(breadcrumb, livrets, result.livret_id, result.name)
        self._result = result
        self._said = said

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    @work
    async def _load(self) -> None:
        try:
            archives = await self._livrets.archives(self._result.livret_id)
        except StoreError as error:
            self.show(str(error))
        else:
            self.show(*self._outcome(), *self._differences(), *_archives(archives))

    def _outcome(self) -> Iterator[str]:
        yield f"{self._result.name} ({self._result.division})"
        yield f"Résultat : {outcome_label(self._result.outcome)}"
        yield from (f"{message.severity.word} : {message.text}" for message in self._said)
        yield ""

    def _differences(self) -> Iterator[str]:
        if not self._result.changes:
            yield texts.NOTHING_WRITTEN
        for change in self._result.changes:
            yield sentences.change_sentence(change)
        yield ""


def _archives(archives: Sequence[Archive]) -> Iterator[str]:
    yield texts.ARCHIVES if archives else texts.NO_ARCHIVE
    for archive in archives:
        yield sentences.archive_sentence(archive)
