"""The hardware cursor, which screen readers and braille lines follow."""

from textual.widget import Widget

from tui.widgets.action import Action
from tui.widgets.field import Field
from tui.widgets.lines import Lines


def move_caret_to(widget: Widget | None) -> None:
    """Put the cursor on this widget, once it is laid out."""
    if isinstance(widget, Lines | Action | Field):
        widget.call_after_refresh(widget.place_caret)
