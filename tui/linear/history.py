"""The runs of the school, and what was kept of one of them."""

from functools import partial

from core.model.runs import RunSummary
from core.usecases.history import all_runs, report_of
from tui.linear.navigator import Navigator
from tui.linear.report import outcome_entries, report_entries
from tui.wording import history_texts, line_texts, places


async def open_history(navigator: Navigator) -> None:
    """The runs, newest first."""
    await navigator.browse(
        places.HISTORY.trail,
        partial(all_runs, navigator.workspace),
        history_texts.run_line,
        line_texts.HISTORY_HELP,
        partial(_open, navigator),
        count_of=history_texts.number_of_runs,
    )


async def _open(navigator: Navigator, chosen: RunSummary) -> None:
    trail = places.run(places.HISTORY.trail, chosen.run.id)
    report = await report_of(navigator.workspace, chosen.run.id)
    navigator.console.tell(history_texts.report_line(report))
    entries = outcome_entries(navigator, trail, report) | report_entries(navigator, trail, report)
    await navigator.menu(trail, entries, line_texts.REPORT_HELP)
