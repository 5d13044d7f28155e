"""Which run can be resumed: what a sentence promises, the next command finds."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.model.identifiers import Uai
from core.model.runs import Run, RunState, RunSummary, Scope
from core.rules.resumption import interrupted, is_of_this_source, resumable_runs, under_way

NOW = datetime(2026, 11, 25, tzinfo=UTC)
OF_CLASSES = Scope(Uai("0951099D"), frozenset({1}))
OF_ONE_PUPIL = replace(OF_CLASSES, structures=frozenset(), also=frozenset({7}))


def a_run(number, state, scope=OF_CLASSES):
    return RunSummary(Run(number, scope, NOW), state, NOW, {}, 0)


@pytest.mark.parametrize(
    ("state", "offered", "can_be"),
    [
        (RunState.STOPPED, True, True),
        (RunState.SUSPENDED, True, True),
        (RunState.HELD, True, True),
        (RunState.INCOMPLETE, False, True),
        (RunState.COMPLETE, False, False),
        (RunState.ABANDONED, False, False),
    ],
)
def test_a_run_can_be_resumed_as_long_as_something_of_it_is_open(state, offered, can_be):
    runs = [a_run(1, state)]
    assert (interrupted(runs) == runs[0]) is offered
    assert (resumable_runs(runs) == (runs[0],)) is can_be


@pytest.mark.parametrize(
    ("newer", "scope", "hides"),
    [
        (RunState.COMPLETE, OF_CLASSES, True),
        (RunState.INCOMPLETE, OF_CLASSES, True),
        (RunState.RUNNING, OF_CLASSES, True),
        (RunState.HELD, OF_CLASSES, False),
        (RunState.STOPPED, OF_CLASSES, False),
        (RunState.ABANDONED, OF_CLASSES, False),
        (RunState.COMPLETE, OF_ONE_PUPIL, False),
    ],
)
def test_only_a_run_over_classes_that_came_to_its_end_hides_those_before(newer, scope, hides):
    before = a_run(1, RunState.STOPPED)
    assert (before in resumable_runs([a_run(2, newer, scope), before])) is not hides


def test_the_newest_is_resumed_first():
    of_one = a_run(2, RunState.SUSPENDED, OF_ONE_PUPIL)
    before = a_run(1, RunState.STOPPED)
    assert resumable_runs([of_one, before]) == (of_one, before)
    assert interrupted([of_one, before]) == of_one


def test_a_run_that_is_alive_is_found():
    alive = a_run(2, RunState.RUNNING)
    assert under_way([alive, a_run(1, RunState.COMPLETE)]) == alive
    assert under_way([a_run(1, RunState.STOPPED)]) is None


def test_without_any_run_there_is_nothing_to_resume():
    assert resumable_runs([]) == ()
    assert interrupted([]) is None
    assert interrupted([a_run(2, RunState.COMPLETE, OF_ONE_PUPIL)]) is None


def test_a_run_is_of_the_extraction_of_its_day_or_of_be1d():
    day = date(2026, 11, 3)
    extracted = a_run(1, RunState.STOPPED, replace(OF_CLASSES, extracted_on=day))
    assert is_of_this_source(extracted, day)
    assert not is_of_this_source(extracted, None)
    assert is_of_this_source(a_run(1, RunState.STOPPED), None)
