"""The archives that nothing obliges to keep, and their deletion."""

from core.usecases.provenance import today
from core.usecases.purge import deletable_archives, purge
from tui.linear.navigator import Navigator
from tui.wording import declined_texts, history_texts, line_texts, places


async def open_purge(navigator: Navigator) -> None:
    """They are told first; exactly those are deleted, once that is confirmed."""
    navigator.arrive(places.PURGE.trail)
    console = navigator.console
    archives = await deletable_archives(navigator.workspace, today())
    for archive in archives:
        console.tell(history_texts.deletable_line(archive))
    console.tell(history_texts.to_delete(len(archives)))
    if not archives:
        return
    entries = [history_texts.DELETE_THEM]
    if await console.choose(entries, str, line_texts.PURGE_HELP, filters=False) is None:
        return
    if await console.confirm(
        history_texts.delete_question(len(archives)), declined_texts.NOT_DELETED
    ):
        await purge(navigator.workspace, archives)
        console.tell(history_texts.deleted(len(archives)))
