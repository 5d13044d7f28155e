"""Which interrupted run can be resumed, by whom and from which source."""

from collections.abc import Sequence
from datetime import date

from core.model.runs import RunState, RunSummary

_INTERRUPTED = (RunState.STOPPED, RunState.SUSPENDED, RunState.HELD)


def interrupted(runs: Sequence[RunSummary]) -> RunSummary | None:
    """The run that did not come to its end and is to be resumed; None when there is none.

    `runs` come newest first. A run over one pupil hides no other.
    """
    found = resumable(runs)
    # Even one that reached every pupil: its lists, or its end, may be missing.
    return found if found is not None and found.state in _INTERRUPTED else None


def resumable(runs: Sequence[RunSummary]) -> RunSummary | None:
    """The same, or one that came to its end and left pupils or lists unverified."""
    for summary in runs:
        if summary.state in (*_INTERRUPTED, RunState.INCOMPLETE):
            return summary
        if summary.run.scope.structures:
            return None
    return None


def under_way(runs: Sequence[RunSummary]) -> RunSummary | None:
    """The run that is alive, or was a moment ago: its lease has not run out yet."""
    return next((summary for summary in runs if summary.state is RunState.RUNNING), None)


def is_of_this_source(summary: RunSummary, extracted_on: date | None) -> bool:
    """Whether the run was over the same extraction, by its day, or over BE1D itself (None)."""
    return summary.run.scope.extracted_on == extracted_on
