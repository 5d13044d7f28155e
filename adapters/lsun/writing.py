"""What a run writes."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import JSON, Connection, delete, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from adapters.lsun.codec import to_json
from adapters.lsun.rows import guardian_values, livrets_of, pupil_values
from adapters.lsun.tables import (
    archives,
    guardians,
    messages,
    pupils,
    run_pupils,
    run_structures,
    runs,
    structures,
)
from core.decisions import Decision
from core.livret import Livret
from core.messages import messages_of
from core.overview import Run, RunState, Scope
from core.ports import IneAlreadyHeld
from core.records import Pupil


def start_run(connection: Connection, scope: Scope, now: datetime) -> Run:
    """Open a run, with one row for each of its pupils."""
    opened = {
        "school": str(scope.uai),
        "state": RunState.RUNNING.value,
        "started_at": now,
        "extracted_on": scope.extracted_on,
    }
    run_id = connection.execute(insert(runs).values(opened).returning(runs.c.id)).scalar_one()
    chosen = (structures.c.school == str(scope.uai)) & structures.c.number.in_(scope.structures)
    connection.execute(
        insert(run_structures).from_select(
            ["run", "structure"], select(literal(run_id), structures.c.id).where(chosen)
        )
    )
    connection.execute(
        insert(run_pupils).from_select(
            ["run", "pupil", "changes"],
            select(literal(run_id), pupils.c.id, literal([], JSON))
            .join_from(pupils, structures)
            .where(chosen),
        )
    )
    return Run(run_id, scope, now)


def record(
    connection: Connection,
    run: Run,
    livret_id: int,
    decide: Callable[[Livret], Decision],
    now: datetime,
) -> Decision:
    """Decide on a livret as it stands, and write all that follows from the decision."""
    [livret] = livrets_of(connection, pupils.c.id == livret_id, to_write=True)
    decision = decide(livret)
    archive = _archive(connection, run, livret_id, now) if decision.archive else None
    if decision.update is not None:
        _update(connection, run, livret, decision.update)
    connection.execute(
        update(run_pupils)
        .where(run_pupils.c.run == run.id, run_pupils.c.pupil == livret_id)
        .values(outcome=decision.outcome.value, changes=to_json(decision.changes), archive=archive)
    )
    _say(connection, run, decision, now)
    return decision


def finish(connection: Connection, run: Run, state: RunState, now: datetime) -> None:
    """Say how a run ended, and when."""
    ended = {"state": state.value, "ended_at": now}
    connection.execute(update(runs).where(runs.c.id == run.id).values(ended))


def _archive(connection: Connection, run: Run, livret_id: int, now: datetime) -> int:
    [livret] = livrets_of(connection, pupils.c.id == livret_id, contents=True)
    kept = {"pupil": livret_id, "run": run.id, "archived_at": now, "livret": to_json(livret)}
    made: int = connection.execute(
        insert(archives).values(kept).returning(archives.c.id)
    ).scalar_one()
    return made


def _update(connection: Connection, run: Run, livret: Livret, pupil: Pupil) -> None:
    values = {**pupil_values(pupil), "structure": _structure_of(connection, run, pupil)}
    try:
        connection.execute(update(pupils).where(pupils.c.id == livret.id).values(values))
    except IntegrityError as error:
        raise IneAlreadyHeld from error
    if pupil.guardians != livret.pupil.guardians:
        connection.execute(delete(guardians).where(guardians.c.pupil == livret.id))
        if pupil.guardians:
            connection.execute(insert(guardians), guardian_values(livret.id, pupil))


def _structure_of(connection: Connection, run: Run, pupil: Pupil) -> int:
    """The row of the pupil's class, which is created when the school did not have it yet."""
    school, division = str(run.scope.uai), pupil.division
    known = select(structures.c.id).where(
        structures.c.school == school, structures.c.number == division.id
    )
    found: int | None = connection.execute(known).scalar()
    if found is not None:
        return found
    levels = [pupil.level.value] if pupil.level else []
    new = {"school": school, "number": division.id, "label": division.label, "levels": levels}
    made: int = connection.execute(
        insert(structures).values(new).returning(structures.c.id)
    ).scalar_one()
    return made


def _say(connection: Connection, run: Run, decision: Decision, now: datetime) -> None:
    said = [
        {
            "run": run.id,
            "pupil": decision.livret.id,
            "said_at": now,
            "severity": message.severity.name,
            "text": message.text,
        }
        for message in messages_of(decision)
    ]
    if said:
        connection.execute(insert(messages), said)
