"""Where the columns of one file are: found by their headers, never by their places."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from adapters.be1d.extractions.columns import Column, Kind, column_of
from adapters.be1d.extractions.table import Line
from core.text import without_accents


class Header:
    """The first row of a file, of one kind of extraction."""

    def __init__(self, cells: Sequence[str], kind: Kind) -> None:
        width = max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)
        self._cells, self._layout = list(cells[:width]), kind.value
        self._columns = [column_of(cell, self._layout) for cell in self._cells]
        self._positions: dict[str, int] = {}
        self._groups: list[dict[str, int]] = []
        for position, column in enumerate(self._columns):
            if column is None:
                continue
            if column.is_repeated:
                self._place_in_group(column, position)
            self._positions.setdefault(column.name, position)

    def _place_in_group(self, column: Column, position: int) -> None:
        """Each in the first group that has none yet, whatever the order of the columns."""
        for group in self._groups:
            if column.name not in group:
                group[column.name] = position
                return
        self._groups.append({column.name: position})

    @property
    def missing(self) -> tuple[str, ...]:
        """The needed columns that the file does not have."""
        return tuple(
            column.headers[0]
            for column in self._layout.columns
            if column.is_needed and column.name not in self._positions
        )

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headers that no extraction is known to have."""
        unused = set(map(without_accents, self._layout.unused))
        return tuple(
            cell.strip()
            for cell, column in zip(self._cells, self._columns, strict=True)
            if cell.strip() and column is None and without_accents(cell) not in unused
        )

    @property
    def repeated(self) -> tuple[str, ...]:
        """The headers of columns that stand several times, and are not to."""
        single = [column for column in self._columns if column and not column.is_repeated]
        counts = Counter(column.name for column in single)
        return tuple(
            self._cells[self._positions[name]].strip()
            for name, count in counts.items()
            if count > 1
        )

    def has(self, *names: str) -> bool:
        """Whether the file has all of these columns."""
        return all(name in self._positions for name in names)

    def reaches(self, row: Sequence[str], name: str) -> bool:
        """Whether the file has this column, and the row goes so far."""
        return self._positions.get(name, len(row)) < len(row)

    def uncut(self, line: Line) -> list[str]:
        """The cells of a line, but for the one in which the file stops short."""
        return line.cells[:-1] if self.is_cut(line) else line.cells

    def is_cut(self, line: Line) -> bool:
        """Whether the file stops in the middle of this line."""
        return not line.is_ended and len(line.cells) < len(self._cells)

    def is_footer(self, line: Line) -> bool:
        """Whether a line is a remark under the rows: nothing but one cell, the first."""
        return (
            line.is_ended
            and bool(line.cells[0].strip())
            and not any(cell.strip() for cell in line.cells[1:])
        )

    def cell(self, row: Sequence[str], name: str) -> str:
        """The cell of a row, as it is; empty when the file or the row does not go so far."""
        position = self._positions.get(name, len(row))
        return row[position] if position < len(row) else ""

    def groups(self, row: Sequence[str]) -> Iterator[Mapping[str, str]]:
        """The repeated cells of a row, one mapping for each time; empty ones are passed over.

        A header that ends with them need not repeat them: the row then goes on in the same order.
        """
        for positions in (*self._groups, *self._beyond(len(row))):
            cells = {
                name: row[position] if position < len(row) else ""
                for name, position in positions.items()
            }
            if any(map(str.strip, cells.values())):
                yield cells

    def overflows(self, row: Sequence[str]) -> bool:
        """Whether the row says more than the header announces, where nothing is repeated."""
        return not self._groups and any(cell.strip() for cell in row[len(self._cells) :])

    def _beyond(self, length: int) -> Iterator[dict[str, int]]:
        if not self._groups or max(self._groups[-1].values()) != len(self._cells) - 1:
            return
        last = self._groups[-1]
        width = len(self._cells) - min(last.values())
        for offset in range(width, length - min(last.values()), width):
            yield {name: position + offset for name, position in last.items()}
