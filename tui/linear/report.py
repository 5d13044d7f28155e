"""A run once it has ended, as the store keeps it: its summary, its pupils, its messages."""

from functools import partial

from core.messages import run_sentences
from core.model.events import Outcome
from core.model.report import Report
from core.model.runs import PupilResult
from tui.linear.messages import read_again
from tui.linear.navigator import Action, Navigator
from tui.linear.pupil import open_result
from tui.linear.saving import save_report
from tui.wording import line_texts, places, sentences


def outcome_entries(navigator: Navigator, trail: str, report: Report) -> dict[str, Action]:
    """The summary: each line leads to its pupils."""
    return {
        line: partial(_open_pupils, navigator, places.below(trail, line), report, outcome)
        for outcome, line in run_sentences.summary(report.results, report.unnamed)
    }


def report_entries(navigator: Navigator, trail: str, report: Report) -> dict[str, Action]:
    """To read its messages again, and to write it to a file."""
    again = places.below(trail, line_texts.READ_AGAIN)
    return {
        line_texts.READ_AGAIN: partial(read_again, navigator, again, report),
        line_texts.REPORT: partial(save_report, navigator, report.run.id),
    }


async def _open_pupils(
    navigator: Navigator, trail: str, report: Report, outcome: Outcome | None
) -> None:
    async def load() -> list[PupilResult]:
        if outcome is Outcome.UP_TO_DATE and report.unnamed:
            navigator.console.tell(run_sentences.names_not_kept(report.unnamed))
        return [result for result in report.results if result.outcome is outcome]

    await navigator.browse(
        trail,
        load,
        sentences.pupil_line,
        line_texts.PUPILS_HELP,
        partial(open_result, navigator, trail, report),
    )
