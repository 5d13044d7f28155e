"""How a run begins, lives and ends; a school has one that is alive at most."""

import secrets
from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    Row,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from adapters.lsun.structures import structure_row
from adapters.lsun.tables import pupil_groups, pupils, run_pupils, run_structures, runs, structures
from core.errors import RunInProgress, RunLost
from core.model.events import Outcome
from core.model.identifiers import Uai
from core.model.records import Level, Structure
from core.model.runs import OpenLists, Run, RunState, RunSummary, Scope

LEASE = timedelta(seconds=30)
"""A run that gives no sign of life for so long is dead."""


def start(connection: Connection, scope: Scope, by: str, now: datetime) -> Run:
    """Open a run, with one row for each of its pupils and each of its structures."""
    school = str(scope.uai)
    _make_way(connection, school, now)
    run = Run(0, scope, now, by, secrets.token_hex(8))
    opened = {
        "school": school,
        "state": RunState.RUNNING.value,
        "started_at": now,
        "extracted_on": scope.extracted_on,
        "started_by": by,
        "lease": run.lease,
        "lease_until": now + LEASE,
        "teachers_read": not scope.structures,
    }
    try:
        run_id = connection.execute(insert(runs).values(opened).returning(runs.c.id)).scalar_one()
    except IntegrityError as error:
        # Another program was faster, on a database where reading holds nothing.
        raise RunInProgress("Un autre programme", now) from error
    for structure in scope.new:
        structure_row(connection, school, structure)
    chosen = (structures.c.school == school) & structures.c.number.in_(scope.structures)
    connection.execute(
        insert(run_structures).from_select(
            ["run", "structure", "roll_read"],
            select(literal(run_id), structures.c.id, literal(False)).where(chosen),
        )
    )
    connection.execute(
        insert(run_pupils).from_select(
            ["run", "pupil", "changes"],
            select(literal(run_id), pupils.c.id, literal([], JSON)).where(pupils_in(scope)),
        )
    )
    return replace(run, id=run_id)


def pupils_in(scope: Scope) -> Any:  # noqa: ANN401 - a condition
    """The pupils of a scope."""
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


def resume(connection: Connection, run: Run, by: str, now: datetime) -> Run:
    """Open a run again, under another lease."""
    _make_way(connection, str(run.scope.uai), now)
    lease = secrets.token_hex(8)
    again = {
        "state": RunState.RUNNING.value,
        "ended_at": None,
        "lease": lease,
        "lease_until": now + LEASE,
    }
    connection.execute(update(runs).where(runs.c.id == run.id).values(again))
    return replace(run, by=by, lease=lease)


def hold(connection: Connection, run: Run, now: datetime) -> None:
    """Say that the run is alive; raise `RunLost` when it is another's by now."""
    held = connection.execute(
        update(runs)
        .where(
            runs.c.id == run.id,
            runs.c.lease == run.lease,
            runs.c.state == RunState.RUNNING.value,
        )
        .values(lease_until=now + LEASE)
    )
    if not held.rowcount:
        raise RunLost


def finish(connection: Connection, run: Run, state: RunState, now: datetime) -> None:
    """Say how a run ended, and when."""
    this_one = runs.c.id == run.id
    if state is RunState.ABANDONED:
        # Nobody holds what was interrupted; what somebody took up meanwhile is his.
        this_one &= or_(runs.c.state != RunState.RUNNING.value, runs.c.lease_until <= now)
    else:
        hold(connection, run, now)
    ended = {"state": state.value, "ended_at": now, "lease_until": None}
    connection.execute(update(runs).where(this_one).values(ended))


def open_lists(connection: Connection, run: Run) -> OpenLists:
    """The rolls, and the teachers, that the run has not read yet."""
    found = connection.execute(
        select(structures)
        .join(run_structures)
        .where(run_structures.c.run == run.id, run_structures.c.roll_read.is_(False))
        .order_by(structures.c.label)
    )
    teachers_read = connection.execute(
        select(runs.c.teachers_read).where(runs.c.id == run.id)
    ).scalar_one()
    return OpenLists(tuple(map(structure_of, found)), not teachers_read)


def summaries(connection: Connection, uai: Uai, now: datetime) -> tuple[RunSummary, ...]:
    """The runs of a school, newest first."""
    counts: defaultdict[int, dict[Outcome | None, int]] = defaultdict(dict)
    archived: defaultdict[int, int] = defaultdict(int)
    of_school = select(runs.c.id).where(runs.c.school == str(uai))
    for row in connection.execute(
        select(
            run_pupils.c.run,
            run_pupils.c.outcome,
            func.count().label("pupils"),
            func.count().filter(run_pupils.c.archived).label("archived"),
        )
        .where(run_pupils.c.run.in_(of_school))
        .group_by(run_pupils.c.run, run_pupils.c.outcome)
    ):
        counts[row.run][row.outcome and Outcome(row.outcome)] = row.pupils
        archived[row.run] += row.archived
    numbers: defaultdict[int, set[int]] = defaultdict(set)
    for run_id, number in connection.execute(
        select(run_structures.c.run, structures.c.number)
        .join(structures)
        .where(run_structures.c.run.in_(of_school))
    ):
        numbers[run_id].add(number)
    found = connection.execute(
        select(runs).where(runs.c.school == str(uai)).order_by(runs.c.id.desc())
    )
    return tuple(
        RunSummary(
            run_of(row, frozenset(numbers[row.id])),
            state_of(row, now),
            row.ended_at,
            counts[row.id],
            archived[row.id],
        )
        for row in found
    )


def run_of(row: Row[Any], numbers: frozenset[int]) -> Run:
    """The run of a row, over these structures."""
    scope = Scope(Uai(row.school), numbers, row.extracted_on)
    return Run(row.id, scope, row.started_at, row.started_by)


def state_of(row: Row[Any], now: datetime) -> RunState:
    """How the run of a row stands: one that is dead was stopped."""
    state = RunState(row.state)
    return RunState.STOPPED if state is RunState.RUNNING and not _is_alive(row, now) else state


def structure_of(row: Row[Any]) -> Structure:
    """The structure of a row."""
    return Structure(row.number, row.label, tuple(map(Level, row.levels)), row.is_group)


def _make_way(connection: Connection, school: str, now: datetime) -> None:
    running = (runs.c.school == school) & (runs.c.state == RunState.RUNNING.value)
    row = connection.execute(select(runs).where(running)).one_or_none()
    if row is None:
        return
    if _is_alive(row, now):
        raise RunInProgress(row.started_by, row.started_at)
    dead = {"state": RunState.STOPPED.value, "ended_at": row.lease_until}
    connection.execute(update(runs).where(runs.c.id == row.id).values(dead))


def _is_alive(row: Row[Any], now: datetime) -> bool:
    return row.lease_until is not None and row.lease_until > now
