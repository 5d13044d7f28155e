"""A line to type in."""

from rich.cells import cell_len
from textual.geometry import Offset
from textual.widgets import Input

from tui.widgets.caret import Caret


class Field(Input, Caret):
    """Textual's input without a frame, and without a blink that would cost bytes for ever."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, compact=True)
        self.cursor_blink = False

    @property
    def caret(self) -> Offset:
        """After the letters that were typed before it."""
        typed = cell_len(self.value[: self.cursor_position])
        return Offset(typed - int(self.scroll_offset.x), 0)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The same on the screen; Textual asks for it, and puts the cursor there.

        It would be a cell too far after the last letter, and asks fields without the focus too.
        """
        if self.has_focus:
            return self.content_region.offset + self.caret
        return self.app.cursor_position
