"""A run that left something open: resumed before another is begun, or from the history."""

from functools import partial

from core.messages import run_sentences
from core.model.runs import RunState, RunSummary
from core.usecases.resuming import check_source, resumable_from, resume_offered
from core.usecases.run_session import RunSession
from core.usecases.workspace import SchoolSession
from tui.linear.navigator import Action, Navigator
from tui.linear.run import follow
from tui.linear.selection import select
from tui.linear.simulation import simulate
from tui.wording import declined_texts, places, resuming_texts, texts


async def choose_or_resume(navigator: Navigator, session: SchoolSession) -> None:
    """Offer the classes; first the run that can be resumed from this source, if there is one."""
    trail = places.SYNCHRONISATION.trail
    left_open = await resumable_from(session)
    if left_open is None:
        await select(navigator, trail, session)
        return
    entries: dict[str, Action] = {
        resuming_texts.resume_label(left_open): partial(resume, navigator, session, left_open),
        resuming_texts.CHOOSE_CLASSES: partial(select, navigator, trail, session),
    }
    action = await navigator.choose_entry(trail, entries, resuming_texts.RESUME_HELP)
    if action is not None:
        await action()


async def resume(navigator: Navigator, session: SchoolSession, summary: RunSummary) -> None:
    """Resume a run and follow it; what one that the guard holds would do is shown first."""
    check_source(session, summary)
    if summary.state is RunState.HELD:
        await _offer_held(navigator, session, summary)
    else:
        await follow(navigator, session, await resume_offered(session, summary))


async def _offer_held(navigator: Navigator, session: SchoolSession, summary: RunSummary) -> None:
    trail = places.SYNCHRONISATION.trail
    scope, foreseen = summary.run.scope, places.simulation(trail)

    async def go_on() -> RunSession | None:
        if await navigator.console.confirm(
            run_sentences.interrupted(summary), declined_texts.STILL_HELD
        ):
            return await resume_offered(session, summary)
        return None

    entries: dict[str, Action] = {
        texts.SEE_CHANGES: partial(simulate, navigator, foreseen, session, scope, summary.total),
        texts.OVERRIDE_GUARD: go_on,
    }
    navigator.console.progress(texts.HELD_HINT)
    while (action := await navigator.choose_entry(trail, entries, texts.HELD_HINT)) is not None:
        begun = await navigator.visit(action())
        if isinstance(begun, RunSession):
            await follow(navigator, session, begun)
            return
