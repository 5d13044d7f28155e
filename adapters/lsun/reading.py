"""What is read from the store: a school or a run in a constant number of statements."""

from collections import defaultdict
from datetime import datetime
from json import JSONDecodeError
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, or_, select

from adapters.lsun import livrets, tables
from adapters.lsun.codec import from_json
from adapters.lsun.fingerprints import fingerprint_of
from adapters.lsun.livrets import livrets_of
from adapters.lsun.runs import pupils_in, run_of, state_of, structure_of
from adapters.lsun.tables import (
    messages,
    pupil_groups,
    pupils,
    run_pupils,
    run_structures,
    runs,
    structures,
)
from adapters.lsun.teachers import known_teachers
from core.errors import StoreError
from core.model.events import Change, Outcome
from core.model.identifiers import Ine, Uai
from core.model.livret import Archive, Livret
from core.model.messages import Message, Severity
from core.model.records import Pupil, School
from core.model.report import Report, ReportedMessage
from core.model.runs import PupilResult, Run, RunState, Scope
from core.model.views import SchoolOverview, StructureOverview

_UNREADABLE_ARCHIVE = (
    "Une archive de LSUN n'est plus lisible : elle a été modifiée en dehors de lsun-sync."
    " Prévenez votre assistance, ou restaurez une sauvegarde de la base."
)
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
    taught_by: defaultdict[int, list[str]] = defaultdict(list)
    for known in known_teachers(connection, uai):
        for number in known.teacher.structures:
            taught_by[number].append(known.teacher.full_name)
    members: defaultdict[int, set[int]] = defaultdict(set)
    in_class = select(pupils.c.structure, pupils.c.id).where(pupils.c.school == str(uai))
    in_group = (
        select(pupil_groups.c.structure, pupil_groups.c.pupil)
        .join(pupils)
        .where(pupils.c.school == str(uai))
    )
    for structure, pupil in connection.execute(in_class.union_all(in_group)):
        members[structure].add(pupil)
    last_complete_run = (
        select(func.max(runs.c.ended_at))
        .join_from(runs, run_structures)
        .where(run_structures.c.structure == structures.c.id)
        .where(runs.c.state == RunState.COMPLETE.value)
        .scalar_subquery()
    )
    found = connection.execute(
        select(structures, last_complete_run.label("ended_at"))
        .where(structures.c.school == str(uai))
        .order_by(structures.c.label, structures.c.number)
    )
    return SchoolOverview(
        School(Uai(school.uai), school.name),
        tuple(
            StructureOverview(
                structure_of(row),
                tuple(taught_by[row.number]),
                frozenset(members[row.id]),
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
            archived=row.archived,
        )
        for row in found
    )


def archives(connection: Connection, livret_id: int) -> tuple[Archive, ...]:
    """The archives of a livret, newest first."""
    his = select(tables.archives).where(tables.archives.c.pupil == livret_id)
    return archives_of(connection, his.order_by(tables.archives.c.id.desc()))


def archives_of(connection: Connection, which: Select[Any]) -> tuple[Archive, ...]:
    """These archives; raise `StoreError` when what one holds is no livret any more."""
    try:
        return tuple(map(_archive, connection.execute(which)))
    except (msgspec.MsgspecError, JSONDecodeError) as error:
        raise StoreError(_UNREADABLE_ARCHIVE) from error


def _archive(row: Row[Any]) -> Archive:
    taken = fingerprint_of(row.pupil, row.run, row.archived_at, row.livret)
    return Archive(
        from_json(row.livret, Livret),
        row.archived_at,
        row.run,
        row.id,
        row.fingerprint,
        taken == row.fingerprint,
    )


def pupils_of(connection: Connection, uai: Uai) -> tuple[Pupil, ...]:
    """The pupils of a school, by class and name."""
    return tuple(one.pupil for one in livrets_of_school(connection, uai))


def livrets_of_school(connection: Connection, uai: Uai) -> tuple[Livret, ...]:
    """The livrets of a school, by class and name."""
    return livrets_of(connection, pupils.c.school == str(uai))


def livret(connection: Connection, livret_id: int) -> Livret:
    """One livret, with all that its bilans say."""
    return livrets.livret_of(connection, livret_id, contents=True)


def livret_of(connection: Connection, uai: Uai, ine: Ine) -> Livret | None:
    """The livret of the pupil of this INE, with all that its bilans say."""
    his = (pupils.c.school == str(uai)) & (pupils.c.ine == str(ine))
    return next(iter(livrets_of(connection, his, contents=True)), None)


def report(connection: Connection, uai: Uai, run_id: int | None, now: datetime) -> Report | None:
    """A run of the school, the newest if none is named."""
    of_school = select(runs).where(runs.c.school == str(uai)).order_by(runs.c.id.desc()).limit(1)
    row = connection.execute(
        of_school if run_id is None else of_school.where(runs.c.id == run_id)
    ).one_or_none()
    if row is None:
        return None
    numbers = connection.execute(
        select(structures.c.number).join(run_structures).where(run_structures.c.run == row.id)
    ).scalars()
    run = run_of(row, frozenset(numbers))
    return Report(run, state_of(row, now), results(connection, run), _said(connection, run))


def _said(connection: Connection, run: Run) -> tuple[ReportedMessage, ...]:
    found = connection.execute(
        select(messages).where(messages.c.run == run.id).order_by(messages.c.id)
    )
    return tuple(
        ReportedMessage(
            row.said_at, row.division, Message(Severity[row.severity], row.text), row.pupil
        )
        for row in found
    )


def in_scope(connection: Connection, scope: Scope) -> tuple[Livret, ...]:
    """The livrets that a run over this scope would have."""
    return livrets_of(connection, pupils_in(scope))
