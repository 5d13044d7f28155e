"""What a run makes of one pupil, written."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from adapters.lsun.codec import to_json
from adapters.lsun.fingerprints import fingerprint_of
from adapters.lsun.livrets import livret_of, with_contents
from adapters.lsun.rows import guardian_values, pupil_values
from adapters.lsun.run_messages import add_messages
from adapters.lsun.structures import division_row, put_in_groups
from adapters.lsun.tables import archives, guardians, pupils, run_pupils, runs
from core.errors import IneAlreadyHeld, RunLost
from core.model.events import Decision
from core.model.livret import Livret
from core.model.records import Pupil
from core.model.runs import Run, RunState

# Made once: this is for each pupil of each run.
_RESULT = (
    update(run_pupils)
    .where(
        run_pupils.c.run == bindparam("of_run"),
        run_pupils.c.pupil == bindparam("of_pupil"),
        select(runs.c.id)
        .where(
            runs.c.id == bindparam("of_run"),
            runs.c.lease == bindparam("of_lease"),
            runs.c.state == RunState.RUNNING.value,
        )
        .exists(),
    )
    .values(
        outcome=bindparam("new_outcome"),
        changes=bindparam("new_changes"),
        archive=bindparam("new_archive"),
        archived=bindparam("new_archived"),
    )
)


def record(
    connection: Connection,
    now: datetime,
    run: Run,
    livret_id: int,
    decide: Callable[[Livret], Decision],
) -> Decision:
    """Decide on a livret as it stands, and write all that follows from the decision.

    Raises `IneAlreadyHeld` when another pupil of the school has the INE that would be written, and
    `RunLost` when the run has ended, or is another program's.
    """
    livret = livret_of(connection, livret_id, to_write=True)
    decision = decide(livret)
    archive = _archive(connection, now, run, livret) if decision.archive else None
    if decision.update is not None:
        _update(connection, run, livret, decision.update)
    # A run that is another's by now matches no row: all of the transaction goes then.
    written = connection.execute(
        _RESULT,
        {
            "of_run": run.id,
            "of_lease": run.lease,
            "of_pupil": livret_id,
            "new_outcome": decision.outcome.value,
            "new_changes": to_json(decision.changes),
            "new_archive": archive,
            "new_archived": archive is not None,
        },
    )
    if not written.rowcount:
        raise RunLost
    add_messages(connection, now, run, decision)
    return decision


def _archive(connection: Connection, now: datetime, run: Run, livret: Livret) -> int:
    body = to_json(with_contents(connection, livret))
    kept = {
        "pupil": livret.id,
        "run": run.id,
        "archived_at": now,
        "livret": body,
        "fingerprint": fingerprint_of(livret.id, run.id, now, body),
    }
    made: int = connection.execute(
        insert(archives).values(kept).returning(archives.c.id)
    ).scalar_one()
    return made


def _update(connection: Connection, run: Run, livret: Livret, pupil: Pupil) -> None:
    values = {
        **pupil_values(pupil),
        "structure": division_row(connection, str(run.scope.uai), pupil),
    }
    try:
        connection.execute(update(pupils).where(pupils.c.id == livret.id).values(values))
    except IntegrityError as error:
        raise IneAlreadyHeld from error
    if pupil.groups != livret.pupil.groups:
        put_in_groups(connection, str(run.scope.uai), livret.id, pupil)
    if pupil.guardians != livret.pupil.guardians:
        connection.execute(delete(guardians).where(guardians.c.pupil == livret.id))
        if pupil.guardians:
            connection.execute(insert(guardians), guardian_values(livret.id, pupil))
