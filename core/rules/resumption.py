"""Which interrupted run can be resumed, by whom and from which source."""

from collections.abc import Sequence
from datetime import date

from core.model.runs import RunState, RunSummary

_INTERRUPTED = (RunState.STOPPED, RunState.SUSPENDED, RunState.HELD)
_OVERTAKING = (RunState.COMPLETE, RunState.INCOMPLETE, RunState.RUNNING)


def resumable_runs(runs: Sequence[RunSummary]) -> tuple[RunSummary, ...]:
    """Those that left something open, newest first; `runs` come so too.

    A run over classes that came to its end makes the older ones pointless; one that was refused, or
    that nobody wanted, does not. A run over one pupil hides no other.
    """
    found = []
    for summary in runs:
        if summary.state in (*_INTERRUPTED, RunState.INCOMPLETE):
            found.append(summary)
        if summary.run.scope.structures and summary.state in _OVERTAKING:
            break
    return tuple(found)


def interrupted(runs: Sequence[RunSummary]) -> RunSummary | None:
    """The newest of them, if it did not come to its end.

    It may have reached every pupil: its lists, or its end, may be missing.
    """
    newest = next(iter(resumable_runs(runs)), None)
    return newest if newest is not None and newest.state in _INTERRUPTED else None


def under_way(runs: Sequence[RunSummary]) -> RunSummary | None:
    """The run that is alive, or was a moment ago: its lease has not run out yet."""
    return next((summary for summary in runs if summary.state is RunState.RUNNING), None)


def is_of_this_source(summary: RunSummary, extracted_on: date | None) -> bool:
    """Whether the run was over the same extraction, by its day, or over BE1D itself (None)."""
    return summary.run.scope.extracted_on == extracted_on


def newest_of_source(runs: Sequence[RunSummary], extracted_on: date | None) -> RunSummary | None:
    """The first of these, newest first, that was over this source."""
    return next((run for run in runs if is_of_this_source(run, extracted_on)), None)
