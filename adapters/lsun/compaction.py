"""What older runs keep of the pupils who were up to date: how many they were, and not who."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, select, update

from adapters.lsun.tables import run_pupils, runs
from core.model.events import Outcome
from core.model.runs import Run, RunState

LATE = timedelta(hours=24)
"""What a run made of each pupil is asked for so long: small runs within it count together."""

_newer = run_pupils.alias("newer")
# The newest run that reached a pupil is what his school's standing is told from.
_SUPERSEDED = (run_pupils.c.outcome == Outcome.UP_TO_DATE.value) & exists().where(
    _newer.c.pupil == run_pupils.c.pupil,
    _newer.c.run > run_pupils.c.run,
    _newer.c.outcome.is_not(None),
)


def compact(connection: Connection, now: datetime, run: Run) -> None:
    """Have the older complete runs of the school only count who was up to date.

    A pupil's row stays while no newer run has reached him, and those of this run, which has just
    ended, all stay.
    """
    older = select(runs.c.id).where(
        runs.c.school == str(run.scope.uai),
        runs.c.state == RunState.COMPLETE.value,
        runs.c.started_at <= now - LATE,
        runs.c.id != run.id,
    )
    forgotten = connection.execute(
        delete(run_pupils)
        .where(run_pupils.c.run.in_(older), _SUPERSEDED)
        .returning(run_pupils.c.run)
    )
    for run_id, number in Counter(forgotten.scalars()).items():
        counted = update(runs).where(runs.c.id == run_id)
        connection.execute(counted.values(unnamed=runs.c.unnamed + number))
