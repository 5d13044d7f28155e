"""The classes in columns, as many as there is room for."""

from collections.abc import Sequence

from rich.cells import cell_len

from core.messages.french import never_or_when
from core.model.views import StructureOverview
from tui.charset import displayable
from tui.fullscreen.widgets.lines import fitted
from tui.wording import sentences, texts

_CLASS, _LEVELS, _TEACHERS, _SYNCHRONISED = 0, 2, 3, 4
_LEFT_OUT = (_TEACHERS, _SYNCHRONISED, _LEVELS)
"""The columns that are left out, in this order, where there is no room for them."""


def in_columns(rows: Sequence[StructureOverview], room: int) -> list[str]:
    """The headings, then a line a class, on so many cells."""
    told = [texts.CLASS_COLUMNS, *map(cells_of, rows)]
    table = [[*map(displayable, cells)] for cells in told]
    widths = _widths(table, room)
    return [
        " ".join(
            fitted(cell, width) for cell, width in zip(cells, widths, strict=True) if width
        ).rstrip()
        for cells in table
    ]


def cells_of(row: StructureOverview) -> tuple[str, ...]:
    """What is said of a class, column by column."""
    return (
        row.structure.label,
        f"{row.pupils:>6}",
        sentences.levels(row),
        ", ".join(row.teachers),
        texts.NEW if row.is_new else never_or_when(row.synchronised_at),
    )


def _widths(table: Sequence[Sequence[str]], room: int) -> list[int]:
    """What each column needs, 0 for one that is left out.

    The teachers alone may be cut, and the name of a class where nothing else can give way: the
    screen tells them whole of the current one.
    """
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    wanted = widths[_TEACHERS]
    widths[_TEACHERS] = cell_len(table[0][_TEACHERS])
    for column in _LEFT_OUT:
        if _left(widths, room) >= 0:
            break
        widths[column] = 0
    if widths[_TEACHERS]:
        widths[_TEACHERS] = min(wanted, widths[_TEACHERS] + _left(widths, room))
    else:
        widths[_CLASS] += min(0, _left(widths, room))
    return widths


def _left(widths: Sequence[int], room: int) -> int:
    """The room that is left beside these columns and the blanks between them."""
    shown = [width for width in widths if width]
    return room - sum(shown) - len(shown) + 1
