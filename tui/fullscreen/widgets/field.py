"""A line to type in."""

from rich.cells import cell_len
from textual.geometry import Offset, Region
from textual.widgets import Input

from core.text import showable
from tui.fullscreen.widgets.caret import Caret


class Field(Input, Caret):
    """Textual's input without a frame, and without a blink that would cost bytes for ever."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        # What the user typed is gone on with: only what is proposed is selected, and seen to be.
        super().__init__(id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._proposal = ""

    @property
    def is_proposed(self) -> bool:
        """Whether what is in it was put there for the user, and is as it was put."""
        return bool(self.value) and self.value == self._proposal

    @property
    def is_selected(self) -> bool:
        """Whether the next letter replaces all of it."""
        return bool(self.value) and set(self.selection) == {0, len(self.value)}

    def propose(self, text: str) -> None:
        """Put a text there that the next letter replaces, in the place of what is there."""
        self.value = self._proposal = showable(text)
        self.action_end()
        if self.has_focus:
            self.on_focus()

    def on_focus(self) -> None:
        if self.is_proposed:
            self.action_select_all()

    def validate_value(self, value: str) -> str:
        """What is typed or pasted is shown as it is: nothing in it acts on the terminal."""
        return showable(value)

    @property
    def copied(self) -> str:
        return self.value

    def watch_selection(self) -> None:
        """Textual puts the cursor where it was before the text slid under it."""
        self.call_after_refresh(self.place_caret)

    def on_resize(self) -> None:
        self.watch_selection()

    def place_caret(self) -> None:
        """Slide the text so that the cursor is in the field, and put it there."""
        if self.size:
            typed = cell_len(self.value[: self.cursor_position])
            self.scroll_to_region(Region(typed, 0, 1, 1), force=True, animate=False, immediate=True)
        super().place_caret()

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
