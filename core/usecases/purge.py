"""The archives that nothing obliges to keep any more, and their deletion."""

from collections.abc import Sequence
from datetime import date

from core.model.livret import Archive
from core.model.users import Action
from core.rules.retention import may_be_deleted
from core.usecases.authorise import authorise
from core.usecases.errors import as_user_errors
from core.usecases.workspace import Workspace


async def deletable_archives(workspace: Workspace, today: date) -> tuple[Archive, ...]:
    """The archives of the school at hand that may be deleted, oldest first; nothing is deleted.

    Raises `UserError` when no school is at hand, or the store cannot be read.
    """
    uai = (await workspace.school()).uai
    archives = await workspace.store.all_archives(uai)
    return tuple(archive for archive in archives if may_be_deleted(archive, today))


async def purge(workspace: Workspace, archives: Sequence[Archive]) -> None:
    """Delete these archives, which were told before. Raises `UserError` when the user may not."""
    uai = (await workspace.school()).uai
    whose = {archive.livret.id for archive in archives}
    with as_user_errors():
        await authorise(workspace.store, uai, workspace.user, Action.PURGE, whose)
    await workspace.store.delete_archives(archives)
