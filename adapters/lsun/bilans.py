"""Bilans that come from a gradebook's file: all of them are filed, or none."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select, update

from adapters.lsun import tables
from adapters.lsun.codec import to_json
from adapters.lsun.livrets import livret_of
from adapters.lsun.rows import bilan_of, bilan_values
from adapters.lsun.structures import hold_school
from adapters.lsun.tables import pupils
from core.errors import LockedBilanDiffers
from core.model.gradebook import FiledBilans
from core.model.identifiers import Ine, Uai
from core.model.livret import Bilan
from core.text import clean


def file_bilans(
    connection: Connection, uai: Uai, bilans: Iterable[tuple[Ine, Bilan]]
) -> FiledBilans:
    """File the bilans of these pupils of the school.

    Raises `LockedBilanDiffers` when one would change a locked bilan of LSUN; what `bilans` raises
    passes through. Either way nothing is written.
    """
    hold_school(connection, str(uai))
    of_school = select(pupils.c.ine, pupils.c.id).where(pupils.c.school == str(uai))
    ids = {row.ine: row.id for row in connection.execute(of_school) if row.ine}
    filed = FiledBilans()
    for ine, bilan in bilans:
        pupil_id = ids.get(str(ine))
        if pupil_id is None:
            filed.strangers += 1
        elif _file(connection, pupil_id, bilan):
            filed.added += 1
        else:
            filed.unchanged += 1
    return filed


def _is_altered(known: Bilan, bilan: Bilan) -> bool:
    """Whether LSUN has the same bilan, its texts altered: so did version 0.1.0 file them."""
    return bool(to_json(known) == _altered(to_json(bilan)))


def _altered(value: Any) -> Any:  # noqa: ANN401 - JSON is what it is
    match value:
        case str():
            return "\n".join(map(clean, value.strip().splitlines()))
        case dict():
            return {key: _altered(item) for key, item in value.items()}
        case tuple():
            return tuple(map(_altered, value))
        case _:
            return value


def _file(connection: Connection, pupil_id: int, bilan: Bilan) -> bool:
    """File one bilan; say whether that changed anything."""
    this_bilan = (
        (tables.bilans.c.pupil == pupil_id)
        & (tables.bilans.c.kind == bilan.kind.value)
        & (tables.bilans.c.school_year == bilan.school_year)
        & (tables.bilans.c.number == bilan.number)
    )
    row = connection.execute(select(tables.bilans).where(this_bilan)).one_or_none()
    if row is None:
        connection.execute(insert(tables.bilans).values({**bilan_values(bilan), "pupil": pupil_id}))
        return True
    known = bilan_of(row)
    if known == bilan:
        return False
    is_whole = known.locked_at is not None and known.content is not None
    if is_whole and not _is_altered(known, bilan):
        raise LockedBilanDiffers(livret_of(connection, pupil_id).pupil, known)
    connection.execute(update(tables.bilans).where(this_bilan).values(bilan_values(bilan)))
    return True
