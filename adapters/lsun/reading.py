"""What is read from the store: a school or a run in a constant number of statements."""

from collections import defaultdict

from sqlalchemy import Connection, func, or_, select

from adapters.lsun import tables
from adapters.lsun.codec import from_json
from adapters.lsun.rows import livrets_of
from adapters.lsun.tables import (
    pupils,
    run_pupils,
    run_structures,
    runs,
    structures,
    teachers,
    teachings,
)
from core.changes import Change
from core.decisions import Outcome
from core.identifiers import Uai
from core.livret import Archive, Livret
from core.overview import PupilResult, Run, RunState, SchoolOverview, StructureOverview
from core.records import Level, School, Structure, Teacher

_IS_OPEN = or_(run_pupils.c.outcome.is_(None), run_pupils.c.outcome == Outcome.UNVERIFIED.value)


def schools(connection: Connection) -> tuple[School, ...]:
    """All the schools, by name."""
    found = connection.execute(select(tables.schools).order_by(tables.schools.c.name))
    return tuple(School(Uai(row.uai), row.name) for row in found)


def overview(connection: Connection, uai: Uai) -> SchoolOverview:
    """A school, and the figures of its structures."""
    school = connection.execute(
        select(tables.schools).where(tables.schools.c.uai == str(uai))
    ).one()
    taught_by = _teachers_by_structure(connection, uai)
    number_of_pupils = (
        select(func.count()).where(pupils.c.structure == structures.c.id).scalar_subquery()
    )
    last_complete_run = (
        select(func.max(runs.c.ended_at))
        .join_from(runs, run_structures)
        .where(run_structures.c.structure == structures.c.id)
        .where(runs.c.state == RunState.COMPLETE.value)
        .scalar_subquery()
    )
    found = connection.execute(
        select(structures, number_of_pupils.label("pupils"), last_complete_run.label("ended_at"))
        .where(structures.c.school == str(uai))
        .order_by(structures.c.label, structures.c.number)
    )
    return SchoolOverview(
        School(Uai(school.uai), school.name),
        tuple(
            StructureOverview(
                Structure(row.number, row.label, tuple(map(Level, row.levels))),
                tuple(taught_by[row.id]),
                row.pupils,
                row.ended_at,
            )
            for row in found
        ),
    )


def pending(connection: Connection, run: Run) -> tuple[Livret, ...]:
    """The livrets of a run that were not reached, or not verified."""
    still_open = select(run_pupils.c.pupil).where(run_pupils.c.run == run.id, _IS_OPEN)
    return livrets_of(connection, pupils.c.id.in_(still_open))


def results(connection: Connection, run: Run) -> tuple[PupilResult, ...]:
    """What a run made of each of its pupils, by class and name."""
    found = connection.execute(
        select(
            run_pupils,
            pupils.c.first_names,
            pupils.c.family_name,
            structures.c.label,
        )
        .join_from(run_pupils, pupils)
        .join(structures)
        .where(run_pupils.c.run == run.id)
        .order_by(structures.c.label, pupils.c.family_name, pupils.c.id)
    )
    return tuple(
        PupilResult(
            livret_id=row.pupil,
            name=" ".join((*row.first_names, row.family_name)),
            division=row.label,
            outcome=row.outcome and Outcome(row.outcome),
            changes=from_json(row.changes, tuple[Change, ...]),
            archived=row.archive is not None,
        )
        for row in found
    )


def archives(connection: Connection, livret_id: int) -> tuple[Archive, ...]:
    """The archives of a livret, newest first."""
    found = connection.execute(
        select(tables.archives)
        .where(tables.archives.c.pupil == livret_id)
        .order_by(tables.archives.c.id.desc())
    )
    return tuple(Archive(from_json(row.livret, Livret), row.archived_at, row.run) for row in found)


def _teachers_by_structure(connection: Connection, uai: Uai) -> defaultdict[int, list[str]]:
    found = connection.execute(
        select(teachers, teachings.c.structure)
        .join_from(teachings, teachers)
        .where(teachers.c.school == str(uai))
        .order_by(teachers.c.family_name, teachers.c.first_name)
    )
    names: defaultdict[int, list[str]] = defaultdict(list)
    for row in found:
        teacher = Teacher(
            civility=row.civility, family_name=row.family_name, first_name=row.first_name
        )
        names[row.structure].append(teacher.full_name)
    return names
