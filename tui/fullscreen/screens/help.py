"""The help of a screen."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from tui.fullscreen.screens.dialog import Dialog
from tui.fullscreen.widgets.paragraphs import Paragraphs
from tui.wording import key_texts, texts


class HelpScreen(Dialog[None]):
    """What a screen is for, then its keys as they are set; read line by line, Échap closes it."""

    BINDINGS = [Binding("escape,f1,ctrl+g", "dismiss", key_texts.CLOSE, show=False)]

    def __init__(self, text: str, keys: Sequence[str]) -> None:
        super().__init__()
        purpose = f"{text}\n\n{texts.KEYS_OF_THIS_SCREEN}"
        self._paragraphs = [*purpose.split("\n"), *keys, "", *texts.COMMON_HELP.split("\n")]

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = texts.HELP_TITLE
            yield Paragraphs(self._paragraphs)
