"""A datum before and after, in two columns, or one above the other where there is no room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from core.model.comparison import Part
from tui.charset import displayable
from tui.fullscreen.widgets.lines import MARK, wrapped
from tui.fullscreen.widgets.rows import Row
from tui.wording.beside import AFTER, BEFORE, Beside, signed

NARROW = 60
"""Columns of a terminal below which two texts do not fit beside each other."""

_INDENT, _BETWEEN = "  ", " │ "

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkedRow(Row):
    """A row, and from which cell to which one it has changed words."""

    changed: tuple[_Span, ...] = ()


def rows_of(key: object, datum: Beside, width: int) -> Iterator[Row]:
    """The rows of a datum on so many cells: what it is, then what it was and what it has become."""
    room = max(10, width - len(MARK))
    for line in wrapped(displayable(datum.label), room, _INDENT):
        yield Row(key, line)
    is_narrow = width < NARROW
    column = room if is_narrow else (room - len(_BETWEEN)) // 2
    before = _column(key, f"{_INDENT}{BEFORE} : ", datum.before, column)
    after = _column(key, f"{_INDENT if is_narrow else ''}{AFTER} : ", datum.after, column)
    if is_narrow:
        yield from (*before, *after)
        return
    empty = MarkedRow(key, "")
    for left, right in zip_longest(before, after, fillvalue=empty):
        start = column + len(_BETWEEN)
        shifted = tuple((first + start, last + start) for first, last in right.changed)
        text = set_cell_size(left.text, column) + _BETWEEN + right.text
        yield MarkedRow(key, text, changed=(*left.changed, *shifted))


def painted(strip: Strip, changed: Sequence[_Span], style: Style) -> Strip:
    """The strip with this style on what has changed, which begins after the mark of the line."""
    cuts = [len(MARK) + cell for span in changed for cell in span]
    pieces = strip.divide([*cuts, strip.cell_length])
    return Strip.join(
        Strip([Segment(text, (own or Style.null()) + style) for text, own, _ in piece])
        if number % 2
        else piece
        for number, piece in enumerate(pieces)
    )


def _column(key: object, name: str, parts: Sequence[Part], width: int) -> list[MarkedRow]:
    """The lines of a text after its name, with the cells of those of its letters that differ."""
    pieces = [
        (displayable(part.text), part.differs)
        for part in (Part(name, differs=False), *signed(parts))
    ]
    differing = iter([differs for text, differs in pieces for letter in text if _is_seen(letter)])
    further = _INDENT * (2 if name.startswith(_INDENT) else 1)
    lines = wrapped("".join(text for text, _ in pieces), width, further)
    return [MarkedRow(key, line, changed=tuple(_spans(line, differing))) for line in lines]


def _spans(line: str, differing: Iterator[bool]) -> Iterator[_Span]:
    """Where the line has letters that differ; a blank is as what is before it."""
    start, differs = 0, False
    for place, letter in enumerate(line):
        if _is_seen(letter) and next(differing) != differs:
            if differs:
                yield start, cell_len(line[:place].rstrip())
            start, differs = cell_len(line[:place]), not differs
    if differs:
        yield start, cell_len(line)


def _is_seen(letter: str) -> bool:
    """Whether wrapping keeps it: it takes blanks away, and adds some."""
    return not letter.isspace()
