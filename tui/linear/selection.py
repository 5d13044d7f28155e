"""The classes to synchronise: ticked by their numbers, then synchronised or simulated."""

from functools import partial

from core.messages import Message, Severity
from core.overview import StructureOverview
from tui import sentences
from tui import texts as screen_texts
from tui.classes import Classes, can_be_synchronised, classes_of
from tui.following import begin
from tui.linear import texts
from tui.linear.journey import Action, Journey
from tui.linear.run import follow
from tui.linear.simulation import simulate
from tui.linear.ticking import tick
from tui.refused import Refused
from tui.services import Services


async def select(journey: Journey, trail: str, services: Services) -> None:
    """Offer the classes with their figures as they are now, until the user goes back."""
    unticked: set[int] | None = None
    while True:
        journey.arrive(trail)
        classes = await classes_of(services)
        if classes.put_right:
            journey.console.tell(Message(Severity.WARNING, classes.put_right).told)
        if unticked is None:
            beyond = (row for row in classes.rows if not services.covers(row))
            unticked = {row.structure.id for row in beyond}
        ticked = {row.structure.id for row in classes.rows} - unticked
        if not await _tick(journey, classes, ticked):
            return
        unticked = {row.structure.id for row in classes.rows} - ticked
        chosen = [row for row in classes.rows if row.structure.id in ticked]
        await journey.visit(_go_on(journey, trail, services, classes, chosen))


async def _tick(journey: Journey, classes: Classes, ticked: set[int]) -> bool:
    rows = {row.structure.id: row for row in classes.rows}

    def total() -> str:
        chosen = [row for key, row in rows.items() if key in ticked]
        return sentences.selection_sentence(chosen) if chosen else texts.NOTHING_TICKED

    return await tick(
        journey.console,
        list(rows),
        ticked,
        line_of=lambda key: sentences.structure_sentence(rows[key], ticked=key in ticked),
        total=total,
        help_text=texts.SELECTION_HELP,
    )


async def _go_on(
    journey: Journey,
    trail: str,
    services: Services,
    classes: Classes,
    chosen: list[StructureOverview],
) -> None:
    if not chosen:
        raise Refused(texts.NOTHING_TICKED)
    if not can_be_synchronised(chosen):
        raise Refused(screen_texts.NO_PUPIL)
    scope = services.scope([row.structure.id for row in chosen], classes.new)

    async def launch() -> None:
        question = sentences.launch_question(chosen, services.extracted_on)
        if await journey.console.confirm(question, default=True):
            await follow(journey, trail, await begin(services, scope))

    entries: dict[str, Action] = {
        screen_texts.SYNCHRONISATION: launch,
        screen_texts.SIMULATE: partial(simulate, journey, f"{trail} ❯ Simulation", services, scope),
    }
    action = await journey.choose_entry(trail, entries, texts.LAUNCH_HELP)
    if action is not None:
        await action()
