"""Locked bilans that are taken out of a livret, and kept."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from adapters.lsun.codec import to_json
from adapters.lsun.fingerprints import fingerprint_of
from adapters.lsun.livrets import livret_of
from adapters.lsun.rows import bilan_of
from adapters.lsun.run_lifecycle import refuse_living_run
from adapters.lsun.tables import bilans, withdrawals
from core.errors import BilanGone
from core.model.identifiers import Uai
from core.model.livret import Bilan, Livret, Withdrawal


def withdraw_bilan(
    connection: Connection,
    now: datetime,
    uai: Uai,
    livret_id: int,
    bilan: Bilan,
    withdrawal: Withdrawal,
) -> None:
    """Take a locked bilan out of a livret, and archive it with the pupil as he stands.

    Raises `BilanGone` when the livret no longer has it, locked, and `RunInProgress` when the school
    has a run that is alive.
    """
    refuse_living_run(connection, now, str(uai))
    this_bilan = (
        (bilans.c.pupil == livret_id)
        & (bilans.c.kind == bilan.kind.value)
        & (bilans.c.school_year == bilan.school_year)
        & (bilans.c.number == bilan.number)
        & bilans.c.locked_at.is_not(None)
    )
    row = connection.execute(select(bilans).where(this_bilan)).one_or_none()
    if row is None:
        raise BilanGone
    pupil = livret_of(connection, livret_id).pupil
    body = to_json(Livret(livret_id, pupil, (bilan_of(row),)))
    kept = {
        "pupil": livret_id,
        "withdrawn_at": now,
        "withdrawn_by": withdrawal.by,
        "reason": withdrawal.reason,
        "livret": body,
        "fingerprint": fingerprint_of(livret_id, 0, now, [body, withdrawal.by, withdrawal.reason]),
    }
    connection.execute(insert(withdrawals).values(kept))
    connection.execute(delete(bilans).where(this_bilan))
