"""The classes to synchronise: ticked by their numbers, then synchronised or simulated."""

from dataclasses import replace

from core.errors import UserError
from core.messages import refusals
from core.model.messages import Message, Severity
from core.model.views import StructureOverview, pupils_of
from core.usecases.classes import Classes, all_classes, can_be_synchronised
from core.usecases.run_session import begin
from core.usecases.workspace import SchoolSession
from tui.linear.navigator import Action, Navigator
from tui.linear.run import follow
from tui.linear.simulation import simulate
from tui.linear.ticking import tick
from tui.ordering import by_level
from tui.wording import declined_texts, line_texts, places, sentences, texts


async def select(navigator: Navigator, trail: str, session: SchoolSession) -> None:
    """Offer the classes with their figures as they are now, until the user goes back."""
    unticked: set[int] | None = None
    while True:
        navigator.arrive(trail)
        found = await all_classes(session)
        classes = replace(found, rows=by_level(found.rows))
        if classes.anomalies:
            navigator.console.tell(Message(Severity.WARNING, classes.anomalies).labelled)
        if unticked is None:
            unticked = {row.structure.id for row in classes.rows if not session.covers(row)}
        ticked = {row.structure.id for row in classes.rows} - unticked
        if not await _tick(navigator, classes, ticked):
            return
        unticked = {row.structure.id for row in classes.rows} - ticked
        chosen = [row for row in classes.rows if row.structure.id in ticked]
        await navigator.visit(_offer(navigator, trail, session, classes, chosen))


async def _tick(navigator: Navigator, classes: Classes, ticked: set[int]) -> bool:
    rows = {row.structure.id: row for row in classes.rows}

    def total() -> str:
        chosen = [row for key, row in rows.items() if key in ticked]
        return sentences.selection_sentence(chosen) if chosen else line_texts.NOTHING_TICKED

    return await tick(
        navigator.console,
        list(rows),
        ticked,
        line_of=lambda key: sentences.structure_sentence(rows[key], ticked=key in ticked),
        total=total,
        help_text=line_texts.SELECTION_HELP,
    )


async def _offer(
    navigator: Navigator,
    trail: str,
    session: SchoolSession,
    classes: Classes,
    chosen: list[StructureOverview],
) -> None:
    if not chosen:
        raise UserError(line_texts.NOTHING_TICKED)
    if not can_be_synchronised(chosen):
        raise UserError(refusals.NO_PUPIL)
    scope = session.scope([row.structure.id for row in chosen], classes.new)

    async def launch() -> None:
        question = sentences.launch_question(chosen, session.extracted_on)
        if await navigator.console.confirm(question, declined_texts.NOT_LAUNCHED):
            await follow(navigator, session, await begin(session, scope))

    async def foresee() -> None:
        pupils = pupils_of(chosen)
        applied = await simulate(navigator, places.simulation(trail), session, scope, pupils)
        if applied is not None:
            await follow(navigator, session, applied)

    entries: dict[str, Action] = {
        places.SYNCHRONISATION.label: launch,
        texts.SIMULATE: foresee,
    }
    action = await navigator.choose_entry(trail, entries, line_texts.LAUNCH_HELP)
    if action is not None:
        await action()
