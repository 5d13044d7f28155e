"""`demonstration`, `be1d-simule`, `extractions-simulees`: what is not a real school."""

import argparse
import asyncio

from core.usecases.run_session import begin
from core.usecases.workspace import Workspace
from tui.cli.output import say, say_aside
from tui.cli.runs import chosen_scope, follow
from tui.cli.workspaces import in_workspace
from tui.cli.writers import Writer
from tui.composition.demonstration import STORE, demonstration_opener
from tui.existing import existing
from tui.exit_status import Status
from tui.wording import command_texts


def demonstration(options: argparse.Namespace) -> Status:
    """Synchronise the demonstration's school; that a pupil cannot be verified is a part of it."""
    opens = demonstration_opener(options.dossier, options.latence)
    status = in_workspace(opens, _synchronise, options)
    say_aside(command_texts.DEMONSTRATION_STORE.format(path=options.dossier / STORE))
    return Status.SUCCESS if status is Status.INCOMPLETE else status


async def _synchronise(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    session = await workspace.session()
    scope = await chosen_scope(session, options.classe, write)
    return await follow(await begin(session, scope), write)


def stand_in(options: argparse.Namespace) -> Status:
    """Serve a simulated Base Elèves until told to stop."""
    from tui.composition import stand_in as composed  # noqa: PLC0415 - a server's imports

    if options.ecoles is None:
        schools = composed.schools_of(options.donnees and existing(options.donnees))
    else:
        schools = composed.academy(options.ecoles, options.eleves, options.graine, options.modifies)
    asyncio.run(
        composed.serve(
            schools,
            port=options.port,
            latency_ms=options.latence,
            quota=options.quota,
            faults=options.panne,
            ends_with_stdin=options.lie_au_parent,
        )
    )
    return Status.SUCCESS


def extractions(options: argparse.Namespace) -> Status:
    """Write synthetic extractions."""
    from tui.composition import simulated_extractions as simulated  # noqa: PLC0415

    wanted = simulated.Wanted(
        options.eleves,
        options.graine,
        options.modifies,
        options.generation,
        options.encodage,
        options.personnalisees,
        options.piege,
    )
    simulated.make(options.dossier, wanted)
    say(command_texts.SIMULATED.format(uai=simulated.UAI, folder=options.dossier))
    return Status.SUCCESS
