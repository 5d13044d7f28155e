"""The rows of a school and of its structures, and who is in them."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select

from adapters.lsun.tables import pupil_groups, pupils, schools, structures
from core.model.records import Level, Pupil, Structure
from core.model.runs import Scope
from core.text import french_order


def structure_of(row: Row[Any]) -> Structure:
    """The structure of a row."""
    return Structure(row.number, row.label, tuple(map(Level, row.levels)), row.is_group)


def by_label(row: Row[Any]) -> tuple[str, str]:
    """What the rows of structures are sorted by."""
    return french_order(str(row.label))


def hold_school(connection: Connection, school: str) -> None:
    """Have others who would start, resume or file something in this school wait for the end.

    Where a transaction holds the whole database, as in SQLite, that is so already.
    """
    this_school = select(schools.c.uai).where(schools.c.uai == school)
    # Rows that refer to the school may be added meanwhile: its key does not change.
    connection.execute(this_school.with_for_update(key_share=True))


def pupils_in(scope: Scope) -> ColumnElement[bool]:
    """The condition that the rows of the pupils of a scope meet."""
    chosen = select(structures.c.id).where(
        structures.c.school == str(scope.uai), structures.c.number.in_(scope.structures)
    )
    grouped = select(pupil_groups.c.pupil).where(pupil_groups.c.structure.in_(chosen))
    return (
        (pupils.c.school == str(scope.uai))
        & or_(
            pupils.c.structure.in_(chosen),
            pupils.c.id.in_(grouped),
            pupils.c.id.in_(scope.also),
        )
        & pupils.c.id.not_in(scope.but)
    )


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
        "is_group": structure.is_group,
    }
    made: int = connection.execute(
        insert(structures).values(new).returning(structures.c.id)
    ).scalar_one()
    return made


def put_in_groups(connection: Connection, school: str, pupil_id: int, pupil: Pupil) -> None:
    """Put a pupil in his regroupements and in no other; unknown ones are created."""
    connection.execute(delete(pupil_groups).where(pupil_groups.c.pupil == pupil_id))
    groups = [Structure(group.id, group.label, (), is_group=True) for group in pupil.groups]
    rows = {structure_row(connection, school, group) for group in groups}
    if rows:
        links = [{"pupil": pupil_id, "structure": row} for row in sorted(rows)]
        connection.execute(insert(pupil_groups), links)


def division_row(connection: Connection, school: str, pupil: Pupil) -> int:
    """The row of a pupil's class, which is created when the school does not have it yet."""
    levels = (pupil.level,) if pupil.level else ()
    division = Structure(pupil.division.id, pupil.division.label, levels)
    return structure_row(connection, school, division)
