"""File the bilans that a school's gradebook hands over."""

import asyncio
from pathlib import Path

from core.errors import UserError
from core.messages import refusals
from core.model.gradebook import FiledBilans
from core.model.records import School
from core.model.users import Action
from core.rules.gradebooks import recognised
from core.usecases.authorise import authorise
from core.usecases.errors import as_user_errors
from core.usecases.workspace import Workspace


async def file_bilans(workspace: Workspace, path: Path) -> tuple[School, FiledBilans]:
    """File the bilans of an LSU file, all or none, and say of which school.

    Raises `UserError` when the file is not one, is of another school or of other pupils, would
    change a locked bilan, or when the user may not.
    """
    gradebook = await asyncio.to_thread(workspace.files.read_gradebook, path)
    school = await workspace.school_of(gradebook.uai)
    if school is None:
        raise UserError(refusals.BILANS_OF_ANOTHER_SCHOOL.format(uai=gradebook.uai))
    known = {pupil.ine for pupil in await workspace.store.pupils(school.uai)}
    share = recognised(gradebook, known)
    if not share.is_plausible:
        figures = {"known": share.known, "total": share.total}
        raise UserError(refusals.BILANS_OF_OTHER_PUPILS.format(**figures))
    with as_user_errors():
        await authorise(workspace.store, school.uai, workspace.user, Action.IMPORT)
        bilans = workspace.files.read_bilans(path)
        filed = await workspace.store.file_bilans(
            school.uai, ((found.pupil.ine, found.bilan) for found in bilans)
        )
    return school, filed
