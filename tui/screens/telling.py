"""Paragraphs to read line by line."""

import textwrap
from collections.abc import Sequence

from textual.app import ComposeResult

from tui.screens.page import Page
from tui.widgets.rows import MARK, Row, Rows


class TellingScreen(Page):
    """What is told of one thing; the arrows go through its lines."""

    def __init__(self, breadcrumb: str, paragraphs: Sequence[str], help_text: str) -> None:
        super().__init__(breadcrumb)
        self._paragraphs, self.help_text = paragraphs, help_text

    def body(self) -> ComposeResult:
        yield Rows()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Rows).replace(wrapped(self._paragraphs, self.app.size.width))


def wrapped(paragraphs: Sequence[str], width: int) -> list[Row]:
    """The lines of these paragraphs on a screen so wide; an empty one separates."""
    lines = [
        line
        for paragraph in paragraphs
        for line in textwrap.wrap(paragraph, width - len(MARK), subsequent_indent="    ") or [""]
    ]
    return [Row(number, line) for number, line in enumerate(lines)]
