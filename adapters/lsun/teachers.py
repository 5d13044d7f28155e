"""The teachers of the store: read, added, renamed, attached and detached."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from adapters.lsun.codec import from_json
from adapters.lsun.run_lifecycle import renew_lease
from adapters.lsun.run_messages import add_messages
from adapters.lsun.structures import by_label, structure_of
from adapters.lsun.tables import bilans, pupils, runs, structures, teachers, teachings
from core.model.bilans import BilanContent, Signatory
from core.model.events import KnownTeacher, TeacherDecision, TeachersNotGiven
from core.model.identifiers import Uai
from core.model.livret import BilanKind
from core.model.records import Teacher
from core.model.runs import Run, Scope
from core.rules.teachers import decide_teachers, keep_signed_links
from core.text import french_order


def known_teachers(connection: Connection, uai: Uai) -> tuple[KnownTeacher, ...]:
    """The teachers of a school, by name, and the structures they teach."""
    taught: defaultdict[int, list[int]] = defaultdict(list)
    for teacher, number in connection.execute(
        select(teachings.c.teacher, structures.c.number)
        .join_from(teachings, structures)
        .where(structures.c.school == str(uai))
        .order_by(structures.c.number)
    ):
        taught[teacher].append(number)
    found = connection.execute(
        select(teachers).where(teachers.c.school == str(uai)).order_by(teachers.c.id)
    )
    return tuple(
        KnownTeacher(
            row.id,
            Teacher(
                civility=row.civility,
                family_name=row.family_name,
                first_name=row.first_name,
                structures=tuple(taught[row.id]),
            ),
        )
        for row in sorted(found, key=_by_name)
    )


def _by_name(row: Row[Any]) -> tuple[object, ...]:
    return french_order(str(row.family_name)), french_order(str(row.first_name))


def teacher_decisions(
    connection: Connection, now: datetime, scope: Scope, from_register: Sequence[Teacher]
) -> tuple[TeacherDecision, ...]:
    """What changes among the teachers of a scope."""
    of_scope = (structures.c.school == str(scope.uai)) & structures.c.number.in_(scope.structures)
    found = connection.execute(select(structures).where(of_scope).order_by(structures.c.number))
    in_lsun = tuple(map(structure_of, sorted(found, key=by_label)))
    known = known_teachers(connection, scope.uai)
    numbers = {structure.id for structure in in_lsun}
    new = tuple(structure for structure in scope.new if structure.id not in numbers)
    decided = decide_teachers(known, from_register, (*in_lsun, *new))
    at_stake = {structure.id for decision in decided for structure in decision.detached}
    return keep_signed_links(decided, _signatories(connection, scope.uai, at_stake, now.date()))


def record_teachers(
    connection: Connection, now: datetime, run: Run, from_register: Sequence[Teacher]
) -> tuple[TeacherDecision, ...]:
    """Carry out what changes among the teachers of a run.

    Raises `RunLost` when the run has ended, or is another program's.
    """
    renew_lease(connection, now, run)
    decided = teacher_decisions(connection, now, run.scope, from_register)
    rows = {
        row.number: row.id
        for row in connection.execute(
            select(structures).where(structures.c.school == str(run.scope.uai))
        )
    }
    for decision in decided:
        teacher_id = _write_teacher(connection, str(run.scope.uai), decision)
        links = [
            {"teacher": teacher_id, "structure": rows[structure.id]}
            for structure in decision.attached
        ]
        if links:
            connection.execute(insert(teachings), links)
        left = [rows[structure.id] for structure in decision.detached]
        connection.execute(
            delete(teachings).where(
                teachings.c.teacher == teacher_id, teachings.c.structure.in_(left)
            )
        )
    add_messages(connection, now, run, decided)
    connection.execute(update(runs).where(runs.c.id == run.id).values(teachers_read=True))
    return decided


def record_no_teachers(connection: Connection, now: datetime, run: Run) -> None:
    """Keep that the source of a run has nothing on teachers. Raises `RunLost`."""
    renew_lease(connection, now, run)
    add_messages(connection, now, run, [TeachersNotGiven()])
    connection.execute(update(runs).where(runs.c.id == run.id).values(teachers_read=True))


def _write_teacher(connection: Connection, school: str, decision: TeacherDecision) -> int:
    teacher = decision.teacher
    values = {
        "civility": teacher.civility,
        "family_name": teacher.family_name,
        "first_name": teacher.first_name,
    }
    if decision.known is None:
        made: int = connection.execute(
            insert(teachers).values(**values, school=school).returning(teachers.c.id)
        ).scalar_one()
        return made
    if decision.is_renamed:
        this_teacher = teachers.c.id == decision.known.id
        connection.execute(update(teachers).where(this_teacher).values(values))
    return decision.known.id


def _signatories(
    connection: Connection, uai: Uai, numbers: Collection[int], today: date
) -> dict[int, set[Signatory]]:
    """Whom the locked bilans of the current period name, by the class of their pupils."""
    if not numbers:
        return {}
    found = connection.execute(
        select(structures.c.number, bilans.c.content)
        .join_from(bilans, pupils)
        .join(structures)
        .where(
            structures.c.school == str(uai),
            structures.c.number.in_(numbers),
            bilans.c.kind == BilanKind.PERIODIC.value,
            bilans.c.locked_at.is_not(None),
            bilans.c.content.is_not(None),
        )
    )
    named: defaultdict[int, set[Signatory]] = defaultdict(set)
    for number, content in found:
        bilan = from_json(content, BilanContent)
        if bilan.period and bilan.period.start <= today <= bilan.period.end:
            named[number].update(bilan.teachers)
    return dict(named)
