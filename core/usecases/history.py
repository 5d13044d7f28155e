"""What the store keeps of a school: its pupils, their archives, its former runs."""

from collections.abc import Sequence
from typing import NamedTuple

from core.errors import UserError
from core.messages import refusals
from core.model.livret import Archive, Livret
from core.model.report import Report
from core.model.runs import RunSummary
from core.model.users import Action, JournalLine
from core.usecases.workspace import Workspace


class PupilHistory(NamedTuple):
    """A livret as it is today, and its archives, newest first."""

    livret: Livret
    archives: Sequence[Archive]


async def all_livrets(workspace: Workspace) -> Sequence[Livret]:
    """The livrets of the school at hand, by class and name. Raises `UserError`."""
    return await workspace.store.livrets((await workspace.school()).uai)


async def pupil_history(workspace: Workspace, livret_id: int) -> PupilHistory:
    """A livret beside its archives, which it is journalled that he read. Raises `UserError`."""
    livret = await workspace.store.livret(livret_id)
    archives = await workspace.store.archives(livret_id)
    if archives:
        await note_reading(workspace, Action.READ_ARCHIVES, livret_id)
    return PupilHistory(livret, archives)


async def note_reading(workspace: Workspace, action: Action, livret_id: int) -> None:
    """Journal that what is kept of a pupil was read, which everyone may. Raises `UserError`."""
    uai = (await workspace.school()).uai
    await workspace.store.note(uai, workspace.user, action, allowed=True, pupils=[livret_id])


async def journal(workspace: Workspace) -> Sequence[JournalLine]:
    """The journal of the school at hand, newest first. Raises `UserError`."""
    return await workspace.store.journal((await workspace.school()).uai)


async def all_runs(workspace: Workspace) -> Sequence[RunSummary]:
    """The runs of the school at hand, newest first. Raises `UserError`."""
    return await workspace.store.runs((await workspace.school()).uai)


async def report_of(workspace: Workspace, run_id: int | None = None) -> Report:
    """What was kept of a run of the school at hand, the newest if none is named.

    Raises `UserError` when there is no such run, or when it cannot be read.
    """
    report = await workspace.store.report((await workspace.school()).uai, run_id)
    if report is None:
        raise UserError(refusals.NO_RUN)
    return report
