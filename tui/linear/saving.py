"""Which file to write, and under which name."""

from collections.abc import Sequence
from pathlib import Path

from tui import file_texts
from tui.linear import texts
from tui.linear.journey import Journey
from tui.things import Thing, livret_things, path_named, report_things


async def save_livret(journey: Journey, livret_id: int, name: str) -> None:
    """A pupil's livret or one of its archives."""
    things = await livret_things(journey.office, livret_id)
    await _save(journey, file_texts.EXPORT_TRAIL.format(name=name), f"livret-{livret_id}", things)


async def save_report(journey: Journey, run_id: int) -> None:
    """The report of a run, in one of its three forms."""
    things = await report_things(journey.office, run_id)
    trail = file_texts.REPORT_TRAIL.format(number=run_id)
    await _save(journey, trail, f"synchronisation-{run_id}", things)


async def _save(journey: Journey, trail: str, suggested: str, things: Sequence[Thing]) -> None:
    console = journey.console
    journey.arrive(trail)
    chosen = await console.choose(things, lambda thing: thing[0], texts.SAVING_HELP)
    if chosen is None:
        return
    _, suffix, save = chosen
    name = str(Path.cwd() / suggested)
    path = await console.ask_text(
        texts.FILE_NAME.format(suffix=suffix, suggested=name),
        lambda typed: path_named(typed or name, suffix),
        texts.SAVING_HELP,
    )
    for sentence in (*await save(path), file_texts.exported(path)):
        console.tell(sentence)
