"""One pupil: what LSUN holds of him or what a run made of him, and what can be done for him."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from core.livret import Archive
from core.overview import PupilResult
from core.report import Report
from tui import history_texts
from tui import texts as screen_texts
from tui.following import one_pupil
from tui.linear import texts
from tui.linear.journey import Action, Journey
from tui.linear.saving import save_livret
from tui.refusals import refusals


async def open_livret(journey: Journey, trail: str, livret_id: int, name: str) -> None:
    """What LSUN holds of a pupil: his data, and his bilans."""

    async def told() -> Sequence[str]:
        with refusals():
            return history_texts.livret_told(await journey.office.livrets.livret(livret_id))

    await _open(journey, f"{trail} ❯ {name}", livret_id, name, told)


async def open_result(journey: Journey, trail: str, report: Report, result: PupilResult) -> None:
    """What a run made of a pupil."""
    said = [one.message for one in report.said if one.livret_id == result.livret_id]

    async def told() -> Sequence[str]:
        with refusals():
            archives = await journey.office.livrets.archives(result.livret_id)
        return history_texts.result_told(result, said, archives)

    await _open(journey, f"{trail} ❯ {result.name}", result.livret_id, result.name, told)


async def _open(
    journey: Journey,
    trail: str,
    livret_id: int,
    name: str,
    told: Callable[[], Awaitable[Sequence[str]]],
) -> None:
    async def tell() -> None:
        for line in await told():
            journey.console.tell(line)

    async def synchronise() -> None:
        if await _synchronise(journey, livret_id, name):
            await tell()

    entries: dict[str, Action] = {
        texts.PUPIL_ALONE: synchronise,
        texts.EXPORT_PUPIL: partial(save_livret, journey, livret_id, name),
        texts.ARCHIVES_OF_PUPIL: partial(_open_archives, journey, livret_id, name),
    }
    await tell()
    await journey.menu(trail, entries, texts.PUPIL_HELP)


async def _synchronise(journey: Journey, livret_id: int, name: str) -> bool:
    """Synchronise him alone, if that is confirmed, and tell each step."""
    question = screen_texts.SYNCHRONISE_PUPIL_QUESTION.format(name=name)
    if not await journey.console.confirm(question, default=True):
        return False
    for line in await one_pupil(await journey.office.services(), livret_id):
        journey.console.tell(line)
    return True


async def _open_archives(journey: Journey, livret_id: int, name: str) -> None:
    livrets = journey.office.livrets
    while True:
        with refusals():
            current = await livrets.livret(livret_id)
            archives = await livrets.archives(livret_id)
        if not archives:
            journey.console.tell(screen_texts.NO_ARCHIVE)
            return
        journey.arrive(f"❯ {name} ❯ Archives")
        chosen: Archive | None = await journey.console.choose(
            archives, history_texts.archive_line, texts.ARCHIVES_HELP
        )
        if chosen is None:
            return
        for line in history_texts.archive_told(chosen, current):
            journey.console.tell(line)
