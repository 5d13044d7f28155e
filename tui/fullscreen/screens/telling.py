"""Paragraphs to read line by line."""

from collections.abc import Sequence

from textual.app import ComposeResult

from tui.fullscreen.screens.page import Page
from tui.fullscreen.widgets.paragraphs import Paragraphs


class TellingScreen(Page):
    """What is told of one thing; the arrows go through its lines."""

    def __init__(self, breadcrumb: str, paragraphs: Sequence[str], help_text: str) -> None:
        super().__init__(breadcrumb)
        self._paragraphs, self.help_text = paragraphs, help_text

    def body(self) -> ComposeResult:
        yield Paragraphs(self._paragraphs)
