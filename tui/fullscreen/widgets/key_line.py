"""The last line of a screen: its keys, and what they do."""

from rich.cells import cell_len

from tui.charset import displayable
from tui.fullscreen.widgets.binding import offered
from tui.fullscreen.widgets.sentence import Sentence
from tui.wording.key_texts import key_name

_BETWEEN = "  "


class KeyLine(Sentence):
    """As many commands as there is room for, each by its first key."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._tell())

    def on_resize(self) -> None:
        self._tell()

    def _tell(self) -> None:
        shown = ""
        for known in offered(self.screen):
            entry = f"{key_name(known.keys[0])} {known.label}"
            longer = f"{shown}{_BETWEEN}{entry}" if shown else entry
            if cell_len(displayable(longer)) > self.size.width:
                break
            shown = longer
        self.say(shown)
