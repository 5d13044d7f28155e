"""How the schools of an academy stand, and what came of each attempt."""

from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select

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
    """How each school stands, or this one, by UAI; in a constant number of statements."""
    of_school = () if uai is None else (schools.c.uai == str(uai),)
    sizes = (
        select(pupils.c.school, func.count().label("pupils")).group_by(pupils.c.school).subquery()
    )
    successes = (
        select(attempts.c.school, func.max(attempts.c.ended_at).label("at"))
        .where(attempts.c.outcome.in_(_SUCCESSES))
        .group_by(attempts.c.school)
        .subquery()
    )
    since = (attempts.c.ended_at > successes.c.at) | successes.c.at.is_(None)
    failures = (
        select(attempts.c.school, func.count().label("failures"))
        .outerjoin(successes, successes.c.school == attempts.c.school)
        .where(attempts.c.outcome == AttemptOutcome.FAILED.value, since)
        .group_by(attempts.c.school)
        .subquery()
    )
    newest = select(attempts.c.school, func.max(attempts.c.id).label("id")).group_by(
        attempts.c.school
    )
    last = (
        select(attempts.c.school, attempts.c.outcome, attempts.c.cause)
        .where(attempts.c.id.in_(select(newest.subquery().c.id)))
        .subquery()
    )
    found = connection.execute(
        select(
            schools.c.uai,
            schools.c.name,
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
    return tuple(
        AcademySchool(
            uai=Uai(row.uai),
            name=row.name,
            pupils=row.pupils or 0,
            last_success=row.at,
            last_outcome=row.outcome and AttemptOutcome(row.outcome),
            failures=row.failures or 0,
            cause=row.cause or "",
        )
        for row in found
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
