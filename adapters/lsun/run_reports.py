"""What the store says of runs: what is still open, what was made of each pupil, the history."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Text, func, not_, or_, select, type_coerce

from adapters.lsun.codec import from_json
from adapters.lsun.compaction import LATE
from adapters.lsun.livrets import livrets_of
from adapters.lsun.run_lifecycle import is_alive
from adapters.lsun.spoilt import full_name_of, ine_of
from adapters.lsun.structures import by_label, structure_of
from adapters.lsun.tables import (
    messages,
    pupils,
    run_pupils,
    run_structures,
    runs,
    schools,
    structures,
    teachings,
)
from core.model.events import Alteration, Change, Outcome
from core.model.identifiers import Uai
from core.model.livret import Livret
from core.model.messages import Message, Severity
from core.model.records import Pupil, School
from core.model.report import Report, ReportedMessage
from core.model.runs import (
    Background,
    OpenLists,
    Override,
    PupilResult,
    Run,
    RunState,
    RunSummary,
    Scope,
)
from core.text import french_order

_AT_ITS_END = (RunState.COMPLETE.value, RunState.INCOMPLETE.value)
_IS_OPEN = or_(run_pupils.c.outcome.is_(None), run_pupils.c.outcome == Outcome.UNVERIFIED.value)


def pending(connection: Connection, run: Run) -> tuple[Livret, ...]:
    """The livrets of a run that were not reached, or not verified."""
    still_open = select(run_pupils.c.pupil).where(run_pupils.c.run == run.id, _IS_OPEN)
    return livrets_of(connection, pupils.c.id.in_(still_open))


def open_lists(connection: Connection, run: Run) -> OpenLists:
    """The rolls, and the teachers, that the run has not read yet."""
    found = connection.execute(
        select(structures)
        .join(run_structures)
        .where(run_structures.c.run == run.id, run_structures.c.roll_read.is_(False))
        .order_by(structures.c.number)
    )
    teachers_read = connection.execute(
        select(runs.c.teachers_read).where(runs.c.id == run.id)
    ).scalar_one()
    return OpenLists(tuple(map(structure_of, sorted(found, key=by_label))), not teachers_read)


def results(connection: Connection, run: Run) -> tuple[PupilResult, ...]:
    """What a run made of each of its pupils, by class and name."""
    return _results(connection, run_pupils.c.run == run.id)


def results_of(connection: Connection, livret_id: int) -> tuple[PupilResult, ...]:
    """What each run made of a pupil, the first one first."""
    return _results(connection, run_pupils.c.pupil == livret_id)


def background(connection: Connection, now: datetime, run: Run, small: int) -> Background:
    """What a run is judged against; runs over fewer pupils than `small` are the recent ones."""
    school = str(run.scope.uai)
    named = select(func.count()).where(run_pupils.c.run == runs.c.id).scalar_subquery()
    small_of_late = select(runs.c.id).where(
        runs.c.school == school,
        runs.c.started_at > now - LATE,
        runs.c.override == Override.NOTHING.value,
        runs.c.id != run.id,
        named + runs.c.unnamed < small,
    )
    taught = (
        select(func.count())
        .join_from(run_structures, teachings, run_structures.c.structure == teachings.c.structure)
        .where(run_structures.c.run == run.id)
    )
    return Background(
        pupils=connection.execute(
            select(func.count()).where(pupils.c.school == school)
        ).scalar_one(),
        assignments=connection.execute(taught).scalar_one(),
        settled=_results(connection, (run_pupils.c.run == run.id) & not_(_IS_OPEN)),
        recent=_results(connection, run_pupils.c.run.in_(small_of_late) & not_(_IS_OPEN)),
    )


RESULTS = (
    select(
        run_pupils,
        type_coerce(pupils.c.first_names, Text).label("first_names"),
        pupils.c.family_name,
        pupils.c.ine,
        structures.c.label,
    )
    .join_from(run_pupils, pupils)
    .join(structures)
)
"""What runs made of pupils, with what each pupil is called now (`result_of`)."""


def result_of(row: Row[Any]) -> PupilResult:
    """What a run made of the pupil of this row."""
    return PupilResult(
        livret_id=row.pupil,
        name=full_name_of(row.first_names, row.family_name),
        division=row.label,
        outcome=row.outcome and Outcome(row.outcome),
        changes=from_json(row.changes, tuple[Change, ...]),
        archived=row.archived,
        ine=ine_of(row.ine),
        alterations=from_json(row.alterations, frozenset[Alteration]),
    )


def _results(connection: Connection, which: ColumnElement[bool]) -> tuple[PupilResult, ...]:
    found = connection.execute(RESULTS.where(which).order_by(pupils.c.id, run_pupils.c.run))
    return tuple(map(result_of, sorted(found, key=by_class_and_name)))


def by_class_and_name(row: Row[Any]) -> tuple[object, ...]:
    """What rows of `RESULTS` are sorted by."""
    return french_order(str(row.label)), french_order(str(row.family_name))


def report(
    connection: Connection, now: datetime, uai: Uai, run_id: int | None = None
) -> Report | None:
    """A run of the school, the newest if none is named; None when there is no such run."""
    of_school = select(runs).where(runs.c.school == str(uai)).order_by(runs.c.id.desc()).limit(1)
    row = connection.execute(
        of_school if run_id is None else of_school.where(runs.c.id == run_id)
    ).one_or_none()
    if row is None:
        return None
    [run] = _runs_of(connection, [row])
    name = connection.execute(select(schools.c.name).where(schools.c.uai == str(uai))).scalar_one()
    return Report(
        run,
        School(uai, name),
        state_of(row, now),
        results(connection, run),
        messages_where(connection, messages.c.run == run.id),
        row.unnamed,
    )


def messages_where(
    connection: Connection, which: ColumnElement[bool]
) -> tuple[ReportedMessage, ...]:
    """The messages that `which` describes, in the order in which they were said."""
    found = connection.execute(select(messages).where(which).order_by(messages.c.id))
    return tuple(
        ReportedMessage(
            row.said_at, row.division, Message(Severity[row.severity], row.text), row.pupil
        )
        for row in found
    )


def summaries(connection: Connection, now: datetime, uai: Uai) -> tuple[RunSummary, ...]:
    """The runs of a school, newest first."""
    return _summaries(connection, now, runs.c.school == str(uai))


def latest_summaries(connection: Connection, now: datetime, uai: Uai) -> tuple[RunSummary, ...]:
    """Those down to the newest one over classes that came to its end, and one that is alive."""
    of_school = runs.c.school == str(uai)
    over_classes = select(run_structures.c.run).where(run_structures.c.run == runs.c.id).exists()
    newest = (
        select(runs.c.id)
        .where(of_school, over_classes, runs.c.state.in_(_AT_ITS_END))
        .order_by(runs.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    is_late = runs.c.id >= func.coalesce(newest, 0)
    return _summaries(
        connection, now, of_school & or_(is_late, runs.c.state == RunState.RUNNING.value)
    )


def _summaries(
    connection: Connection, now: datetime, which: ColumnElement[bool]
) -> tuple[RunSummary, ...]:
    found = connection.execute(select(runs).where(which).order_by(runs.c.id.desc())).all()
    counts: defaultdict[int, dict[Outcome | None, int]] = defaultdict(dict)
    archived: defaultdict[int, int] = defaultdict(int)
    for row in found:
        if row.unnamed:
            counts[row.id][Outcome.UP_TO_DATE] = row.unnamed
    for row in connection.execute(
        select(
            run_pupils.c.run,
            run_pupils.c.outcome,
            func.count().label("pupils"),
            func.count().filter(run_pupils.c.archived).label("archived"),
        )
        .where(run_pupils.c.run.in_([row.id for row in found]))
        .group_by(run_pupils.c.run, run_pupils.c.outcome)
    ):
        outcome = row.outcome and Outcome(row.outcome)
        counts[row.run][outcome] = counts[row.run].get(outcome, 0) + row.pupils
        archived[row.run] += row.archived
    return tuple(
        RunSummary(
            run,
            state_of(row, now),
            row.ended_at,
            counts[row.id],
            archived[row.id],
        )
        for row, run in zip(found, _runs_of(connection, found), strict=True)
    )


def _runs_of(connection: Connection, rows: Sequence[Row[Any]]) -> list[Run]:
    """The runs of these rows, with what they are over."""
    over: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for link in connection.execute(
        select(run_structures.c.run, run_structures.c.is_new, structures)
        .join_from(run_structures, structures)
        .where(run_structures.c.run.in_([row.id for row in rows]))
    ):
        over[link.run].append(link)
    return [_run_of(row, over[row.id]) for row in rows]


def _run_of(row: Row[Any], over: Sequence[Row[Any]]) -> Run:
    scope = Scope(
        Uai(row.school),
        frozenset(link.number for link in over),
        row.extracted_on,
        new=tuple(structure_of(link) for link in over if link.is_new),
        but=frozenset(row.but),
        spared=from_json(row.spared, frozenset[Pupil]),
    )
    return Run(row.id, scope, row.started_at, row.started_by, Override(row.override))


def state_of(row: Row[Any], now: datetime) -> RunState:
    """How the run of a row stands: one whose lease has run out was stopped."""
    state = RunState(row.state)
    return RunState.STOPPED if state is RunState.RUNNING and not is_alive(row, now) else state
