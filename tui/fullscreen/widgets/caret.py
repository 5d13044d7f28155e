"""The hardware cursor, which screen readers and braille lines follow."""

from textual.geometry import Offset, Region
from textual.widget import Widget

_ONE_CELL = Region(0, 0, 1, 1)


class Caret(Widget):
    """A widget that says where the cursor goes when it has the focus."""

    @property
    def caret(self) -> Offset:
        """Where the cursor goes, inside this widget."""
        return Offset(0, 0)

    @property
    def copied(self) -> str:
        """What the line of the cursor says, to be copied whole."""
        return ""

    def place_caret(self) -> None:
        """Put the cursor on this widget, if it has the focus of the screen that is shown."""
        if not self.has_focus or self.screen is not self.app.screen:
            return
        place = self.content_region.offset + self.caret
        if self.app.cursor_position != place:
            self.app.cursor_position = place
            # Textual moves the cursor when it paints something, and only then.
            self.refresh(_ONE_CELL)


def move_caret_to(widget: Widget | None) -> None:
    """Put the cursor on this widget, once it is laid out."""
    if isinstance(widget, Caret):
        widget.call_after_refresh(widget.place_caret)
