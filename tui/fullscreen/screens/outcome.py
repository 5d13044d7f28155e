"""The pupils who came to one outcome."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult

from core.model.messages import Message
from core.model.runs import PupilResult
from tui.fullscreen.screens.page import Opened, Page
from tui.fullscreen.screens.pupil import PupilScreen
from tui.fullscreen.widgets.notice import Notice
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import sentences, texts

MessagesOf = Callable[[PupilResult], Sequence[Message]]
"""What a run said of one of its pupils, in order."""


class OutcomeScreen(Page):
    """A list of pupils, and why some are not in it; Enter shows what became of one."""

    help_text = texts.PUPILS_HELP

    def __init__(
        self,
        label: str,
        opened: Opened,
        results: Sequence[PupilResult],
        messages_of: MessagesOf,
        notice: str = "",
    ) -> None:
        super().__init__(label)
        self._opened, self._results, self._messages_of = opened, results, messages_of
        self._notice = notice

    def body(self) -> ComposeResult:
        yield Notice(self._notice)
        yield Rows([Row(result, sentences.pupil_line(result)) for result in self._results])

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        result = next(result for result in self._results if result is event.row.key)
        messages = self._messages_of(result)
        self.open(PupilScreen(result.name, self._opened, result, messages))
