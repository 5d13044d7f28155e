"""The first filling of a school."""

from sqlalchemy import Connection, insert

from adapters.lsun.rows import bilan_values, guardian_values, pupil_values
from adapters.lsun.structures import put_in_groups, structure_row
from adapters.lsun.tables import (
    bilans,
    guardians,
    pupils,
    schools,
    teachers,
    teachings,
)
from core.model.records import Pupil
from core.model.school_contents import SchoolContents


def fill(connection: Connection, contents: SchoolContents) -> None:
    """Put a school in that the store does not have yet, with all that is known of it."""
    school = str(contents.school.uai)
    connection.execute(
        insert(schools).values(
            uai=school, name=contents.school.name, extracted_on=contents.extracted_on
        )
    )
    structure_ids = {}
    for structure in contents.structures:
        structure_ids[structure.id] = structure_row(connection, school, structure)
    _fill_teachers(connection, school, contents, structure_ids)
    for pupil, reports in contents.pupils:
        pupil_id = insert_pupil(connection, school, structure_ids[pupil.division.id], pupil)
        if reports:
            connection.execute(
                insert(bilans),
                [{**bilan_values(bilan), "pupil": pupil_id} for bilan in reports],
            )


def _fill_teachers(
    connection: Connection, school: str, contents: SchoolContents, structure_ids: dict[int, int]
) -> None:
    for teacher in contents.teachers:
        values = {
            "school": school,
            "civility": teacher.civility,
            "family_name": teacher.family_name,
            "first_name": teacher.first_name,
        }
        teacher_id = connection.execute(
            insert(teachers).values(values).returning(teachers.c.id)
        ).scalar_one()
        taught = [
            {"teacher": teacher_id, "structure": structure_ids[structure]}
            for structure in teacher.structures
        ]
        if taught:
            connection.execute(insert(teachings), taught)


def insert_pupil(connection: Connection, school: str, structure_id: int, pupil: Pupil) -> int:
    """Open the livret of a pupil, without any bilan; the number of its row."""
    values = {**pupil_values(pupil), "school": school, "structure": structure_id}
    made: int = connection.execute(
        insert(pupils).values(values).returning(pupils.c.id)
    ).scalar_one()
    if pupil.guardians:
        connection.execute(insert(guardians), guardian_values(made, pupil))
    if pupil.groups:
        put_in_groups(connection, school, made, pupil)
    return made
