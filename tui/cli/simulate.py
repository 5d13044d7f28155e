"""`simuler`: what a synchronisation would change, and nothing is written."""

import argparse
from contextlib import aclosing
from dataclasses import replace

from core.errors import RegisterClosed, RegisterSilent
from core.messages import run_sentences
from core.messages.codes import code_of
from core.messages.events import division_of
from core.messages.tenses import FORESEEN
from core.model.events import Decision
from core.usecases.dry_run import DryRun
from core.usecases.pupils import livret_of
from core.usecases.run_session import apply
from core.usecases.workspace import SchoolSession, Workspace
from tui.cli.files import session_for
from tui.cli.runs import chosen_scope, drain_on_signals, follow, override_of, tell
from tui.cli.workspaces import in_school
from tui.cli.writers import Writer, warn
from tui.exit_status import Status
from tui.wording import sentences


async def _simulate(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    session = await session_for(workspace, options, write)
    scope = await chosen_scope(session, options.classe, write)
    left_out = [await livret_of(session.store, scope.uai, ine) for ine in options.sauf]
    scope = replace(scope, but=frozenset(livret.id for livret in left_out))
    dry_run = DryRun(scope, session.register, session.store, session.policy.limits)
    if not await _foresee(session, dry_run, write):
        return Status.INCOMPLETE
    if options.appliquer:
        return await follow(await apply(session, dry_run, override_of(options)), write)
    return Status.SUCCESS


simulate = in_school(_simulate)


async def _foresee(session: SchoolSession, dry_run: DryRun, write: Writer) -> bool:
    """Tell what would change; False when it was stopped."""
    drain_on_signals(dry_run.stop)
    try:
        async with aclosing(dry_run.run(at_once=session.policy.at_once)) as events:
            async for event in events:
                tell(event, write, FORESEEN)
                if isinstance(event, Decision):
                    _tell_changes(event, write)
    except RegisterClosed as error:
        raise RegisterSilent(run_sentences.closing((), error)) from error
    if dry_run.was_stopped:
        return False
    if blocked := dry_run.blocked:
        warn(run_sentences.held(blocked), write)
    _tell_end(dry_run, write)
    return True


def _tell_changes(decision: Decision, write: Writer) -> None:
    for change in decision.changes:
        fields = {
            "type": "difference",
            "classe": division_of(decision),
            "resultat": code_of(decision),
            "eleve": decision.livret.pupil.full_name,
            "archive": decision.archive,
            "donnee": change.label,
            "avant": change.before,
            "apres": change.after,
        }
        write(f"    {sentences.change_sentence(change)}", fields)


def _tell_end(dry_run: DryRun, write: Writer) -> None:
    sentence = sentences.simulated(dry_run.decisions)
    write(
        sentence,
        {
            "type": "simulation",
            "eleves": len(dry_run.decisions),
            "modifies": sum(decision.update is not None for decision in dry_run.decisions),
            "archives": sum(decision.archive for decision in dry_run.decisions),
            "retenue": dry_run.blocked is not None,
            "texte": sentence,
        },
    )
