"""`donnees`, `effacer`: all that is held about a pupil, written to a file or erased."""

import argparse

from core.messages import rights as said
from core.messages.exports import exported
from core.usecases import rights
from core.usecases.provenance import today
from core.usecases.workspace import Workspace
from tui.cli.output import say_aside
from tui.cli.workspaces import in_school
from tui.cli.writers import Writer
from tui.exit_status import Status


async def _export(workspace: Workspace, options: argparse.Namespace, _write: Writer) -> Status:
    await rights.export_personal_data(workspace, options.ine, options.fichier)
    say_aside(exported(options.fichier))
    return Status.SUCCESS


export_personal_data = in_school(_export)


async def _erase(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    data = await rights.personal_data(workspace, options.ine)
    if not options.confirmer:
        rights.check_may_be_erased(data, today())
        write(said.held(data), {})
        write(said.HOW_TO_ERASE, {})
        return Status.SUCCESS
    await rights.erase(workspace, data, today())
    sentence = said.erased(data)
    write(sentence, {"type": "effacement", "texte": sentence})
    return Status.SUCCESS


erase_pupil = in_school(_erase)
