"""The pupils who came to one outcome."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult

from core.messages import Message
from core.overview import PupilResult
from core.ports import Livrets
from tui import sentences, texts
from tui.screens.page import Page
from tui.screens.pupil import PupilScreen
from tui.widgets.rows import Row, Rows


class PupilsScreen(Page):
    """A list of pupils; Enter shows what became of one."""

    help_text = texts.PUPILS_HELP

    def __init__(
        self,
        breadcrumb: str,
        livrets: Livrets,
        results: Sequence[PupilResult],
        said: Mapping[int, Sequence[Message]],
    ) -> None:
        super().__init__(breadcrumb)
        self._livrets = livrets
        self._results = results
        self._said = said

    def body(self) -> ComposeResult:
        yield Rows([Row(result, sentences.pupil_line(result)) for result in self._results])

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        result = next(result for result in self._results if result is event.row.key)
        said = self._said.get(result.livret_id, ())
        self.open(PupilScreen(self._breadcrumb, self._livrets, result, said))
