"""Which interrupted run can be resumed, by whom and from which source."""

from collections.abc import Sequence
from datetime import date

from core.model.runs import RunState, RunSummary

_INTERRUPTED = (RunState.STOPPED, RunState.SUSPENDED, RunState.HELD)


def interrupted(runs: Sequence[RunSummary]) -> RunSummary | None:
    """The newest run, if it did not come to its end; None when there is nothing to resume.

    `runs` come newest first.
    """
    newest = next(iter(runs), None)
    # Even one that reached every pupil: its lists, or its end, may be missing.
    return newest if newest is not None and newest.state in _INTERRUPTED else None


def is_of_this_source(summary: RunSummary, extracted_on: date | None) -> bool:
    """Whether the run was over the same extraction, by its day, or over BE1D itself (None)."""
    return summary.run.scope.extracted_on == extracted_on
