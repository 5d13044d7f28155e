"""The archives that nothing obliges to keep, and their deletion."""

from core.retention import deletable, purge
from tui import history_texts
from tui.files import today
from tui.linear import texts
from tui.linear.journey import Journey
from tui.refusals import refusals


async def open_purge(journey: Journey, trail: str) -> None:
    """They are told first; exactly those are deleted, once that is confirmed."""
    journey.arrive(trail)
    office, console = journey.office, journey.console
    with refusals():
        uai = (await office.school()).uai
        archives = await deletable(office.livrets, uai, today())
    for archive in archives:
        console.tell(history_texts.deletable_line(archive))
    console.tell(history_texts.to_delete(len(archives)))
    if not archives:
        return
    entries = [history_texts.DELETE_THEM]
    if await console.choose(entries, str, texts.PURGE_HELP, filters=False) is None:
        return
    if await console.confirm(history_texts.delete_question(len(archives)), default=False):
        with refusals():
            await purge(office.livrets, uai, office.user, archives)
        console.tell(history_texts.deleted(len(archives)))
