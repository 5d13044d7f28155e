"""A synchronisation from its first message to its summary, and resuming it."""

from contextlib import aclosing
from functools import partial

from core.messages import run_sentences
from core.messages.events import messages_of
from core.usecases.history import report_of
from core.usecases.run_session import RunSession
from core.usecases.workspace import SchoolSession
from tui.linear.navigator import Navigator
from tui.linear.progress import ProgressReporter
from tui.linear.report import outcome_entries, report_entries
from tui.linear.simulation import simulate
from tui.wording import declined_texts, line_texts, places, texts
from tui.wording.guard_texts import override_label, override_question


async def follow(navigator: Navigator, session: SchoolSession, run_session: RunSession) -> None:
    """Tell a run as it goes, then offer what came of it; again each time it is resumed."""
    current: RunSession | None = run_session
    while current is not None:
        await _tell(navigator, current)
        current = await _offer_results(navigator, session, current)


async def _tell(navigator: Navigator, run_session: RunSession) -> None:
    console = navigator.console
    progress = ProgressReporter(console)
    with navigator.signals.draining(run_session.stop):
        async with aclosing(run_session.events()) as events:
            async for event in events:
                for message in messages_of(event):
                    console.tell(message.labelled)
                if not run_session.stopping:
                    progress.tell(run_session.progress)
    console.ring_after(run_session.progress.elapsed)
    console.tell(run_session.closing)
    for _, line in run_sentences.summary(run_session.results):
        console.tell(line)


async def _offer_results(
    navigator: Navigator, session: SchoolSession, run_session: RunSession
) -> RunSession | None:
    """The run resumed, or one that does what it held; None when the user goes back."""
    trail = places.SYNCHRONISATION.trail
    report = await report_of(navigator.workspace, run_session.run.id)
    entries = outcome_entries(navigator, places.RUN, report)
    if run_session.is_held:
        scope, pupils = run_session.run.scope, len(run_session.results)
        foreseen = places.simulation(trail)
        entries[texts.SEE_CHANGES] = partial(simulate, navigator, foreseen, session, scope, pupils)
    if run_session.can_be_resumed:
        entries[override_label(run_session.blocked)] = partial(_resume, navigator, run_session)
    entries |= report_entries(navigator, trail, report)
    while (action := await navigator.choose_entry(trail, entries, line_texts.RUN_HELP)) is not None:
        again = await navigator.visit(action())
        if isinstance(again, RunSession):
            return again
    return None


async def _resume(navigator: Navigator, run_session: RunSession) -> RunSession | None:
    if (blocked := run_session.blocked) is not None:
        question = f"{run_session.closing} {override_question(blocked)}"
        if not await navigator.console.confirm(question, declined_texts.STILL_HELD):
            return None
    again = await run_session.resume()
    navigator.console.progress(texts.RESUMING)
    return again
