"""Whether an extraction is older than what LSUN already has from BE1D."""

from collections.abc import Iterable
from datetime import date

from core.model.runs import RunState, RunSummary


def newest_source(filled_on: date | None, runs: Iterable[RunSummary]) -> date | None:
    """The day of the newest source that LSUN was filled or synchronised with; None without any.

    It is the day of an extraction, or that of a run over BE1D itself, where the machine is. A run
    that reached nobody, or that the guard held, changed nothing.
    """
    days = [_source_of(summary) for summary in runs if _changed_something(summary)]
    return max((day for day in (filled_on, *days) if day is not None), default=None)


def newer_than(extracted_on: date, newest: date | None) -> date | None:
    """The newest source, where an extraction of this day is older; None where it is not."""
    return newest if newest is not None and newest > extracted_on else None


def _source_of(summary: RunSummary) -> date:
    run = summary.run
    return run.scope.extracted_on or run.started_at.astimezone().date()


def _changed_something(summary: RunSummary) -> bool:
    return summary.state is not RunState.HELD and summary.reached > 0
