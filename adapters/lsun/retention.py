"""The archives of a school, and their deletion once nothing obliges to keep them."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, select, update

from adapters.lsun.reading import archives_of
from adapters.lsun.tables import archives, pupils, run_pupils
from core.model.identifiers import Uai
from core.model.livret import Archive


def all_archives(connection: Connection, uai: Uai) -> tuple[Archive, ...]:
    """Every archive of a school, oldest first."""
    of_school = select(archives).join(pupils).where(pupils.c.school == str(uai))
    return archives_of(connection, of_school.order_by(archives.c.id))


def delete_archives(connection: Connection, ids: Collection[int]) -> None:
    """Delete these archives; the runs that made them still say that they archived."""
    made_by = update(run_pupils).where(run_pupils.c.archive.in_(ids))
    connection.execute(made_by.values(archive=None))
    connection.execute(delete(archives).where(archives.c.id.in_(ids)))
