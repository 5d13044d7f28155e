"""A few things to choose from, above what was shown."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from tui.fullscreen.screens.dialog import Dialog
from tui.fullscreen.screens.stepping import SteppingBack
from tui.fullscreen.widgets.filtered import FilteredRows
from tui.fullscreen.widgets.rows import Row, Rows
from tui.fullscreen.widgets.sentence import Sentence
from tui.wording import key_texts


class ChoosingScreen(Dialog[object], SteppingBack[object]):
    """Typing filters; Enter answers with the key of the row, leaving with nothing."""

    BINDINGS = [Binding("escape", "back", key_texts.CLOSE, show=False)]

    def __init__(self, title: str, rows: Sequence[Row]) -> None:
        super().__init__()
        self._title, self._rows = title, rows

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = self._title
            yield FilteredRows()
            yield Sentence(id="filter")

    def on_mount(self) -> None:
        self.query_one(FilteredRows).offer(self._rows)

    def leave(self) -> None:
        """Answer with nothing."""
        self.dismiss()

    @on(FilteredRows.Changed)
    def _tell_filter(self) -> None:
        rows = self.query_one(FilteredRows)
        self.query_one("#filter", Sentence).say(rows.filter_sentence if rows.filter else "")

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.row.key)
