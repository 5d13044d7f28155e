"""A run as a command tells it: one line a message, then the summary."""

import argparse
import asyncio
import signal
from collections import Counter
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

from core.messages import run_sentences
from core.messages.codes import CODES, code_of
from core.messages.events import division_of, messages_of
from core.messages.tenses import DONE, Tense
from core.model.events import Event
from core.model.messages import Severity
from core.model.runs import Ending, Override, Scope
from core.usecases.classes import all_classes, scope_of
from core.usecases.run_session import RunSession
from core.usecases.workspace import SchoolSession
from tui.cli.output import say_aside
from tui.cli.writers import Writer, warn
from tui.exit_status import Status
from tui.wording import command_texts, texts


def override_of(options: argparse.Namespace) -> Override:
    """What of the guard these options answer for."""
    if options.j_ai_compris:
        return Override.EVERYTHING
    return Override.NEW_YEAR if options.nouvelle_annee else Override.NOTHING


async def chosen_scope(session: SchoolSession, labels: list[str], write: Writer) -> Scope:
    """The classes of these labels, or all; what is to be corrected in BE1D is told first."""
    classes = await all_classes(session)
    scope = scope_of(session, classes, labels)
    if classes.anomalies:
        warn(classes.anomalies, write)
    return scope


async def follow(
    run_session: RunSession,
    write: Writer,
    tell_before: Callable[[Event], None] = lambda _event: None,
) -> Status:
    """Tell a run from its first event to its end; `tell_before` tells more, before each."""
    drain_on_signals(run_session.stop)
    # Closed at once if nobody reads any more: the run then ends, instead of being left alive.
    async with aclosing(run_session.events()) as events:
        async for event in events:
            tell_before(event)
            tell(event, write)
    _tell_end(run_session, write)
    return STATUSES[run_session.ending]


STATUSES = {
    Ending.DONE: Status.SUCCESS,
    Ending.PAUSED: Status.SUCCESS,
    Ending.STOPPED: Status.INCOMPLETE,
    Ending.INCOMPLETE: Status.INCOMPLETE,
    Ending.HELD: Status.HELD,
    Ending.BUSY: Status.BUSY,
    Ending.UNREACHABLE: Status.UNREACHABLE,
}


def tell(event: Event, write: Writer, tense: Tense = DONE) -> None:
    """Tell what an event says."""
    for message in messages_of(event, tense):
        severity = message.severity
        sentence = message.text if severity is Severity.INFORMATION else message.labelled
        write(
            sentence,
            {
                "type": "message",
                "gravite": severity.word.lower(),
                "classe": division_of(event),
                "resultat": code_of(event),
                "texte": message.text,
            },
        )


def _tell_end(run_session: RunSession, write: Writer) -> None:
    for _, line in run_sentences.summary(run_session.results):
        write(line, {})
    if run_session.blocked is not None:
        is_new_year = run_session.blocked.is_new_year
        how = command_texts.NEW_YEAR_HINT if is_new_year else command_texts.HOW_TO_OVERRIDE
        write(how, {})
    write(run_session.closing, summary_fields(run_session))


def summary_fields(run_session: RunSession) -> dict[str, Any]:
    """What a run came to."""
    return {
        "type": "bilan",
        "synchronisation": run_session.run.id,
        "complete": run_session.is_clean,
        "retenue": run_session.is_held,
        "eleves": Counter(CODES[result.outcome] for result in run_session.results),
        "texte": run_session.closing,
    }


def drain_on_signals(stop: Callable[[], None]) -> None:
    """Let what is in flight end when the user, or the machine, wants to stop."""
    loop = asyncio.get_running_loop()

    def drain() -> None:
        say_aside(texts.STOPPING)
        stop()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, drain)
