"""How a run begins, lives and ends; a school has one that is alive at most."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Row, insert, literal, or_, select, update

from adapters.lsun.codec import to_json
from adapters.lsun.compaction import compact
from adapters.lsun.structures import hold_school, pupils_in, structure_row
from adapters.lsun.tables import pupils, run_pupils, run_structures, runs, structures
from core.errors import RunInProgress, RunLost
from core.model.runs import Override, Run, RunState, Scope

LEASE = timedelta(seconds=30)
"""A run whose lease was not renewed for so long is dead."""


def start(
    connection: Connection,
    now: datetime,
    scope: Scope,
    by: str,
    override: Override = Override.NOTHING,
) -> Run:
    """Open a run, with one row for each of its pupils and each of its structures.

    Raises `RunInProgress` when the school has a run that is alive.
    """
    school = str(scope.uai)
    refuse_living_run(connection, now, school)
    run = Run(0, scope, now, by, override, secrets.token_hex(8))
    opened = {
        "school": school,
        "state": RunState.RUNNING.value,
        "started_at": now,
        "extracted_on": scope.extracted_on,
        "started_by": by,
        "override": override.value,
        "but": sorted(scope.but),
        "spared": to_json(sorted(scope.spared, key=repr)),
        "lease": run.lease,
        "lease_until": now + LEASE,
        "teachers_read": not scope.structures,
    }
    run_id = connection.execute(insert(runs).values(opened).returning(runs.c.id)).scalar_one()
    _open_rows(connection, run_id, scope)
    return replace(run, id=run_id)


def _open_rows(connection: Connection, run_id: int, scope: Scope) -> None:
    """One row for each structure, which is created where LSUN lacks it, and for each pupil."""
    school = str(scope.uai)
    for structure in scope.new:
        structure_row(connection, school, structure)
    is_new = structures.c.number.in_([structure.id for structure in scope.new])
    chosen = (structures.c.school == school) & structures.c.number.in_(scope.structures)
    connection.execute(
        insert(run_structures).from_select(
            ["run", "structure", "roll_read", "is_new"],
            select(literal(run_id), structures.c.id, literal(False), is_new).where(chosen),
        )
    )
    connection.execute(
        insert(run_pupils).from_select(
            ["run", "pupil", "changes"],
            select(literal(run_id), pupils.c.id, literal([], JSON)).where(pupils_in(scope)),
        )
    )


def resume(
    connection: Connection,
    now: datetime,
    run: Run,
    by: str,
    override: Override = Override.NOTHING,
) -> Run:
    """Open a run again, under another lease; what was overridden before stays so.

    Raises `RunInProgress` when the school has a run that is alive.
    """
    refuse_living_run(connection, now, str(run.scope.uai))
    lease = secrets.token_hex(8)
    stays = run.override.widened_by(override)
    reopened = {
        "override": stays.value,
        "state": RunState.RUNNING.value,
        "ended_at": None,
        "lease": lease,
        "lease_until": now + LEASE,
        "resumed_by": by,
        "resumed_at": now,
    }
    connection.execute(update(runs).where(runs.c.id == run.id).values(reopened))
    return replace(run, by=by, override=stays, lease=lease)


def renew_lease(connection: Connection, now: datetime, run: Run) -> None:
    """Say that the run is alive. Raises `RunLost` when it has ended, or is another program's."""
    renewed = connection.execute(
        update(runs)
        .where(
            runs.c.id == run.id,
            runs.c.lease == run.lease,
            runs.c.state == RunState.RUNNING.value,
        )
        .values(lease_until=now + LEASE)
    )
    if not renewed.rowcount:
        raise RunLost


def finish(connection: Connection, now: datetime, run: Run, state: RunState) -> None:
    """Say how a run ended, and when.

    Raises `RunLost` when it has ended already, or is another program's; not when it is abandoned.
    """
    this_run = runs.c.id == run.id
    if state is RunState.ABANDONED:
        # Nobody has the lease of what was interrupted; what was resumed meanwhile goes on.
        this_run &= or_(runs.c.state != RunState.RUNNING.value, is_dead(now))
    else:
        renew_lease(connection, now, run)
    ended = {"state": state.value, "ended_at": now, "lease_until": None}
    connection.execute(update(runs).where(this_run).values(ended))
    if state is RunState.COMPLETE:
        compact(connection, now, run)


def is_dead(now: datetime) -> ColumnElement[bool]:
    """The condition that a running run meets when its lease has run out."""
    return or_(runs.c.lease_until.is_(None), runs.c.lease_until <= now)


def is_alive(row: Row[Any], now: datetime) -> bool:
    """Whether the lease of a running run, by its row, has not run out."""
    return row.lease_until is not None and row.lease_until > now


def refuse_living_run(connection: Connection, now: datetime, school: str) -> None:
    """Raise `RunInProgress` when the school has a run that is alive; one that is dead is closed.

    Nobody else starts or resumes one of the school until the transaction ends.
    """
    hold_school(connection, school)
    running = (runs.c.school == school) & (runs.c.state == RunState.RUNNING.value)
    # Whether it is dead is asked where it is closed: a writer that stalled may just have gone on.
    connection.execute(
        update(runs)
        .where(running, is_dead(now))
        .values(state=RunState.STOPPED.value, ended_at=runs.c.lease_until)
    )
    row = connection.execute(select(runs).where(running)).one_or_none()
    if row is not None:
        raise RunInProgress(row.resumed_by or row.started_by, row.resumed_at or row.started_at)
