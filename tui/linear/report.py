"""A run once it has ended, as the store keeps it: its summary, its pupils, its messages."""

from functools import partial

from core import standing
from core.decisions import Outcome
from core.overview import Run
from core.report import Report
from tui import file_texts, sentences
from tui.linear import texts
from tui.linear.journey import Action, Journey
from tui.linear.messages import read_again
from tui.linear.pupil import open_result
from tui.linear.saving import save_report
from tui.refusals import refusals
from tui.refused import Refused


async def report_of(journey: Journey, run: Run) -> Report:
    """What was kept of a run; raise `Refused` when it cannot be read."""
    with refusals():
        report = await journey.office.livrets.report(run.scope.uai, run.id)
    if report is None:
        raise Refused(file_texts.NO_RUN)
    return report


def outcome_entries(journey: Journey, trail: str, report: Report) -> dict[str, Action]:
    """The summary: each line leads to its pupils."""
    return {
        line: partial(_open_pupils, journey, f"{trail} ❯ {line}", report, outcome)
        for outcome, line in standing.summary(report.results)
    }


def report_entries(journey: Journey, trail: str, report: Report) -> dict[str, Action]:
    """To read its messages again, and to write it to a file."""
    return {
        texts.READ_AGAIN: partial(read_again, journey, f"{trail} ❯ {texts.READ_AGAIN}", report),
        texts.REPORT: partial(save_report, journey, report.run.id),
    }


async def _open_pupils(
    journey: Journey, trail: str, report: Report, outcome: Outcome | None
) -> None:
    those = [result for result in report.results if result.outcome is outcome]
    while True:
        journey.arrive(trail)
        chosen = await journey.console.choose(those, sentences.pupil_line, texts.PUPILS_HELP)
        if chosen is None:
            return
        await journey.visit(open_result(journey, trail, report, chosen))
