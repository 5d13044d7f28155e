"""The help of a screen."""

import textwrap

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui import texts
from tui.widgets.rows import Row, Rows
from tui.widgets.sentence import Sentence


class HelpScreen(ModalScreen[None]):
    """A text to read line by line; Échap closes it."""

    BINDINGS = [Binding("escape,f1", "dismiss", "Fermer", key_display="Échap")]

    WIDTH = 72

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = f"{text}\n\n{texts.COMMON_HELP}"

    def compose(self) -> ComposeResult:
        width = min(self.WIDTH, self.app.size.width - 4)
        lines = [
            line
            for paragraph in self._text.split("\n")
            for line in textwrap.wrap(paragraph, width - 2) or [""]
        ]
        with Vertical(classes="box"):
            yield Sentence(texts.HELP_TITLE)
            yield Rows([Row(number, line) for number, line in enumerate(lines)])
