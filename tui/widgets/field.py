"""A line to type in."""

from rich.cells import cell_len
from textual.geometry import Offset
from textual.widgets import Input


class Field(Input):
    """Textual's input without a frame, and without a blink that would cost bytes for ever."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, compact=True)
        self.cursor_blink = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the hardware cursor goes: after the last letter Textual puts it a cell too far."""
        typed = cell_len(self.value[: self.cursor_position])
        return self.content_region.offset + Offset(typed - int(self.scroll_offset.x), 0)

    def place_caret(self) -> None:
        """Put the hardware cursor where letters are typed."""
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
