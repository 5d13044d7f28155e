"""How the schools of an academy stand, and what came of each attempt."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Subquery, func, insert, select

from adapters.lsun.tables import attempts, pupils, schools
from core.model.academy import AcademySchool, Attempt, AttemptOutcome, NightFigures
from core.model.identifiers import Uai

_SUCCESSES = [AttemptOutcome.DONE.value, AttemptOutcome.ALREADY_DONE.value]
_NIGHTS = 30


def note_attempt(connection: Connection, now: datetime, attempt: Attempt) -> None:
    """Keep how an attempt ended."""
    connection.execute(
        insert(attempts).values(
            school=str(attempt.uai),
            night=attempt.night,
            ended_at=now,
            outcome=attempt.outcome.value,
            cause=attempt.cause,
        )
    )


def academy_schools(connection: Connection, uai: Uai | None = None) -> tuple[AcademySchool, ...]:
    """How each school stands, or this one, by UAI; in one statement."""
    of_school = () if uai is None else (schools.c.uai == str(uai),)
    sizes, successes, last = _sizes(), _successes(), _last_attempts()
    failures = _failures_since(successes)
    found = connection.execute(
        select(
            schools,
            sizes.c.pupils,
            successes.c.at,
            failures.c.failures,
            last.c.outcome,
            last.c.cause,
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


def _successes() -> Subquery:
    """When each school last succeeded."""
    return (
        select(attempts.c.school, func.max(attempts.c.ended_at).label("at"))
        .where(attempts.c.outcome.in_(_SUCCESSES))
        .group_by(attempts.c.school)
        .subquery()
    )


def _failures_since(successes: Subquery) -> Subquery:
    since = (attempts.c.ended_at > successes.c.at) | successes.c.at.is_(None)
    return (
        select(attempts.c.school, func.count().label("failures"))
        .outerjoin(successes, successes.c.school == attempts.c.school)
        .where(attempts.c.outcome == AttemptOutcome.FAILED.value, since)
        .group_by(attempts.c.school)
        .subquery()
    )


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
        failures=row.failures or 0,
        cause=row.cause or "",
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
