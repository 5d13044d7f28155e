"""`synchroniser`: one line a message, then the summary."""

import argparse
import asyncio
import signal
from collections import Counter
from collections.abc import Callable
from contextlib import aclosing

from core.messages import run_sentences
from core.messages.codes import CODES, code_of
from core.messages.events import DONE, Tense, division_of, messages_of
from core.messages.lookup_trace import lookup_trace
from core.model.events import Decision, Event
from core.model.messages import Severity
from core.model.runs import Ending, Override, Scope
from core.usecases.classes import all_classes, scope_of
from core.usecases.history import livret_of
from core.usecases.run_session import (
    RunSession,
    begin,
    begin_for_one_pupil,
    interrupted_run,
    resume_interrupted,
)
from core.usecases.workspace import SchoolSession, Workspace
from tui.cli.files import session_for
from tui.cli.output import say_aside
from tui.cli.workspaces import in_school
from tui.cli.writers import Writer, warn
from tui.exit_status import Status
from tui.wording import command_texts, sentences, texts


def synchronise(options: argparse.Namespace) -> Status:
    """Synchronise a school, and tell each thing that is done."""
    if options.automatique:
        from tui.cli import unattended  # noqa: PLC0415 - which follows no run to its messages

        return unattended.synchronise(options)
    return _synchronise_in_school(options)


async def _synchronise(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    session = await session_for(workspace, options, write)
    if options.eleve:
        return await _synchronise_pupil(session, options, write)
    override = override_of(options)
    if options.reprendre:
        how_to_override = command_texts.HOW_TO_OVERRIDE
        run_session = await resume_interrupted(session, override, how_to_override=how_to_override)
        return await follow(run_session, write)
    if (former := await interrupted_run(session)) is not None:
        warn(sentences.can_be_resumed(former), write)
    scope = await chosen_scope(session, options.classe, write)
    return await follow(await begin(session, scope, override), write)


_synchronise_in_school = in_school(_synchronise)


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


async def _synchronise_pupil(
    session: SchoolSession, options: argparse.Namespace, write: Writer
) -> Status:
    livret = await livret_of(session.store, session.school.uai, options.eleve)
    run_session = await begin_for_one_pupil(session, livret.id, override_of(options))

    def tell_trace(event: Event) -> None:
        if isinstance(event, Decision):
            for step in lookup_trace(event):
                write(step, {"type": "etape", "texte": step})

    return await follow(run_session, write, tell_trace)


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
    counts = Counter(CODES[result.outcome] for result in run_session.results)
    write(
        run_session.closing,
        {
            "type": "bilan",
            "synchronisation": run_session.run.id,
            "complete": run_session.is_clean,
            "retenue": run_session.is_held,
            "eleves": counts,
            "texte": run_session.closing,
        },
    )


def drain_on_signals(stop: Callable[[], None]) -> None:
    """Let what is in flight end when the user, or the machine, wants to stop."""
    loop = asyncio.get_running_loop()

    def drain() -> None:
        say_aside(texts.STOPPING)
        stop()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, drain)
