"""Rows with a filter that is simply typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.events import Key
from textual.message import Message

from core.text import without_accents
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import sentences


class FilteredRows(Rows):
    """Letters keep the rows that contain them; Retour arrière takes one back."""

    @dataclass
    class Changed(Message):
        """What is shown, or what is marked in it, is no longer the same."""

        rows: "FilteredRows"

        @property
        def control(self) -> "FilteredRows":
            """The list, for Textual's event selectors."""
            return self.rows

    def __init__(self, wanted: str = "", *, id: str | None = None) -> None:  # noqa: A002
        """`wanted` says what can be typed, while nothing is."""
        super().__init__(id=id)
        self._wanted = wanted
        self._choices: tuple[Row, ...] = ()
        self.filter = ""
        self.found = 0
        """How many rows the filter lets through."""

    @property
    def filter_sentence(self) -> str:
        """What is typed, and what comes of it."""
        return sentences.typed_filter(self.filter, self.found, len(self._choices), self._wanted)

    @property
    def is_filtering(self) -> bool:
        """Whether something is typed."""
        return bool(self.filter)

    def lift_filter(self) -> None:
        """Show all the rows, and go to them."""
        self._set_filter("")
        self.focus()

    def offer(self, choices: Sequence[Row]) -> None:
        """Show these rows."""
        self._choices = tuple(choices)
        self.show_filtered()

    def on_key(self, event: Key) -> None:
        if event.key == "backspace" and self.filter:
            self._set_filter(self.filter[:-1])
        elif event.is_printable and event.character and self.is_typed(event.character):
            self._set_filter(self.filter + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def is_typed(self, character: str) -> bool:
        """Whether a character belongs to the filter."""
        return character != " " or bool(self.filter)

    def rows_shown(self, found: Sequence[Row]) -> Sequence[Row]:
        """The rows on the screen, of those that the filter lets through."""
        return found

    def show_filtered(self) -> None:
        """Show what the filter lets through."""
        wanted = without_accents(self.filter)
        found = [row for row in self._choices if wanted in without_accents(row.words or row.text)]
        self.found = len(found)
        self.replace(self.rows_shown(found))
        self.post_message(self.Changed(self))

    def _set_filter(self, text: str) -> None:
        self.filter = text
        self.show_filtered()
