"""A question that says in full what will happen, and is answered by Oui or Non."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui import texts
from tui.widgets.rows import Row, Rows


class Question(ModalScreen[bool]):
    """Asks; Échap is Non. The first answer is the one that Enter gives."""

    BINDINGS = [Binding("escape", "dismiss(False)", texts.NO, key_display="Échap")]

    YES, NO = Row(True, texts.YES), Row(False, texts.NO)

    def __init__(self, text: str, first: Row) -> None:
        super().__init__()
        self._text = text
        self._answers = (first, self.NO if first is self.YES else self.YES)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(Content(self._text))
            yield Rows(self._answers)

    @on(Rows.Chosen)
    def _answered(self, event: Rows.Chosen) -> None:
        self.dismiss(event.row is self.YES)
