"""One pupil: what LSUN holds of him or what a run made of him, and what can be done for him."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

from core.errors import UserError
from core.messages import refusals
from core.model.livret import Archive
from core.model.report import Report
from core.model.runs import PupilResult
from core.usecases.history import pupil_history
from core.usecases.run_session import synchronise_pupil
from core.usecases.withdrawals import checked_reason, withdraw
from tui.linear.navigator import Action, Navigator
from tui.linear.saving import save_livret
from tui.wording import comparison_texts, declined_texts, history_texts, line_texts, places, texts
from tui.wording.beside import Told, said


async def open_livret(navigator: Navigator, trail: str, livret_id: int, name: str) -> None:
    """What LSUN holds of a pupil: his data, and his bilans."""
    await _open_livret(navigator, places.below(trail, name), livret_id, name)


async def _open_livret(navigator: Navigator, trail: str, livret_id: int, name: str) -> None:
    async def load() -> Sequence[Told]:
        return history_texts.livret_details(await navigator.workspace.store.livret(livret_id))

    await _open(navigator, trail, livret_id, name, load)


async def open_result(
    navigator: Navigator, trail: str, report: Report, result: PupilResult
) -> None:
    """What a run made of a pupil."""

    async def load() -> Sequence[Told]:
        archives = await navigator.workspace.store.archives(result.livret_id)
        return history_texts.result_details(result, report.messages_of(result), archives)

    trail = places.below(trail, result.name)
    livret = places.below(trail, comparison_texts.LIVRET)
    further: dict[str, Action] = {
        comparison_texts.OPEN_LIVRET: partial(
            _open_livret, navigator, livret, result.livret_id, result.name
        )
    }
    await _open(navigator, trail, result.livret_id, result.name, load, further)


async def _open(
    navigator: Navigator,
    trail: str,
    livret_id: int,
    name: str,
    load: Callable[[], Awaitable[Sequence[Told]]],
    further: Mapping[str, Action] | None = None,
) -> None:
    async def tell() -> None:
        for line in said(await load()):
            navigator.console.tell(line)

    async def synchronise() -> None:
        if await _synchronise(navigator, livret_id, name):
            await tell()

    entries: dict[str, Action] = {
        line_texts.PUPIL_ALONE: synchronise,
        line_texts.EXPORT_PUPIL: partial(save_livret, navigator, livret_id, name),
        line_texts.ARCHIVES_OF_PUPIL: partial(_open_archives, navigator, livret_id, name),
        history_texts.WITHDRAW: partial(_withdraw, navigator, livret_id),
        **(further or {}),
    }
    await tell()
    await navigator.menu(trail, entries, line_texts.PUPIL_HELP)


async def _synchronise(navigator: Navigator, livret_id: int, name: str) -> bool:
    """Synchronise him alone, if that is confirmed, and tell each step."""
    session = await navigator.workspace.session()  # or it says why he can be compared to nothing
    question = texts.SYNCHRONISE_PUPIL_QUESTION.format(name=name)
    if not await navigator.console.confirm(question, declined_texts.PUPIL_NOT_SYNCHRONISED):
        return False
    for line in await synchronise_pupil(session, livret_id):
        navigator.console.tell(line)
    return True


async def _withdraw(navigator: Navigator, livret_id: int) -> None:
    console, workspace = navigator.console, navigator.workspace
    livret = await workspace.store.livret(livret_id)
    if not livret.locked_bilans:
        raise UserError(refusals.unknown_bilan(0))
    bilan = await console.choose(
        livret.locked_bilans, history_texts.bilan_line, history_texts.WITHDRAW_HELP
    )
    if bilan is None:
        return
    reason = await console.ask_text(
        line_texts.REASON_PROMPT, checked_reason, history_texts.WITHDRAW_HELP
    )
    question = history_texts.withdraw_question(livret, bilan, reason)
    if await console.confirm(question, declined_texts.NOT_WITHDRAWN):
        await withdraw(workspace, livret, bilan, reason)
        console.tell(history_texts.withdrawn(livret, bilan))


async def _open_archives(navigator: Navigator, livret_id: int, name: str) -> None:
    while True:
        current, archives = await pupil_history(navigator.workspace, livret_id)
        if not archives:
            navigator.console.tell(refusals.NO_ARCHIVE)
            return
        navigator.arrive(places.archives(name))
        chosen: Archive | None = await navigator.console.choose(
            archives, history_texts.archive_line, line_texts.ARCHIVES_HELP
        )
        if chosen is None:
            return
        for line in history_texts.archive_details(chosen, current):
            navigator.console.tell(line)
