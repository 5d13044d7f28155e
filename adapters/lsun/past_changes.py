"""What the runs of a school changed, one run after the other."""

from datetime import datetime

from sqlalchemy import Connection

from adapters.lsun.run_reports import RESULTS, by_class_and_name, result_of
from adapters.lsun.tables import run_pupils, runs
from core.model.events import Outcome
from core.model.identifiers import Uai
from core.model.runs import PastResult

_CHANGED = (Outcome.UPDATED.value, Outcome.ADMITTED.value)


def past_changes(
    connection: Connection, uai: Uai, since: datetime | None = None, before: datetime | None = None
) -> tuple[PastResult, ...]:
    """The pupils whom these runs of the school updated or admitted, the first run first."""
    wanted = [runs.c.school == str(uai), run_pupils.c.outcome.in_(_CHANGED)]
    if since is not None:
        wanted.append(runs.c.started_at >= since)
    if before is not None:
        wanted.append(runs.c.started_at < before)
    found = connection.execute(
        RESULTS.add_columns(runs.c.started_at, runs.c.started_by)
        .join(runs, run_pupils.c.run == runs.c.id)
        .where(*wanted)
        .order_by(run_pupils.c.pupil)
    )
    in_order = sorted(found, key=lambda row: (row.run, by_class_and_name(row)))
    return tuple(
        PastResult(row.run, row.started_at, row.started_by, result_of(row)) for row in in_order
    )
