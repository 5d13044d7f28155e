"""A column of lines drawn one by one."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.strip import Strip

from core.text import showable
from tui.widgets.caret import Caret

ELLIPSIS = "…"


def fitted(text: str, width: int) -> str:
    """The text in exactly `width` cells: padded, or cut with an ellipsis."""
    if cell_len(text) > width > 0:
        return set_cell_size(text, width - 1) + ELLIPSIS
    return set_cell_size(text, width)


class Lines(Caret, can_focus=True):
    """Shows the lines from `top` on, literally, and repaints only those said to have changed.

    Textual's own list and log widgets repaint themselves whole at each key or message, which a slow
    terminal line feels.
    """

    BINDINGS = [
        Binding("pageup", "page(-1)", "Page précédente", show=False),
        Binding("pagedown", "page(1)", "Page suivante", show=False),
    ]

    top = 0

    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def draw(self, index: int) -> tuple[str, Style]:
        """The text of a line, and its style."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        index = self.top + y
        text, style = self.draw(index) if index < self.line_count() else ("", Style.null())
        return Strip([Segment(fitted(showable(text), self.size.width), style)], self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All the lines, when the stylesheet says `height: auto`."""
        return self.line_count()

    def show_from(self, top: int) -> None:
        """Scroll so that `top` is the first line, as far as there are lines to show."""
        top = max(0, min(top, self.line_count() - 1))
        if top != self.top:
            self.top = top
            self.refresh()

    def repaint(self, first: int, count: int = 1) -> None:
        """Repaint `count` lines from the line `first` on, those of them that are visible."""
        self.refresh(Region(0, first - self.top, self.size.width, count))

    def on_resize(self) -> None:
        self.place_caret()
