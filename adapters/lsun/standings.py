"""How the schools of the store stand: in a constant number of statements, however many they are."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from adapters.lsun.reading import schools
from adapters.lsun.run_reports import state_of
from adapters.lsun.tables import messages, pupils, run_pupils, run_structures, runs
from core.model.events import Outcome
from core.model.messages import Severity
from core.model.views import SchoolStanding

_OVER_CLASSES = (
    select(func.max(runs.c.id))
    .where(runs.c.id.in_(select(run_structures.c.run)))
    .group_by(runs.c.school)
)
"""The last run of each school that was not over one pupil alone."""

_REACHED = (
    select(run_pupils.c.pupil, func.max(run_pupils.c.run).label("run"))
    .where(run_pupils.c.outcome.is_not(None))
    .group_by(run_pupils.c.pupil)
    .subquery()
)
"""The last run that reached each pupil."""


def standings(connection: Connection, now: datetime) -> tuple[SchoolStanding, ...]:
    """How each school stands, by name."""
    last = {
        row.school: row
        for row in connection.execute(select(runs).where(runs.c.id.in_(_OVER_CLASSES)))
    }
    warnings, unverified = _counted(connection, _WARNINGS), _counted(connection, _UNVERIFIED)
    return tuple(
        SchoolStanding(
            school=school,
            synchronised_at=last[school.uai].started_at if school.uai in last else None,
            state=state_of(last[school.uai], now) if school.uai in last else None,
            open_warnings=warnings.get(school.uai, 0),
            unverified=unverified.get(school.uai, 0),
        )
        for school in schools(connection)
    )


def _counted(connection: Connection, by_school: Select[Any]) -> dict[str, int]:
    return {row.school: row.number for row in connection.execute(by_school)}


# A list may have been warned of in each pass of a run: what is said twice counts once.
_SAID = (
    select(runs.c.school, messages.c.pupil, messages.c.text)
    .distinct()
    .join_from(messages, runs)
    .outerjoin(_REACHED, messages.c.pupil == _REACHED.c.pupil)
    .where(
        messages.c.severity == Severity.WARNING.name,
        or_(
            messages.c.run == _REACHED.c.run,
            messages.c.pupil.is_(None) & messages.c.run.in_(_OVER_CLASSES),
        ),
    )
    .subquery()
)
_WARNINGS = select(_SAID.c.school, func.count().label("number")).group_by(_SAID.c.school)

# Counted by what became of them: the error that was said stays when a second pass verified them.
_UNVERIFIED = (
    select(pupils.c.school, func.count().label("number"))
    .join_from(run_pupils, pupils)
    .join(
        _REACHED,
        (run_pupils.c.pupil == _REACHED.c.pupil) & (run_pupils.c.run == _REACHED.c.run),
    )
    .where(run_pupils.c.outcome == Outcome.UNVERIFIED.value)
    .group_by(pupils.c.school)
)
