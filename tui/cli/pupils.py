"""`eleves`: a pupil looked for in all the schools of the store."""

import argparse

from core.usecases.pupils import FoundPupil, search
from core.usecases.workspace import Workspace
from tui.cli.workspaces import in_store
from tui.cli.writers import Writer
from tui.exit_status import Status
from tui.wording import overview_texts


async def _pupils(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    found = await search(workspace, options.texte)
    for pupil in found:
        write(overview_texts.found_pupil(pupil), _fields(pupil))
    if not found:
        write(overview_texts.NOBODY_FOUND, {})
    return Status.SUCCESS


pupils = in_store(_pupils)


def _fields(found: FoundPupil) -> dict[str, object]:
    pupil = found.pupil
    return {
        "type": "eleve",
        "ecole": str(found.school.uai),
        "nom_ecole": found.school.name,
        "nom": pupil.full_name,
        "ine": pupil.ine,
        "classe": pupil.division.label,
        "ne_le": pupil.birth_date.isoformat(),
    }
