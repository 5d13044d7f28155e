"""The first screen: where one can go."""

from collections.abc import Callable, Mapping

from textual import on
from textual.app import ComposeResult

from tui.fullscreen.screens.page import Page
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import texts


class HomeScreen(Page):
    """Entries to choose from; there is nothing to go back to."""

    help_text = texts.MENU_HELP

    def __init__(self, label: str, entries: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(label)
        self._entries = entries

    def body(self) -> ComposeResult:
        yield Rows([Row(label, label) for label in self._entries])

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        self._entries[event.row.text]()

    def leave(self) -> None:
        self.say(texts.HOW_TO_QUIT)
