"""An extraction older than what LSUN already has is told from the others."""

from datetime import UTC, date, datetime

import pytest

from core.model.events import Outcome
from core.model.runs import Run, RunState, RunSummary, Scope
from core.rules.chronology import newer_than, newest_source
from tests.core.memory import RUN

THIRD, TENTH, TWENTIETH = date(2026, 11, 3), date(2026, 11, 10), date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def a_run(extracted_on=None, state=RunState.COMPLETE, counts=None):
    scope = Scope(RUN.scope.uai, frozenset({1}), extracted_on)
    return RunSummary(Run(1, scope, NOON), state, NOON, counts or {Outcome.UP_TO_DATE: 3}, 0)


def test_what_came_from_an_extraction_is_as_old_as_the_extraction():
    assert newest_source(None, [a_run(THIRD), a_run(TENTH)]) == TENTH


def test_what_came_from_be1d_itself_is_of_the_day_of_the_run():
    assert newest_source(None, [a_run(THIRD), a_run()]) == TWENTIETH


def test_a_school_that_was_created_from_an_extraction_is_as_old_as_it():
    assert newest_source(TENTH, []) == TENTH
    assert newest_source(None, []) is None


@pytest.mark.parametrize(
    "without_effect", [{"state": RunState.HELD}, {"counts": {None: 3}}], ids=["held", "unreached"]
)
def test_a_run_that_changed_nothing_does_not_count(without_effect):
    assert newest_source(None, [a_run(THIRD), a_run(**without_effect)]) == THIRD


def test_an_extraction_of_the_same_day_is_not_older():
    assert newer_than(TENTH, TENTH) is None
    assert newer_than(TWENTIETH, TENTH) is None
    assert newer_than(THIRD, None) is None
    assert newer_than(THIRD, TENTH) == TENTH
