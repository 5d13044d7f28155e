"""What the terminal shows, so that only what differs from it is sent.

Textual paints a screen whole when another one opens, often twice, blanks included. Who waits at the
end of a slow line is sent the characters that change, and line ends are erased instead of filled.
"""

import re
from collections.abc import Iterator

from rich.cells import cell_len

_TOKEN = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H"
    r"|\x1b\[(?P<style>[\d;]*)m"
    r"|(?P<turn>[\r\n]+)"
    r"|(?P<text>[^\x1b\r\n]+)"
)
_OWN_COLOURS = frozenset({"39", "49", "0", ""})
"""What says nothing: the colours of the terminal itself."""

_EXTENDED = frozenset({"38", "48"})
"""After which a number is no style of its own."""

NARROW = re.compile("[ -~\u00a0-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u259f]*")
"""Texts whose characters take a cell each, as nearly all do: they need not be measured."""

_Cell = tuple[str, str]
"""A character and its style; an empty character goes on with the wide one before it."""

_BLANK: _Cell = (" ", "")
_UNKNOWN: _Cell = ("", "?")
_WORTH_A_MOVE = 6
"""Cells that are sent again rather than jumped over."""

_WORTH_ERASING = 4


class Shown:
    """The cells of a terminal, as they were written last."""

    def __init__(self) -> None:
        self._rows: list[list[_Cell]] = []
        self._columns = 0
        self._new_size: tuple[int, int] | None = None
        self._cursor = (-1, -1)
        self._pen = ""

    def resize(self, columns: int, lines: int) -> None:
        """Take this size; nothing is known any more of what is shown.

        A signal tells the size, maybe in the middle of a change: it is taken before the next one.
        """
        self._new_size = columns, lines

    def forget(self) -> None:
        """Know nothing any more: a noisy line, or another program, may have written there."""
        self._fill(_UNKNOWN)

    def clear(self) -> None:
        """Take the screen for empty, as a terminal gives it."""
        self._fill(_BLANK)

    def changes(self, data: str) -> str | None:
        """What has to be sent for `data` to be shown; None when it is more than cells and moves."""
        if self._new_size is not None:
            self._fill(_UNKNOWN)
        end = 0
        wanted: dict[int, dict[int, _Cell]] = {}
        row, column, style = *self._cursor, ""
        for token in _TOKEN.finditer(data):
            if token.start() != end:
                break
            end = token.end()
            if token["row"]:
                row, column = int(token["row"]) - 1, int(token["column"]) - 1
            elif token["style"] is not None:
                style = _without_own_colours(token["style"])
            elif token["text"]:
                cells = wanted.setdefault(row, {})
                for cell in _cells(token["text"], style):
                    cells[column] = cell
                    column += 1
        if end != len(data):
            if wanted:
                self.forget()
            return None
        sent = [part for number in sorted(wanted) for part in self._row(number, wanted[number])]
        return "".join((*sent, *self._put_pen(""), *self._move(row, column)))

    def _row(self, number: int, wanted: dict[int, _Cell]) -> Iterator[str]:
        if not 0 <= number < len(self._rows):
            return
        shown = self._rows[number]
        changed = [
            column
            for column, cell in sorted(wanted.items())
            if 0 <= column < self._columns and shown[column] != cell
        ]
        for column in changed:
            shown[column] = wanted[column]
        erased_from = self._blank_from(shown) if changed else self._columns
        if sum(column >= erased_from for column in changed) < _WORTH_ERASING:
            erased_from = self._columns
        for start, stop in _spans([column for column in changed if column < erased_from]):
            yield from self._write(number, start, stop)
        if erased_from < self._columns:
            yield from (*self._put_pen(""), *self._move(number, erased_from), "\x1b[K")

    def _blank_from(self, shown: list[_Cell]) -> int:
        """From which column on a line has nothing but blanks."""
        column = self._columns
        while column and shown[column - 1] == _BLANK:
            column -= 1
        return column

    def _write(self, number: int, start: int, stop: int) -> Iterator[str]:
        shown = self._rows[number]
        while start and not shown[start][0]:
            start -= 1
        yield from self._move(number, start)
        for character, style in shown[start:stop]:
            if character:
                yield from self._put_pen(style)
                yield character
        # After the last column, where the cursor is differs from one terminal to another.
        self._cursor = (number, stop) if stop < self._columns else (-1, -1)

    def _put_pen(self, style: str) -> Iterator[str]:
        if style != self._pen:
            yield f"\x1b[{'0;' if self._pen and style else ''}{style or '0'}m"
            self._pen = style

    def _move(self, row: int, column: int) -> Iterator[str]:
        if (row, column) != self._cursor and row >= 0:
            yield f"\x1b[{row + 1};{column + 1}H"
            self._cursor = (row, column)

    def _fill(self, cell: _Cell) -> None:
        lines = len(self._rows)
        if self._new_size is not None:
            (self._columns, lines), self._new_size = self._new_size, None
        self._rows = [[cell] * self._columns for _ in range(lines)]
        self._cursor = (-1, -1)


def _cells(text: str, style: str) -> Iterator[_Cell]:
    """The cells that a text takes."""
    if NARROW.fullmatch(text):
        yield from ((character, style) for character in text)
        return
    held = ""
    for character in text:
        width = cell_len(character)
        if not width and held:
            held += character  # what has no width of its own belongs to what comes before
            continue
        if held:
            yield from _cells_of(held, style)
        held = character
    if held:
        yield from _cells_of(held, style)


def _cells_of(character: str, style: str) -> Iterator[_Cell]:
    yield (character, style)
    yield from (("", style) for _ in range(cell_len(character) - 1))


def _spans(columns: list[int]) -> Iterator[tuple[int, int]]:
    """From where to where to write, gaps being sent again where a move would cost as much."""
    start = stop = -1
    for column in columns:
        if start < 0:
            start = column
        elif column - stop >= _WORTH_A_MOVE:
            yield start, stop
            start = column
        stop = column + 1
    if start >= 0:
        yield start, stop


def _without_own_colours(style: str) -> str:
    parts = style.split(";")
    if _EXTENDED.intersection(parts):
        return style
    return ";".join(part for part in parts if part not in _OWN_COLOURS)
