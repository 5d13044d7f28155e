"""In which order the classes of a school are shown."""

from collections.abc import Iterable

from core.model.records import Level
from core.model.views import StructureOverview

_LEVELS = list(Level)


def by_level(rows: Iterable[StructureOverview]) -> tuple[StructureOverview, ...]:
    """From the youngest pupils to the oldest; what has no level, as a ULIS, comes last."""
    return tuple(sorted(rows, key=_rank))


def _rank(row: StructureOverview) -> tuple[bool, list[int], str]:
    ranks = sorted(map(_LEVELS.index, row.structure.levels))
    return (row.structure.is_group or not ranks, ranks, row.structure.label)
