"""`synchroniser --automatique`, quiet when all is well, and what starts it each day."""

import argparse
import asyncio
import os
from datetime import datetime, time

from core.errors import UserError
from core.usecases.notices import Notices
from core.usecases.provenance import today
from core.usecases.unattended import Unattended
from core.usecases.workspace import Workspace
from tui import settings
from tui.cli.output import say_aside
from tui.cli.runs import STATUSES, drain_on_signals
from tui.cli.workspaces import in_school
from tui.cli.writers import Writer, inform, warn
from tui.composition import unattended as composition
from tui.composition.workspace import opener
from tui.exit_status import Status
from tui.settings import UnattendedSettings
from tui.wording import unattended_texts

_NOT_WITH_IT = (
    "toutes_les_ecoles",
    "extractions",
    "confirmer",
    "eleve",
    "reprendre",
    "j_ai_compris",
    "nouvelle_annee",
)


def synchronise(options: argparse.Namespace) -> Status:
    """Synchronise the school with nobody there. Raises `UserError`."""
    for name in (*_NOT_WITH_IT, "classe", "date"):
        if getattr(options, name):
            option = f"--{name.replace('_', '-')}"
            raise UserError(unattended_texts.ALONE.format(option=option))
    chosen = settings.load().unattended
    notices = composition.notices(chosen)
    return asyncio.run(notices.of_failures(_synchronise(options, chosen, notices)))


async def _synchronise(
    options: argparse.Namespace, chosen: UnattendedSettings, notices: Notices
) -> Status:
    calendar, retry = composition.calendar(chosen), composition.retry(chosen)
    async with opener(options.ecole)() as workspace:
        session = await workspace.session()
        unattended = Unattended(session, calendar, retry, today)
        drain_on_signals(unattended.stop)
        attempt = await unattended.run()
        for sentence in await notices.tell(attempt, session.school):
            say_aside(sentence)
    return STATUSES[attempt.ending]


async def _install(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    at = _hour(options.heure)
    uai = (await workspace.session()).school.uai
    schedule = composition.schedule(options.planificateur, uai, at)
    for place, content in schedule.shown:
        write(f"{place} :", {"type": "fichier", "chemin": place, "contenu": content})
        for line in content.splitlines():
            write(f"    {line}", {})
    if names := [name for name in os.environ if name.startswith("LSUN_SYNC_")]:
        warn(unattended_texts.lost_settings(names, settings.default_file()), write)
    if not options.confirmer:
        inform(unattended_texts.HOW_TO_INSTALL, write)
        return Status.SUCCESS
    await asyncio.to_thread(schedule.install)
    inform(unattended_texts.installed(options.planificateur, schedule.name), write)
    return Status.SUCCESS


schedule_it = in_school(_install)


def _hour(text: str) -> time:
    try:
        return datetime.strptime(text.strip(), "%H:%M").time()  # noqa: DTZ007 - of any day
    except ValueError as error:
        raise UserError(unattended_texts.NOT_AN_HOUR.format(hour=text)) from error
