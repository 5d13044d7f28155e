"""Rows to go through with the arrows and to choose from with Enter."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len, chop_cells
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Offset, Size
from textual.message import Message

from core.text import showable
from tui.charset import displayable
from tui.fullscreen.widgets.lines import MARK, Lines, wrapped
from tui.wording import key_texts

SHORT = 20
"""Lines of a terminal below which each row has one."""

_MOST_LINES = 3
"""Lines of a row at most; an arrow shows the rest."""


@dataclass(frozen=True, slots=True)
class Row:
    """A text, and what it stands for.

    `words` are all that it would say with more room: what is searched and copied.
    """

    key: object
    text: str
    words: str = ""


class Rows(Lines):
    """A list with a current row, marked by a sign as well as by its style.

    A row that is longer than the screen is wide goes on below, further in.
    """

    COMPONENT_CLASSES = {"rows--current"}

    indent = 4
    """Cells by which the further lines of a row are set apart from the next row."""

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
        self._starts: list[int] = [*range(len(rows) + 1)]
        """The first line of each row; then how many lines there are."""

    @property
    def caret(self) -> Offset:
        return Offset(len(MARK), self._starts[self._current] - self.top)

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
        self._measure()
        self.scroll_to_current()
        self.refresh()
        self.tell_moved()

    def line_count(self) -> int:
        return self._starts[-1]

    def stop_count(self) -> int:
        return len(self._rows)

    def row_at(self, line: int) -> int:
        """Which row a line belongs to."""
        return bisect_right(self._starts, line) - 1

    def draw(self, index: int) -> tuple[str, Style]:
        row = self.row_at(index)
        within = index - self._starts[row]
        # A screen that has just been given another size may be painted before it is laid out anew.
        text = "".join(self._lines_of(row, self.size.width)[within : within + 1])
        if not self.has_cursor(row):
            return " " * len(MARK) + text, Style.null()
        mark = " " * len(MARK) if within else MARK
        return mark + text, self.get_component_rich_style("rows--current", partial=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        rows = range(len(self._rows))
        return max(1, sum(len(self._lines_of(row, width)) for row in rows))

    def _lines_of(self, index: int, width: int) -> list[str]:
        text, room = displayable(self.text_of(index)), width - len(MARK)
        if self._skipped:
            text = _without_start(text, self._skipped)
        if room < 1 or cell_len(text) <= room:
            return [text]
        most = 1 if self.app.size.height < SHORT else _MOST_LINES
        # What no line will show is not broken into any.
        lines = wrapped(text[: room * (most + 1)], room, " " * self.indent)
        last = " ".join([*lines[most - 1 : most], *map(str.strip, lines[most:])])
        return [*lines[: most - 1], *([last] if last else [])]

    def _is_cut(self, index: int) -> bool:
        return cell_len(self._lines_of(index, self.size.width)[-1]) > self.size.width - len(MARK)

    def _lines_at(self, index: int) -> tuple[int, int]:
        """The first line of a row, and the first one below it; of no row, the line that says so."""
        return (self._starts[index], self._starts[index + 1]) if self._rows else (0, 1)

    def _measure(self) -> None:
        """Find how many lines each row takes, and paint anew what has moved."""
        heights = (len(self._lines_of(row, self.size.width)) for row in range(len(self._rows)))
        former, self._starts = self._starts, [0, *accumulate(heights)]
        if self._starts != former:
            self.refresh()

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
        first, following = self._lines_at(self._current)
        if first < self.top or following > self.top + height:
            self.show_from(first - height // 2)
        self.place_caret()

    def show_from(self, top: int) -> None:
        """The same, from the first line of a row."""
        row = self.row_at(max(0, min(top, self.line_count() - 1)))
        super().show_from(self._starts[row] if top <= self._starts[row] else self._starts[row + 1])

    def repaint_stop(self, index: int) -> None:
        first, following = self._lines_at(index)
        self.repaint(first, following - first)

    def action_page(self, by: int) -> None:
        page = by * max(1, self.size.height - 1)
        reached = self.row_at(max(0, self._starts[self._current] + page))
        self.go_to(self._current + by if reached == self._current else reached)

    def action_shift(self, by: int) -> None:
        """Show the rows from half a width further on, or back, as far as the longest needs."""
        room = max(1, self.size.width - len(MARK))
        if by > 0 and not any(map(self._is_cut, range(len(self._rows)))):
            return
        self._skipped = max(0, self._skipped + by * max(1, room // 2))
        self._measure()
        self.scroll_to_current()
        self.refresh()

    def action_choose(self) -> None:
        """Tell that the current row is chosen."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    def on_resize(self) -> None:
        self._measure()
        self.scroll_to_current()
        super().on_resize()

    def _places_of_the_current_key(self) -> list[int]:
        key = self.current.key if self.current else None
        return [index for index, row in enumerate(self._rows) if row.key == key]


def _without_start(text: str, cells: int) -> str:
    """The text without so many cells at its start."""
    return "".join(chop_cells(text, cells)[1:])
