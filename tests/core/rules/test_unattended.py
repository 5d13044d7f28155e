"""What an unattended run does next, alone in front of what it finds."""

from dataclasses import replace
from datetime import date

import pytest

from core.model.answers import Cause
from core.model.runs import Ending, RunState
from core.rules.calendar import Calendar, periods_of
from core.rules.guard import Excess, Figures, MassChangeBlocked
from core.rules.unattended import (
    Attempt,
    Begin,
    Resume,
    cause_of,
    is_of_the_register,
    may_pass,
    next_step,
)
from tests.core.rules.test_resumption import OF_CLASSES, OF_ONE_PUPIL, a_run

TODAY = date(2026, 11, 25)
EVERY_DAY = periods_of("01/01-31/12")
USUAL = Calendar()
FROM_AN_EXTRACTION = replace(OF_CLASSES, extracted_on=date(2026, 11, 20))


def test_a_school_without_runs_begins_one():
    assert next_step((), USUAL, TODAY) == Begin(additions_only=False)


@pytest.mark.parametrize("state", [RunState.COMPLETE, RunState.INCOMPLETE, RunState.ABANDONED])
def test_after_a_run_that_came_to_its_end_another_is_begun(state):
    assert next_step([a_run(1, state)], USUAL, TODAY) == Begin(additions_only=False)


@pytest.mark.parametrize("state", [RunState.STOPPED, RunState.SUSPENDED])
@pytest.mark.parametrize("scope", [OF_CLASSES, OF_ONE_PUPIL])
def test_what_was_interrupted_is_resumed(state, scope):
    found = a_run(1, state, scope)
    assert next_step([found], USUAL, TODAY) == Resume(found.run)


def test_what_the_guard_holds_waits_for_somebody_and_is_named():
    found = a_run(1, RunState.HELD)
    assert next_step([found], USUAL, TODAY) == Attempt(Ending.HELD, found.run)
    assert next_step([found], Calendar(additions_only=EVERY_DAY), TODAY) == Attempt(
        Ending.HELD, found.run
    )


def test_who_ran_the_school_since_has_answered_for_what_was_held():
    runs = [a_run(2, RunState.COMPLETE), a_run(1, RunState.HELD)]
    assert next_step(runs, USUAL, TODAY) == Begin(additions_only=False)


def test_a_run_that_is_alive_is_left_to_whoever_runs_it():
    assert next_step([a_run(1, RunState.RUNNING)], USUAL, TODAY) == Attempt(Ending.BUSY)


@pytest.mark.parametrize("state", [RunState.STOPPED, RunState.HELD])
def test_what_had_an_extraction_for_its_source_is_left_as_it_is(state):
    found = a_run(1, state, FROM_AN_EXTRACTION)
    assert next_step([found], USUAL, TODAY) == Begin(additions_only=False)


@pytest.mark.parametrize("state", [None, RunState.STOPPED, RunState.HELD, RunState.RUNNING])
def test_nothing_is_done_on_a_day_of_pause(state):
    runs = [a_run(1, state)] if state else []
    paused = Calendar(pauses=EVERY_DAY, additions_only=EVERY_DAY)
    assert next_step(runs, paused, TODAY) == Attempt(Ending.PAUSED)


def test_at_the_turn_of_the_year_nothing_is_resumed_and_something_only_added():
    calendar = Calendar(additions_only=EVERY_DAY)
    assert next_step([a_run(1, RunState.STOPPED)], calendar, TODAY) == Begin(additions_only=True)


@pytest.mark.parametrize("calendar", [USUAL, Calendar(additions_only=EVERY_DAY)])
def test_what_was_begun_in_the_same_window_is_resumed(calendar):
    own = a_run(2, RunState.SUSPENDED)
    assert next_step([own, a_run(1, RunState.STOPPED)], calendar, TODAY, own.run) == Resume(own.run)


LASTING = {
    Cause.ACCESS_REFUSED,
    Cause.CREDENTIALS_REFUSED,
    Cause.CERTIFICATE_UNTRUSTED,
    Cause.CERTIFICATE_EXPIRED,
    Cause.CERTIFICATE_OF_ANOTHER,
    Cause.CLIENT_CERTIFICATE,
    Cause.OLD_TLS,
    Cause.NOT_TLS,
    Cause.UNKNOWN_SCHOOL,
}


@pytest.mark.parametrize("cause", Cause)
def test_what_no_waiting_mends_is_not_waited_for_and_is_a_cause_of_its_own(cause):
    attempt = Attempt(Ending.UNREACHABLE, cause=cause)
    assert may_pass(attempt) is (cause not in LASTING)
    others = {
        cause_of(Attempt(Ending.UNREACHABLE, cause=other)) for other in Cause if other != cause
    }
    assert (cause_of(attempt) in others) is (cause not in LASTING)


@pytest.mark.parametrize(
    "ending", [ending for ending in Ending if ending is not Ending.UNREACHABLE]
)
def test_nothing_else_is_tried_again(ending):
    assert not may_pass(Attempt(ending, cause=Cause.TOO_SLOW))


def test_each_held_run_is_a_cause():
    one, other = (Attempt(Ending.HELD, a_run(number, RunState.HELD).run) for number in (1, 2))
    assert cause_of(one) != cause_of(other)


@pytest.mark.parametrize("ending", [Ending.DONE, Ending.PAUSED, Ending.STOPPED, Ending.BUSY])
def test_nobody_has_to_know_of_what_goes_as_it_should(ending):
    assert cause_of(Attempt(ending)) is None


def test_a_run_that_is_held_for_answers_that_did_not_come_is_not_for_somebody():
    figures = Figures(checked=15, found=10, unverified=5)
    assert is_of_the_register(MassChangeBlocked(figures, (Excess.UNVERIFIED,)))
    both = (Excess.NOT_FOUND, Excess.UNVERIFIED)
    assert not is_of_the_register(MassChangeBlocked(figures, both))
