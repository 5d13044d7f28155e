"""A column of lines drawn one by one."""

import textwrap

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Offset, Region, Size
from textual.strip import Strip

from tui.charset import displayable
from tui.fullscreen.widgets.caret import Caret
from tui.wording import key_texts, texts

MARK = "> "
"""Before the line that the cursor is on, when its list has the focus."""

ELLIPSIS = "…"


def fitted(text: str, width: int) -> str:
    """The text in exactly `width` cells: padded, or cut with an ellipsis."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    ellipsis = displayable(ELLIPSIS)[:width]
    return set_cell_size(text, width - len(ellipsis)) + ellipsis


def end_of(text: str, width: int) -> str:
    """The text, without its beginning when it takes more than `width` cells."""
    shown = displayable(text)
    if cell_len(shown) <= width:
        return shown
    ellipsis = displayable(ELLIPSIS)
    while shown and cell_len(ellipsis + shown) > width:
        shown = shown[1:]
    return ellipsis + shown


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """The lines of a text on so many cells, the further ones indented; an empty one for none."""
    if cell_len(text) <= width:
        return [text]
    # A wide character takes two cells: half the room then never overflows.
    room = width if cell_len(text) == len(text) else width // 2
    return textwrap.wrap(text, room, subsequent_indent=indent, break_on_hyphens=False) or [""]


class Lines(Caret, can_focus=True):
    """Shows the lines from `top` on, literally, and repaints only those said to have changed.

    One line is current: it has the cursor, and is marked by a sign as well as by its style.
    Textual's own list and log widgets repaint themselves whole at each key or message, which a slow
    terminal line feels.
    """

    BINDINGS = [
        Binding("up", "move(-1)", key_texts.LINE_UP, show=False),
        Binding("down", "move(1)", key_texts.LINE_DOWN, show=False),
        Binding("home", "first", key_texts.FIRST_LINE, show=False),
        Binding("end", "last", key_texts.LAST_LINE, show=False),
        Binding("pageup", "page(-1)", key_texts.PAGE_UP, show=False),
        Binding("pagedown", "page(1)", key_texts.PAGE_DOWN, show=False),
    ]

    top = 0
    _current = 0

    @property
    def caret(self) -> Offset:
        """On the text of the current line."""
        return Offset(len(MARK), self._current - self.top)

    def stop_count(self) -> int:
        """At how many places the cursor can be: on each line, unless several are one."""
        return self.line_count()

    def go_to(self, index: int) -> None:
        """Make another line current, or the nearest one there is."""
        former, self._current = self._current, max(0, min(index, self.stop_count() - 1))
        if self._current != former:
            self.scroll_to_current()
            self.repaint_stop(former)
            self.repaint_stop(self._current)
            self.place_caret()

    def scroll_to_current(self) -> None:
        """Show the current line."""
        raise NotImplementedError

    def action_move(self, by: int) -> None:
        """Make the line so many lines further current."""
        self.go_to(self._current + by)

    def action_page(self, by: int) -> None:
        """Move by so many pages."""
        self.action_move(by * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """Go to the first line."""
        self.go_to(0)

    def action_last(self) -> None:
        """Go to the last line."""
        self.go_to(self.stop_count() - 1)

    def on_focus(self) -> None:
        self.repaint_stop(self._current)
        self.place_caret()

    def on_blur(self) -> None:
        self.repaint_stop(self._current)

    @property
    def copied_whole(self) -> str:
        """All that there is to read, to be copied."""
        raise NotImplementedError

    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def draw(self, index: int) -> tuple[str, Style]:
        """The text of a line, and its style."""
        raise NotImplementedError

    def marked(self, index: int, text: str) -> str:
        """The text of a line after the mark, if the cursor is on it, or after as many blanks."""
        return (MARK if self.has_cursor(index) else " " * len(MARK)) + text

    def has_cursor(self, index: int) -> bool:
        """Whether this line is current, in the list that has the focus."""
        return index == self._current and self.has_focus

    def render_line(self, y: int) -> Strip:
        index = self.top + y
        text, style, width = "", Style.null(), self.size.width
        if index < self.line_count():
            text, style = self.draw(index)
        elif not index:
            text = (MARK if self.has_focus else " " * len(MARK)) + texts.EMPTY
        return Strip([Segment(fitted(displayable(text), width), self._base + style)], width)

    @property
    def _base(self) -> Style:
        """The colours of the theme; nothing, and no byte, for those of the terminal itself."""
        own = self.rich_style
        if own.color and own.color.is_default and own.bgcolor and own.bgcolor.is_default:
            return Style.null()
        return own

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All the lines, when the stylesheet says `height: auto`."""
        return max(1, self.line_count())

    def show_from(self, top: int) -> None:
        """Scroll so that `top` is the first line, as far as there are lines to show."""
        top = max(0, min(top, self.line_count() - 1))
        if top != self.top:
            self.top = top
            self.refresh()

    def repaint(self, first: int, count: int = 1) -> None:
        """Repaint `count` lines from the line `first` on, those of them that are visible."""
        lines = Region(0, first - self.top, self.size.width, count)
        if visible := lines.intersection(self.size.region):
            self.refresh(visible)

    def repaint_stop(self, index: int) -> None:
        """Repaint what the cursor can be on."""
        self.repaint(index)

    def on_resize(self) -> None:
        self.place_caret()
