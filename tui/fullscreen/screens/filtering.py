"""A list that is filtered by typing, under what it is asked for."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from tui.fullscreen.screens.page import Page
from tui.fullscreen.widgets.filtered import FilteredRows
from tui.fullscreen.widgets.rows import Row
from tui.fullscreen.widgets.sentence import Sentence
from tui.wording import texts


class FilteringPage(Page):
    """Typing keeps the rows that contain what is typed; the filter is said below them.

    `typed` says what that is.
    """

    typed = texts.TYPE_A_PUPIL

    AUTO_FOCUS = "FilteredRows"

    def body(self) -> ComposeResult:
        yield FilteredRows(self.typed)
        yield Sentence(id="filter")

    def offer(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.query_one(FilteredRows).offer(rows)

    @on(FilteredRows.Changed)
    def _tell_filter(self) -> None:
        self.query_one("#filter", Sentence).say(self.query_one(FilteredRows).filter_sentence)
