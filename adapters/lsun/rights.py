"""All that is held about one pupil, read and erased."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, false, or_, select, update

from adapters.lsun import journal, run_reports
from adapters.lsun.codec import from_json, to_json
from adapters.lsun.livrets import livret_of
from adapters.lsun.reading import archives
from adapters.lsun.retention import delete_archives
from adapters.lsun.run_lifecycle import refuse_living_run
from adapters.lsun.tables import (
    bilans,
    guardians,
    messages,
    pupil_groups,
    pupil_versions,
    pupils,
    run_pupils,
    runs,
)
from core.model.identifiers import Uai
from core.model.livret import Archive, Livret
from core.model.personal_data import PersonalData
from core.model.records import Pupil
from core.rules.civil_identity import same_civil_identity


def personal_data(connection: Connection, uai: Uai, livret_id: int) -> PersonalData:
    """All that is held about a pupil of the school."""
    livret, kept = livret_of(connection, livret_id), archives(connection, livret_id)
    lines = journal.lines(connection, uai)
    return PersonalData(
        livret,
        kept,
        run_reports.results_of(connection, livret_id),
        run_reports.messages_where(connection, _say(uai, livret, kept)),
        tuple(line for line in lines if livret_id in line.pupils),
    )


def erase(connection: Connection, now: datetime, uai: Uai, livret_id: int) -> None:
    """Erase all of it; of his archives the fingerprints stay, and in the journal his number.

    Raises `RunInProgress` when the school has a run that is alive.
    """
    refuse_living_run(connection, now, str(uai))
    livret, kept = livret_of(connection, livret_id), archives(connection, livret_id)
    connection.execute(delete(messages).where(_say(uai, livret, kept)))
    delete_archives(connection, now, kept)
    for table in (run_pupils, bilans, guardians, pupil_groups, pupil_versions):
        connection.execute(delete(table).where(table.c.pupil == livret_id))
    connection.execute(delete(pupils).where(pupils.c.id == livret_id))
    known = (livret.pupil, *(archive.livret.pupil for archive in kept))
    _forget_spared(connection, uai, known)


def _say(uai: Uai, livret: Livret, kept: Collection[Archive]) -> ColumnElement[bool]:
    """Which messages are about him: who is admitted had no livret yet, and is named alone."""
    of_school = messages.c.run.in_(select(runs.c.id).where(runs.c.school == str(uai)))
    names = {livret.pupil.full_name, *(archive.livret.pupil.full_name for archive in kept)}
    named = or_(false(), *(messages.c.text.contains(name, autoescape=True) for name in names))
    return of_school & or_(messages.c.pupil == livret.id, messages.c.pupil.is_(None) & named)


def _forget_spared(connection: Connection, uai: Uai, known: Collection[Pupil]) -> None:
    """Have no run keep him, as he was at any time, among those whom it spared."""

    def is_he(spared: Pupil) -> bool:
        same_ine = spared.ine is not None and spared.ine in {pupil.ine for pupil in known}
        return same_ine or any(same_civil_identity(spared, pupil) for pupil in known)

    of_school = select(runs.c.id, runs.c.spared).where(runs.c.school == str(uai))
    for row in connection.execute(of_school).all():
        spared = from_json(row.spared, tuple[Pupil, ...])
        others = [pupil for pupil in spared if not is_he(pupil)]
        if len(others) < len(spared):
            left = update(runs).where(runs.c.id == row.id).values(spared=to_json(others))
            connection.execute(left)
