"""A simulation, and the synchronisation of one pupil, without a screen."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from core import standing
from core.decisions import Decision
from core.facts import Fact
from core.identifiers import Ine, InvalidIdentifier, Uai
from core.livret import Livret
from core.messages import FORESEEN, division_of
from core.overview import Scope
from core.ports import Livrets, RegisterClosed
from core.simulation import Simulation
from core.steps import steps_of
from tui import file_texts, sentences
from tui.codes import code_of
from tui.following import apply, begin
from tui.line import Writer, chosen_scope, drain_on_signals, follow, tell, warn
from tui.refusals import refusals
from tui.refused import Refused
from tui.services import Services
from tui.status import Status


async def simulate_lines(
    services: Services,
    wanted: Collection[str],
    spared: Sequence[str],
    write: Writer,
    *,
    then_apply: bool,
) -> Status:
    """Tell what a synchronisation would change; then do just that, if that is wanted."""
    scope = await chosen_scope(services, wanted, write)
    livrets = [await livret_of(services.livrets, services.school.uai, ine) for ine in spared]
    scope = replace(scope, but=frozenset(livret.id for livret in livrets))
    simulation = Simulation(scope, services.register, services.livrets, services.limits)
    stop = asyncio.Event()
    cut_short = False

    def drain() -> None:
        nonlocal cut_short
        cut_short = True
        stop.set()

    drain_on_signals(drain)
    try:
        with refusals():
            async for fact in simulation.run(at_once=services.at_once, stop=stop):
                tell(fact, write, FORESEEN)
                _tell_changes(fact, write)
    except RegisterClosed as error:
        raise Refused(standing.closing((), error)) from error
    if cut_short:
        return Status.WITH_ERRORS
    if excess := simulation.excess:
        warn(standing.held(excess), write)
    _tell_end(simulation, write)
    if then_apply:
        return await follow(await apply(services, simulation), write)
    return Status.SUCCESS


async def synchronise_pupil(services: Services, ine: str, write: Writer) -> Status:
    """Synchronise one pupil, and tell the steps."""
    livret = await livret_of(services.livrets, services.school.uai, ine)
    scope = Scope(
        services.school.uai, frozenset(), services.extracted_on, also=frozenset({livret.id})
    )
    following = await begin(services, scope)

    def with_steps(fact: Fact) -> None:
        if isinstance(fact, Decision):
            for step in steps_of(fact):
                write(step, {"type": "etape", "texte": step})

    return await follow(following, write, with_steps)


async def livret_of(livrets: Livrets, uai: Uai, ine: str) -> Livret:
    """The livret of the pupil of this INE; raise `Refused` when there is none."""
    try:
        his = Ine(ine)
    except InvalidIdentifier as error:
        raise Refused(file_texts.WRONG_INE) from error
    with refusals():
        livret = await livrets.livret_of(uai, his)
    if livret is None:
        raise Refused(file_texts.UNKNOWN_PUPIL)
    return livret


def _tell_changes(fact: Fact, write: Writer) -> None:
    if not isinstance(fact, Decision):
        return
    facts: dict[str, Any] = {}
    for change in fact.changes:
        facts = {
            "type": "difference",
            "classe": division_of(fact),
            "resultat": code_of(fact),
            "eleve": fact.livret.pupil.full_name,
            "archive": fact.archive,
            "donnee": change.label,
            "avant": change.before,
            "apres": change.after,
        }
        write(f"    {sentences.foreseen_change(change)}", facts)


def _tell_end(simulation: Simulation, write: Writer) -> None:
    said = sentences.simulated(simulation.decisions)
    write(
        said,
        {
            "type": "simulation",
            "eleves": len(simulation.decisions),
            "modifies": sum(one.update is not None for one in simulation.decisions),
            "archives": sum(one.archive for one in simulation.decisions),
            "retenue": simulation.excess is not None,
            "texte": said,
        },
    )
