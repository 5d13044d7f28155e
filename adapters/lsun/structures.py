"""The rows of structures."""

from sqlalchemy import Connection, insert, select

from adapters.lsun.tables import structures
from core.records import Pupil, Structure


def structure_row(connection: Connection, school: str, structure: Structure) -> int:
    """The row of a structure, which is created when the school does not have it yet."""
    known = select(structures.c.id).where(
        structures.c.school == school, structures.c.number == structure.id
    )
    found: int | None = connection.execute(known).scalar()
    if found is not None:
        return found
    new = {
        "school": school,
        "number": structure.id,
        "label": structure.label,
        "levels": [level.value for level in structure.levels],
    }
    made: int = connection.execute(
        insert(structures).values(new).returning(structures.c.id)
    ).scalar_one()
    return made


def division_row(connection: Connection, school: str, pupil: Pupil) -> int:
    """The row of a pupil's class, which is created when the school does not have it yet."""
    levels = (pupil.level,) if pupil.level else ()
    division = Structure(pupil.division.id, pupil.division.label, levels)
    return structure_row(connection, school, division)
