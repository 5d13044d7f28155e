"""What runs changed over a period, the first run first."""

from collections.abc import Sequence

from core.model.runs import PastResult
from core.usecases.history import report_of
from core.usecases.past_changes import past_changes, period_of
from tui.linear.navigator import Navigator
from tui.linear.pupil import open_result
from tui.wording import line_texts, overview_texts, places


async def open_changes(navigator: Navigator) -> None:
    """Ask the two days, either of which may be left out, then tell who changed between them."""
    console, trail = navigator.console, places.CHANGES.trail
    navigator.arrive(trail)

    def first_day(typed: str) -> str:
        period_of(typed, "")
        return typed

    since = await console.ask_text(
        line_texts.BOUND.format(label=overview_texts.SINCE), first_day, line_texts.CHANGES_HELP
    )
    period = await console.ask_text(
        line_texts.BOUND.format(label=overview_texts.UNTIL),
        lambda typed: period_of(since, typed),
        line_texts.CHANGES_HELP,
    )

    async def load() -> Sequence[PastResult]:
        return await past_changes(navigator.workspace, "", (), period)

    async def show(past: PastResult) -> None:
        report = await report_of(navigator.workspace, past.run_id)
        await open_result(navigator, trail, report, past.result)

    await navigator.browse(
        trail,
        load,
        overview_texts.past_words,
        line_texts.PAST_CHANGES_HELP,
        show,
        count_of=overview_texts.number_of_changes,
    )
