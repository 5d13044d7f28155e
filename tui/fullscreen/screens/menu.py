"""The menus of LSU, as far as lsun-sync goes."""

from collections.abc import Callable, Mapping

from textual import on
from textual.app import ComposeResult

from tui.fullscreen.screens.page import Page
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import texts


class MenuScreen(Page):
    """Entries to choose from. An entry without an action is LSU's alone, and says so."""

    help_text = texts.MENU_HELP

    def __init__(self, breadcrumb: str, entries: Mapping[str, Callable[[], None] | None]) -> None:
        super().__init__(breadcrumb)
        self._entries = entries

    def body(self) -> ComposeResult:
        yield Rows([Row(label, label) for label in self._entries])

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        label = event.row.text
        action = self._entries[label]
        if action is None:
            self.say(texts.ELSEWHERE.format(entry=label))
        else:
            action()


class HomeScreen(MenuScreen):
    """The first menu: there is nothing to go back to."""

    def action_back(self) -> None:
        self.say(texts.HOW_TO_QUIT)
