"""What a run makes of its pupils, written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update
from sqlalchemy.exc import IntegrityError

from adapters.lsun import versions
from adapters.lsun.codec import to_json
from adapters.lsun.fingerprints import fingerprint_of
from adapters.lsun.livrets import livrets_to_write, with_contents
from adapters.lsun.rows import guardian_values, pupil_values
from adapters.lsun.run_lifecycle import renew_lease
from adapters.lsun.run_messages import add_messages
from adapters.lsun.spoilt import UNREADABLE
from adapters.lsun.structures import division_row, put_in_groups
from adapters.lsun.tables import archives, guardians, pupils, run_pupils
from core.model.events import Decision, Proposal
from core.model.livret import Livret
from core.model.records import Pupil
from core.model.runs import Run

# Made once: this is for each pupil of each run.
_RESULT = (
    update(run_pupils)
    .where(run_pupils.c.run == bindparam("of_run"), run_pupils.c.pupil == bindparam("of_pupil"))
    .values(
        outcome=bindparam("new_outcome"),
        changes=bindparam("new_changes"),
        alterations=bindparam("new_alterations"),
        archive=bindparam("new_archive"),
        archived=bindparam("new_archived"),
    )
)


def record(
    connection: Connection, now: datetime, run: Run, proposals: Sequence[Proposal]
) -> list[Decision]:
    """Decide on livrets as they stand, and write all that follows from the decisions.

    Raises `RunLost` when the run has ended, or is another program's.
    """
    renew_lease(connection, now, run)
    livrets = livrets_to_write(connection, [proposal.livret_id for proposal in proposals])
    written = [
        _carry_out(connection, now, run, livrets[proposal.livret_id], proposal)
        for proposal in proposals
    ]
    connection.execute(_RESULT, [_result(run, decision, archive) for decision, archive in written])
    decisions = [decision for decision, _ in written]
    names = [proposal.version for proposal in proposals]
    versions.keep(connection, zip(decisions, names, strict=True))
    add_messages(connection, now, run, decisions)
    return decisions


def _carry_out(
    connection: Connection, now: datetime, run: Run, livret: Livret, proposal: Proposal
) -> tuple[Decision, int | None]:
    """The decision that was carried out, and the archive that was made for it."""
    decision = proposal.decide(livret)
    if decision.update is None:
        return decision, None
    try:
        former = with_contents(connection, livret) if decision.archive else None
    except UNREADABLE:
        return proposal.decide(replace(livret, is_readable=False)), None
    if decision.update.ine == livret.pupil.ine:
        return decision, _archive_and_update(connection, now, run, decision, former)
    try:
        with connection.begin_nested():
            return decision, _archive_and_update(connection, now, run, decision, former)
    except IntegrityError:
        return proposal.refuse(livret), None


def _archive_and_update(
    connection: Connection, now: datetime, run: Run, decision: Decision, former: Livret | None
) -> int | None:
    """Archive the livret as it was, if it is to be; the number of that archive."""
    archive = _archive(connection, now, run, former) if former is not None else None
    if decision.update is not None:
        _update(connection, run, decision.livret, decision.update)
    return archive


def _result(run: Run, decision: Decision, archive: int | None) -> dict[str, Any]:
    return {
        "of_run": run.id,
        "of_pupil": decision.livret.id,
        "new_outcome": decision.outcome.value,
        "new_changes": to_json(decision.changes),
        "new_alterations": sorted(decision.alterations),
        "new_archive": archive,
        "new_archived": archive is not None,
    }


def _archive(connection: Connection, now: datetime, run: Run, livret: Livret) -> int:
    body = to_json(livret)
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
    connection.execute(update(pupils).where(pupils.c.id == livret.id).values(values))
    if pupil.groups != livret.pupil.groups:
        put_in_groups(connection, str(run.scope.uai), livret.id, pupil)
    if pupil.guardians != livret.pupil.guardians:
        connection.execute(delete(guardians).where(guardians.c.pupil == livret.id))
        if pupil.guardians:
            connection.execute(insert(guardians), guardian_values(livret.id, pupil))
