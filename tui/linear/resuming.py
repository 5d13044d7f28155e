"""A run that left something open: resumed before another is begun, or from the history."""

from functools import partial

from core.messages import run_sentences
from core.model.runs import RunState, RunSummary
from core.usecases.workspace import SchoolSession
from tui.linear.navigator import Action, Navigator
from tui.linear.run import follow
from tui.linear.selection import select
from tui.resuming import resumable_from, resume_run
from tui.wording import places, resuming_texts


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
    """Resume a run and follow it; one that the guard holds, once that is answered for."""
    question = run_sentences.interrupted(summary)
    if summary.state is RunState.HELD and not await navigator.console.confirm(question):
        return
    run_session = await resume_run(session, summary)
    await follow(navigator, places.SYNCHRONISATION.trail, run_session)
