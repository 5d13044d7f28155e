"""Which classes of LSUN a register can tell of: an extraction may hold some of them only."""

from collections.abc import Iterable

from core.model.extraction import Extraction
from core.model.records import Structure
from core.model.views import StructureOverview


def covered_by(extraction: Extraction) -> frozenset[int]:
    """The identifiers of the classes that an extraction has pupils of."""
    return frozenset(structure.id for structure in extraction.structures)


def covers(covered: frozenset[int] | None, structure: Structure) -> bool:
    """Whether a class is among those covered; None stands for a register that knows them all."""
    return covered is None or structure.id in covered


def left_out(rows: Iterable[StructureOverview], covered: frozenset[int]) -> tuple[str, ...]:
    """The labels of the classes of LSUN that have pupils, and none in the extraction."""
    return tuple(
        row.structure.label for row in rows if row.pupils and row.structure.id not in covered
    )
