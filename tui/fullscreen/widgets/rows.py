"""Rows to go through with the arrows and to choose from with Enter."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells
from rich.style import Style
from textual.binding import Binding
from textual.message import Message

from core.text import showable
from tui.charset import displayable
from tui.fullscreen.widgets.lines import MARK, Lines
from tui.wording import key_texts


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text, and what it stands for.

    `words` are all that it would say with more room: what is searched and copied.
    """

    key: object
    text: str
    words: str = ""


class Rows(Lines):
    """A list with a current row, marked by a sign as well as by its style."""

    COMPONENT_CLASSES = {"rows--current"}

    BINDINGS = [
        Binding("right", "shift(1)", key_texts.LINE_END, show=False),
        Binding("left", "shift(-1)", key_texts.LINE_START, show=False),
        Binding("enter", "choose", key_texts.CHOOSE, show=False),
    ]

    @dataclass
    class Chosen(Message):
        """The user pressed Enter on a row."""

        rows: "Rows"
        row: Row

        @property
        def control(self) -> "Rows":
            """The list, for Textual's event selectors."""
            return self.rows

    @dataclass
    class Moved(Message):
        """Another row is current."""

        rows: "Rows"

        @property
        def control(self) -> "Rows":
            """The list, for Textual's event selectors."""
            return self.rows

    def __init__(
        self,
        rows: Sequence[Row] = (),
        *,
        current: int = 0,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._rows = tuple(rows)
        self._current = current
        self._skipped = 0

    @property
    def current(self) -> Row | None:
        """The row that Enter would choose."""
        return self._rows[self._current] if self._rows else None

    @property
    def copied(self) -> str:
        if self.current is None:
            return ""
        return self.current.words or self.text_of(self._current)

    @property
    def copied_whole(self) -> str:
        return "\n".join(showable(self.text_of(index)) for index in range(len(self._rows)))

    def replace(self, rows: Sequence[Row]) -> None:
        """Show other rows; the current one stays current if it is still there.

        So does, of several rows that stand for the same, the one as far from the first.
        """
        places = self._places_of_the_current_key()
        further = places.index(self._current) if places else 0
        key = self.current.key if self.current else None
        self._rows = tuple(rows)
        kept = [index for index, row in enumerate(self._rows) if places and row.key == key]
        self._current = kept[min(further, len(kept) - 1)] if kept else 0
        self.scroll_to_current()
        self.refresh()
        self.tell_moved()

    def line_count(self) -> int:
        return len(self._rows)

    def draw(self, index: int) -> tuple[str, Style]:
        text = self.text_of(index)
        if self._skipped:
            text = _without_start(text, self._skipped)
        style = Style.null()
        if self.has_cursor(index):
            style = self.get_component_rich_style("rows--current", partial=True)
        return self.marked(index, text), style

    def text_of(self, index: int) -> str:
        """What a row says."""
        return self._rows[index].text

    def tell_moved(self) -> None:
        """Tell that another row is current."""
        self.post_message(self.Moved(self))

    def go_to(self, index: int) -> None:
        former = self._current
        super().go_to(index)
        if self._current != former:
            self.tell_moved()

    def scroll_to_current(self) -> None:
        height = max(1, self.size.height)
        self.show_from(min(self.top, self.line_count() - height))
        if not self.top <= self._current < self.top + height:
            self.show_from(self._current - height // 2)
        self.place_caret()

    def action_shift(self, by: int) -> None:
        """Show the lines from half a width further on, or back, as far as the longest needs."""
        room = max(1, self.size.width - len(MARK))
        longest = max(map(self._cells, range(len(self._rows))), default=0)
        skipped = self._skipped + by * max(1, room // 2)
        if by > 0 and longest - self._skipped <= room:
            return
        self._skipped = max(0, skipped)
        self.refresh()

    def _cells(self, index: int) -> int:
        return cell_len(displayable(self.text_of(index)))

    def action_choose(self) -> None:
        """Tell that the current row is chosen."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    def on_resize(self) -> None:
        self.scroll_to_current()
        super().on_resize()

    def _places_of_the_current_key(self) -> list[int]:
        key = self.current.key if self.current else None
        return [index for index, row in enumerate(self._rows) if row.key == key]


def _without_start(text: str, cells: int) -> str:
    """The text without so many cells at its start."""
    return "".join(chop_cells(displayable(text), cells)[1:])
