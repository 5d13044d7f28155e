"""The archives of a school, and their deletion once nothing obliges to keep them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from adapters.lsun.reading import archives_of
from adapters.lsun.tables import archives, deletions, pupils, run_pupils, withdrawals
from core.model.identifiers import Uai
from core.model.livret import Archive


def all_archives(connection: Connection, uai: Uai) -> tuple[Archive, ...]:
    """Every archive of a school, oldest first."""
    of_school = pupils.c.school == str(uai)
    return archives_of(
        connection,
        select(archives).join(pupils).where(of_school),
        select(withdrawals).join(pupils).where(of_school),
    )


def delete_archives(connection: Connection, now: datetime, those: Collection[Archive]) -> None:
    """Delete these archives; the runs that made them still say that they archived.

    Of each there stays whose it was, from when, and its fingerprint: without that none goes.
    """
    if those:
        connection.execute(insert(deletions), [_trace(archive, now) for archive in those])
    ids = [archive.id for archive in those if archive.withdrawal is None]
    made_by = update(run_pupils).where(run_pupils.c.archive.in_(ids))
    connection.execute(made_by.values(archive=None))
    connection.execute(delete(archives).where(archives.c.id.in_(ids)))
    withdrawn = [archive.id for archive in those if archive.withdrawal is not None]
    connection.execute(delete(withdrawals).where(withdrawals.c.id.in_(withdrawn)))


def _trace(archive: Archive, now: datetime) -> dict[str, Any]:
    return {
        "kind": (archives if archive.withdrawal is None else withdrawals).name,
        "number": archive.id,
        "pupil": archive.livret.id,
        "fingerprint": archive.fingerprint,
        "kept_from": archive.archived_at,
        "deleted_at": now,
    }
