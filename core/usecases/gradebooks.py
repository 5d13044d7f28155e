"""File the bilans that a school's gradebook hands over."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from core.errors import UserError
from core.messages import refusals
from core.model.gradebook import FiledBilans, Mismatch
from core.model.records import School
from core.model.users import Action
from core.rules.gradebooks import compare_identities, recognised
from core.usecases.authorise import authorise
from core.usecases.errors import as_user_errors
from core.usecases.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FiledGradebook:
    """What came of a gradebook's file.

    `mismatches` are the pupils whose bilans were set aside, as LSUN calls them otherwise;
    `has_names` says that the file names its pupils, so that they could be compared.
    """

    school: School
    filed: FiledBilans
    mismatches: tuple[Mismatch, ...]
    has_names: bool


async def file_bilans(workspace: Workspace, path: Path) -> FiledGradebook:
    """File the bilans of an LSU file, all or none but for those of pupils called otherwise.

    Raises `UserError` when the file is not one, is of another school or of other pupils, would
    change a locked bilan, or when the user may not.
    """
    gradebook = await asyncio.to_thread(workspace.files.read_gradebook, path)
    school = await workspace.school_of(gradebook.uai)
    if school is None:
        raise UserError(refusals.BILANS_OF_ANOTHER_SCHOOL.format(uai=gradebook.uai))
    pupils = await workspace.store.pupils(school.uai)
    known = {pupil.ine: pupil for pupil in pupils if pupil.ine is not None}
    share = recognised(gradebook, known)
    if not share.is_plausible:
        figures = {"known": share.known, "total": share.total}
        raise UserError(refusals.BILANS_OF_OTHER_PUPILS.format(**figures))
    identities = compare_identities(gradebook, known)
    if not identities.is_plausible:
        raise UserError(refusals.slipped_gradebook(identities))
    with as_user_errors():
        await authorise(workspace.store, school.uai, workspace.user, Action.IMPORT)
        set_aside = {mismatch.in_file.ine for mismatch in identities.mismatches}
        bilans = workspace.files.read_bilans(path)
        filed = await workspace.store.file_bilans(
            school.uai,
            (
                (found.pupil.ine, found.bilan)
                for found in bilans
                if found.pupil.ine not in set_aside
            ),
        )
    return FiledGradebook(school, filed, identities.mismatches, has_names=identities.compared > 0)
