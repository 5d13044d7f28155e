"""Paragraphs to read line by line."""

from collections.abc import Sequence

from textual.app import ComposeResult

from tui.fullscreen.screens.page import Page
from tui.fullscreen.widgets.panel import Entry
from tui.fullscreen.widgets.paragraphs import Paragraphs
from tui.wording import comparison_texts, places
from tui.wording.beside import Told


class TellingScreen(Page):
    """What is told of one thing; the arrows go through its lines."""

    def __init__(self, breadcrumb: str, paragraphs: Sequence[Told], help_text: str) -> None:
        super().__init__(breadcrumb)
        self._paragraphs, self.help_text = paragraphs, help_text

    def body(self) -> ComposeResult:
        yield Paragraphs(self._paragraphs)

    def tell_what_is_shown(self) -> None:
        """It is about what is below it, which was said."""


def message_screen(breadcrumb: str, entry: Entry) -> TellingScreen:
    """A message that is about no pupil of LSUN, whole."""
    trail = places.below(breadcrumb, comparison_texts.MESSAGE)
    return TellingScreen(
        trail, comparison_texts.message_told(entry.message), comparison_texts.MESSAGE_HELP
    )
