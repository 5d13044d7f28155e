"""How the schools of an academy stand, and what came of each attempt."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Subquery, delete, func, insert, select

from adapters.lsun.run_lifecycle import is_dead
from adapters.lsun.tables import attempts, pupils, runs, schools
from core.model.academy import AcademySchool, Attempt, AttemptOutcome, NightFigures
from core.model.identifiers import Uai
from core.model.runs import RunState

KEPT_NIGHTS = timedelta(days=60)
"""How long attempts are kept, but for the last success of a school, which is its standing."""

_SUCCEEDED = attempts.c.outcome.in_([AttemptOutcome.DONE.value, AttemptOutcome.ALREADY_DONE.value])
_RELEASED = attempts.c.outcome == AttemptOutcome.RELEASED.value
_NIGHTS = 30


def note_attempt(connection: Connection, now: datetime, attempt: Attempt) -> None:
    """Keep how an attempt ended; what is long past is forgotten."""
    _forget(connection, attempt.uai, attempt.night - KEPT_NIGHTS)
    connection.execute(
        insert(attempts).values(
            school=str(attempt.uai),
            night=attempt.night,
            ended_at=now,
            outcome=attempt.outcome.value,
            cause=attempt.cause,
        )
    )


def _forget(connection: Connection, uai: Uai, before: date) -> None:
    of_school = attempts.c.school == str(uai)
    success = select(func.max(attempts.c.id)).where(of_school, _SUCCEEDED).scalar_subquery()
    connection.execute(
        delete(attempts).where(
            of_school, attempts.c.night < before, attempts.c.id != func.coalesce(success, 0)
        )
    )


def academy_schools(
    connection: Connection, now: datetime, uai: Uai | None = None
) -> tuple[AcademySchool, ...]:
    """How each school stands, or this one, by UAI; in one statement."""
    of_school = () if uai is None else (schools.c.uai == str(uai),)
    sizes, last = _sizes(), _last_attempts()
    successes = _last_of(_SUCCEEDED)
    failures = _failures_since(_last_of(_SUCCEEDED | _RELEASED))
    found = connection.execute(
        select(
            schools,
            sizes.c.pupils,
            successes.c.at,
            failures.c.failures,
            last.c.outcome,
            last.c.cause,
            last.c.ended_at,
            _has_living_run(now).label("is_under_way"),
        )
        .outerjoin(sizes, sizes.c.school == schools.c.uai)
        .outerjoin(successes, successes.c.school == schools.c.uai)
        .outerjoin(failures, failures.c.school == schools.c.uai)
        .outerjoin(last, last.c.school == schools.c.uai)
        .where(*of_school)
        .order_by(schools.c.uai)
    )
    return tuple(map(_school_of, found))


def _sizes() -> Subquery:
    return (
        select(pupils.c.school, func.count().label("pupils")).group_by(pupils.c.school).subquery()
    )


def _last_of(these: ColumnElement[bool]) -> Subquery:
    """When each school last had one of these attempts."""
    return (
        select(attempts.c.school, func.max(attempts.c.ended_at).label("at"))
        .where(these)
        .group_by(attempts.c.school)
        .subquery()
    )


def _failures_since(turns: Subquery) -> Subquery:
    since = (attempts.c.ended_at > turns.c.at) | turns.c.at.is_(None)
    return (
        select(attempts.c.school, func.count().label("failures"))
        .outerjoin(turns, turns.c.school == attempts.c.school)
        .where(attempts.c.outcome == AttemptOutcome.FAILED.value, since)
        .group_by(attempts.c.school)
        .subquery()
    )


def _has_living_run(now: datetime) -> ColumnElement[bool]:
    running = (runs.c.school == schools.c.uai) & (runs.c.state == RunState.RUNNING.value)
    return select(runs.c.id).where(running, ~is_dead(now)).exists()


def _last_attempts() -> Subquery:
    newest = select(func.max(attempts.c.id)).group_by(attempts.c.school)
    return select(attempts).where(attempts.c.id.in_(newest)).subquery()


def _school_of(row: Row[Any]) -> AcademySchool:
    return AcademySchool(
        uai=Uai(row.uai),
        name=row.name,
        pupils=row.pupils or 0,
        last_success=row.at,
        last_outcome=row.outcome and AttemptOutcome(row.outcome),
        last_attempt=row.ended_at,
        failures=row.failures or 0,
        cause=row.cause or "",
        is_under_way=row.is_under_way,
    )


def nights(connection: Connection) -> tuple[NightFigures, ...]:
    """What came of the last nights, the newest first: of each school its last attempt counts."""
    last = (
        select(func.max(attempts.c.id).label("id"))
        .group_by(attempts.c.night, attempts.c.school)
        .subquery()
    )
    found = connection.execute(
        select(attempts.c.night, attempts.c.outcome, func.count().label("schools"))
        .where(attempts.c.id.in_(select(last.c.id)))
        .group_by(attempts.c.night, attempts.c.outcome)
        .order_by(attempts.c.night.desc())
    )
    counted: dict[date, dict[AttemptOutcome, int]] = {}
    for row in found:
        counted.setdefault(row.night, {})[AttemptOutcome(row.outcome)] = row.schools
    return tuple(NightFigures(night, counts) for night, counts in list(counted.items())[:_NIGHTS])
