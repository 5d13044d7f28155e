"""The runs of the school, and what was kept of one of them."""

from core.overview import RunSummary
from tui import history_texts
from tui.linear import texts
from tui.linear.journey import Journey
from tui.linear.report import outcome_entries, report_entries, report_of
from tui.refusals import refusals


async def open_history(journey: Journey, trail: str) -> None:
    """The runs, newest first."""
    console = journey.console
    while True:
        with refusals():
            uai = (await journey.office.school()).uai
            runs = await journey.office.livrets.runs(uai)
        journey.arrive(trail)
        console.tell(history_texts.number_of_runs(len(runs)))
        if not runs:
            return
        chosen = await console.choose(runs, history_texts.run_line, texts.HISTORY_HELP)
        if chosen is None:
            return
        await journey.visit(_open(journey, f"{trail} ❯ n° {chosen.run.id}", chosen))


async def _open(journey: Journey, trail: str, chosen: RunSummary) -> None:
    report = await report_of(journey, chosen.run)
    journey.console.tell(history_texts.report_line(report))
    entries = outcome_entries(journey, trail, report) | report_entries(journey, trail, report)
    await journey.menu(trail, entries, texts.REPORT_HELP)
