"""The archives of a school, and their deletion once nothing obliges to keep them."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, select, update

from adapters.lsun.reading import archives_of
from adapters.lsun.tables import archives, pupils, run_pupils, withdrawals
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


def delete_archives(connection: Connection, those: Collection[Archive]) -> None:
    """Delete these archives; the runs that made them still say that they archived."""
    ids = [archive.id for archive in those if archive.withdrawal is None]
    made_by = update(run_pupils).where(run_pupils.c.archive.in_(ids))
    connection.execute(made_by.values(archive=None))
    connection.execute(delete(archives).where(archives.c.id.in_(ids)))
    withdrawn = [archive.id for archive in those if archive.withdrawal is not None]
    connection.execute(delete(withdrawals).where(withdrawals.c.id.in_(withdrawn)))
