"""The classes that can be synchronised, and what BE1D says of them before that."""

from dataclasses import dataclass

from core import standing
from core.overview import StructureOverview
from core.records import Structure
from core.survey import survey
from tui.refusals import refusals
from tui.services import Services


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of LSUN, then the `new` ones of BE1D; `put_right` is often empty."""

    rows: tuple[StructureOverview, ...]
    new: tuple[Structure, ...]
    put_right: str


async def classes_of(services: Services) -> Classes:
    """Look them up as they are now; raise `Refused` when the store fails."""
    uai = services.school.uai
    with refusals():
        overview = await services.livrets.overview(uai)
    found = await survey(services.register, uai, {row.structure.id for row in overview.structures})
    new = (StructureOverview(structure, is_new=True) for structure in found.new)
    return Classes((*overview.structures, *new), found.new, standing.put_right(found.wrong))


def can_be_synchronised(rows: list[StructureOverview]) -> bool:
    """Whether there is anything to do in these classes."""
    return any(row.pupils or row.is_new for row in rows)
