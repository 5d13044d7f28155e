"""The runs of the school, and what was kept of one of them."""

from collections.abc import Sequence
from functools import partial

from core.model.runs import RunSummary
from core.usecases.history import all_runs, report_of
from core.usecases.resuming import resumable_in
from tui.linear.navigator import Navigator
from tui.linear.report import outcome_entries, report_entries
from tui.linear.resuming import resume
from tui.wording import history_texts, key_texts, line_texts, places
from tui.wording.trend_texts import trend


async def open_history(navigator: Navigator) -> None:
    """The runs, newest first."""
    left_open = await resumable_in(navigator.workspace)

    async def load() -> Sequence[RunSummary]:
        runs = await all_runs(navigator.workspace)
        navigator.console.tell(trend(runs))
        return runs

    await navigator.browse(
        places.HISTORY.trail,
        load,
        lambda summary: history_texts.run_line(summary, resumable=summary in left_open),
        line_texts.HISTORY_HELP,
        lambda summary: _open(navigator, summary, resumable=summary in left_open),
        count_of=history_texts.number_of_runs,
    )


async def _open(navigator: Navigator, chosen: RunSummary, *, resumable: bool) -> None:
    trail = places.run(places.HISTORY.trail, chosen.run.id)
    report = await report_of(navigator.workspace, chosen.run.id)
    navigator.console.tell(history_texts.report_line(report))
    entries = outcome_entries(navigator, trail, report) | report_entries(navigator, trail, report)
    if resumable:
        entries[key_texts.RESUME] = partial(_resume, navigator, chosen)
    await navigator.menu(trail, entries, line_texts.REPORT_HELP)


async def _resume(navigator: Navigator, chosen: RunSummary) -> None:
    await resume(navigator, await navigator.workspace.session(), chosen)
