"""What a run made of one pupil: what was said, what differed, what was archived."""

from collections.abc import Sequence

from textual import work

from core import messages
from core.overview import PupilResult
from core.ports import Livrets, StoreError
from tui import history_texts, texts
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
            self.show(*history_texts.result_told(self._result, self._said, archives))
