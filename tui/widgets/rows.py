"""Rows to go through with the arrows and to choose from with Enter."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message

from tui.widgets.lines import Lines

MARK = "> "


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text, and what it stands for."""

    key: object
    text: str


class Rows(Lines):
    """A list with a current row, marked by a sign as well as by its style."""

    COMPONENT_CLASSES = {"rows--current"}

    BINDINGS = [
        Binding("up", "move(-1)", "Ligne précédente", show=False),
        Binding("down", "move(1)", "Ligne suivante", show=False),
        Binding("home", "move_to(0)", "Première ligne", show=False),
        Binding("end", "move_to(-1)", "Dernière ligne", show=False),
        Binding("enter", "choose", "Choisir", show=False),
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

    def __init__(self, rows: Sequence[Row] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows = tuple(rows)
        self._current = 0

    @property
    def current(self) -> Row | None:
        """The row that Enter would choose."""
        return self._rows[self._current] if self._rows else None

    @property
    def caret(self) -> Offset:
        return Offset(len(MARK), self._current - self.top)

    def replace(self, rows: Sequence[Row]) -> None:
        """Show other rows; the current one stays current if it is still there."""
        former = self.current
        self._rows = tuple(rows)
        kept = (index for index, row in enumerate(self._rows) if former and row.key == former.key)
        self._current = next(kept, 0)
        self._scroll_into_view()
        self.refresh()
        self.post_message(self.Moved(self))

    def line_count(self) -> int:
        return len(self._rows)

    def draw(self, index: int) -> tuple[str, Style]:
        if index == self._current and self.has_focus:
            style = self.get_component_rich_style("rows--current", partial=True)
            return MARK + self.text_of(index), style
        return " " * len(MARK) + self.text_of(index), Style.null()

    def text_of(self, index: int) -> str:
        """What a row says."""
        return self._rows[index].text

    def action_move(self, by: int) -> None:
        """Make the row so many lines further current."""
        self._go_to(self._current + by)

    def action_move_to(self, index: int) -> None:
        """Make this row current; counted from the end when negative."""
        self._go_to(index % max(1, len(self._rows)))

    def action_page(self, by: int) -> None:
        """Move by so many pages."""
        self._go_to(self._current + by * max(1, self.size.height - 1))

    def action_choose(self) -> None:
        """Tell that the current row is chosen."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    def on_focus(self) -> None:
        self.repaint(self._current)
        self.place_caret()

    def on_blur(self) -> None:
        self.repaint(self._current)

    def on_resize(self) -> None:
        self._scroll_into_view()
        super().on_resize()

    def _go_to(self, index: int) -> None:
        former = self._current
        self._current = max(0, min(index, len(self._rows) - 1))
        if self._current != former:
            self._scroll_into_view()
            self.repaint(former)
            self.repaint(self._current)
            self.post_message(self.Moved(self))

    def _scroll_into_view(self) -> None:
        height = max(1, self.size.height)
        self.show_from(min(self.top, self.line_count() - height))
        if not self.top <= self._current < self.top + height:
            self.show_from(self._current - height // 2)
        self.place_caret()
