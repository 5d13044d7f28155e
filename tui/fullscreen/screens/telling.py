"""Paragraphs to read line by line."""

from collections.abc import Sequence

from textual.app import ComposeResult

from tui.fullscreen.screens.page import Page
from tui.fullscreen.widgets.panel import Entry
from tui.fullscreen.widgets.paragraphs import Paragraphs
from tui.wording import comparison_texts
from tui.wording.beside import Told


class TellingScreen(Page):
    """What is told of one thing; the arrows go through its lines."""

    def __init__(self, label: str, paragraphs: Sequence[Told], help_text: str) -> None:
        super().__init__(label)
        self._paragraphs, self.help_text = paragraphs, help_text

    def body(self) -> ComposeResult:
        yield Paragraphs(self._paragraphs)

    def tell_what_is_shown(self) -> None:
        """It is about what is below it."""
        stack = self.app.screen_stack
        below = stack[stack.index(self) - 1]
        if isinstance(below, Page):
            below.tell_what_is_shown()


def message_screen(entry: Entry) -> TellingScreen:
    """A message that is about no pupil of LSUN, whole."""
    told = comparison_texts.message_told(entry.message)
    return TellingScreen(comparison_texts.MESSAGE, told, comparison_texts.MESSAGE_HELP)
