"""What a pupil's family may ask for: a copy of all that is held about him, and its erasure."""

import asyncio
from datetime import date
from pathlib import Path

from core.errors import UserError
from core.messages import rights
from core.model.personal_data import PersonalData
from core.model.users import Action
from core.rules.retention import obliged_until
from core.usecases.authorise import authorise
from core.usecases.errors import as_user_errors
from core.usecases.history import note_reading
from core.usecases.pupils import livret_of
from core.usecases.workspace import Workspace

SUFFIX = ".json"


async def personal_data(workspace: Workspace, ine: str) -> PersonalData:
    """All that is held about the pupil of this INE, or this name. Raises `UserError`."""
    uai = (await workspace.school()).uai
    livret = await livret_of(workspace.store, uai, ine)
    return await workspace.store.personal_data(uai, livret.id)


async def export_personal_data(workspace: Workspace, ine: str, path: Path) -> None:
    """Write all that is held about a pupil to a new file, which is journalled.

    Raises `UserError` when there is no such pupil, or when the file cannot be written.
    """
    if path.suffix.lower() != SUFFIX:
        raise UserError(rights.WHICH_FORM)
    data = await personal_data(workspace, ine)
    await note_reading(workspace, Action.EXPORT, data.livret.id)
    uai = (await workspace.school()).uai
    await asyncio.to_thread(workspace.files.write_personal_data, path, uai, data)


def check_may_be_erased(data: PersonalData, today: date) -> None:
    """Raise `UserError` while the law obliges to keep something of it: that comes first."""
    livrets = (data.livret, *(archive.livret for archive in data.archives))
    if (until := obliged_until(livrets)) is not None and until >= today:
        raise UserError(rights.to_be_kept(data.livret.pupil, until))


async def erase(workspace: Workspace, data: PersonalData, today: date) -> None:
    """Erase all that is held about a pupil; the fingerprints of his archives stay.

    Raises `UserError` when the user may not, or something has to be kept.
    """
    check_may_be_erased(data, today)
    uai = (await workspace.school()).uai
    with as_user_errors():
        whose = [data.livret.id]
        await authorise(workspace.store, uai, workspace.user, Action.ERASE, whose)
        await workspace.store.erase(uai, data.livret.id)
