"""`synchroniser`: a school, one of its pupils, or every school of the store."""

import argparse
from contextlib import aclosing
from typing import Any

from core.errors import UserError
from core.messages.lookup_trace import lookup_trace
from core.model.events import Decision, Event
from core.model.messages import Severity
from core.usecases.every_school import EverySchool, SchoolEnd
from core.usecases.pupils import livret_of
from core.usecases.resuming import interrupted_run, resume_newest
from core.usecases.run_session import (
    begin,
    begin_for_one_pupil,
)
from core.usecases.workspace import SchoolSession, Workspace
from tui.cli.files import session_for
from tui.cli.output import say_aside
from tui.cli.runs import (
    STATUSES,
    chosen_scope,
    drain_on_signals,
    follow,
    override_of,
    summary_fields,
)
from tui.cli.workspaces import in_school
from tui.cli.writers import Writer, warn
from tui.exit_status import BY_GRAVITY, Status, status_of
from tui.wording import command_texts, overview_texts, sentences, texts


def synchronise(options: argparse.Namespace) -> Status:
    """Synchronise a school, or every one, and tell each thing that is done."""
    if options.automatique:
        from tui.cli import unattended  # noqa: PLC0415 - which follows no run to its messages

        return unattended.synchronise(options)
    return _synchronise_in_school(options)


async def _synchronise(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    if options.toutes_les_ecoles:
        return await _synchronise_every_school(workspace, options, write)
    session = await session_for(workspace, options, write)
    if options.eleve:
        return await _synchronise_pupil(session, options, write)
    override = override_of(options)
    if options.reprendre:
        how_to_override = command_texts.HOW_TO_OVERRIDE
        run_session = await resume_newest(session, override, how_to_override=how_to_override)
        return await follow(run_session, write)
    if (former := await interrupted_run(session)) is not None:
        warn(sentences.can_be_resumed(former), write)
    scope = await chosen_scope(session, options.classe, write)
    return await follow(await begin(session, scope, override), write)


_synchronise_in_school = in_school(_synchronise)


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


async def _synchronise_every_school(
    workspace: Workspace, options: argparse.Namespace, write: Writer
) -> Status:
    if any(getattr(options, name) for name in _OF_ONE_SCHOOL):
        raise UserError(command_texts.OF_ONE_SCHOOL)
    for remark in workspace.remarks:
        say_aside(remark)
    every_school = EverySchool(workspace, override_of(options))
    drain_on_signals(every_school.stop)
    statuses = []
    async with aclosing(every_school.ends()) as ends:
        async for end in ends:
            write(overview_texts.school_end(end), _end_fields(end))
            statuses.append(_status_of(end))
    return max(statuses, key=BY_GRAVITY.index)


_OF_ONE_SCHOOL = (
    "ecole",
    "date",
    "classe",
    "eleve",
    "reprendre",
    "extractions",
    "confirmer",
    "j_ai_compris",
)
"""The options that say something of one school: to answer for what a run changes is one of them."""


def _status_of(end: SchoolEnd) -> Status:
    if end.refusal is not None:
        return status_of(end.refusal)
    return Status.INCOMPLETE if end.run is None else STATUSES[end.run.ending]


def _end_fields(end: SchoolEnd) -> dict[str, Any]:
    school = {"ecole": str(end.school.uai), "nom": end.school.name}
    if end.run is None:
        return {"type": "refus", **school, "texte": str(end.refusal or texts.NOT_BEGUN)}
    said = {f"{severity.word.lower()}s": end.said.get(severity, 0) for severity in Severity}
    return summary_fields(end.run) | school | said
