"""What a run makes of one pupil, written."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, delete, insert, update
from sqlalchemy.exc import IntegrityError

from adapters.lsun.codec import to_json
from adapters.lsun.fingerprints import fingerprint_of
from adapters.lsun.rows import guardian_values, livrets_of, pupil_values
from adapters.lsun.running import hold
from adapters.lsun.saying import say
from adapters.lsun.structures import division_row, put_in_groups
from adapters.lsun.tables import archives, guardians, pupils, run_pupils
from core.decisions import Decision
from core.livret import Livret
from core.overview import Run
from core.ports import IneAlreadyHeld
from core.records import Pupil


def record(
    connection: Connection,
    run: Run,
    livret_id: int,
    decide: Callable[[Livret], Decision],
    now: datetime,
) -> Decision:
    """Decide on a livret as it stands, and write all that follows from the decision."""
    hold(connection, run, now)
    [livret] = livrets_of(connection, pupils.c.id == livret_id, to_write=True)
    decision = decide(livret)
    archive = _archive(connection, run, livret_id, now) if decision.archive else None
    if decision.update is not None:
        _update(connection, run, livret, decision.update)
    connection.execute(
        update(run_pupils)
        .where(run_pupils.c.run == run.id, run_pupils.c.pupil == livret_id)
        .values(
            outcome=decision.outcome.value,
            changes=to_json(decision.changes),
            archive=archive,
            archived=archive is not None,
        )
    )
    say(connection, run, decision, now)
    return decision


def _archive(connection: Connection, run: Run, livret_id: int, now: datetime) -> int:
    [livret] = livrets_of(connection, pupils.c.id == livret_id, contents=True)
    body = to_json(livret)
    kept = {
        "pupil": livret_id,
        "run": run.id,
        "archived_at": now,
        "livret": body,
        "fingerprint": fingerprint_of(livret_id, run.id, now, body),
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
