"""A question that says in full what will happen, and is answered by Oui or Non."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from tui.fullscreen.screens.dialog import Dialog
from tui.fullscreen.widgets.paragraphs import Paragraphs
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import texts


class Question(Dialog[bool]):
    """Asks; Échap is Non, and so is Enter, before another answer is chosen.

    The arrows go up from the answers into the question: whoever reads the line under the cursor
    alone reads it there.
    """

    BINDINGS = [
        Binding("escape,n", "dismiss(False)", texts.NO, show=False),
        Binding("o", "dismiss(True)", texts.YES, show=False),
    ]

    YES, NO = Row("yes", texts.YES), Row("no", texts.NO)

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = texts.CONFIRM
            yield Paragraphs([self._text, ""], (self.NO, self.YES), indent=0)

    @on(Rows.Chosen)
    def _answered(self, event: Rows.Chosen) -> None:
        self.dismiss(event.row is self.YES)
