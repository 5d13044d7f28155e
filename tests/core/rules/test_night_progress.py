"""How far a night is, and which schools are late."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.model.academy import AttemptOutcome
from core.rules.night_progress import is_late, progress_of
from tests.core.rules.test_nights import EVENING, NIGHT, a_school

OPENS = datetime(2026, 11, 25, 19, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def done(rank, at):
    return a_school(rank, last_success=at, last_outcome=AttemptOutcome.DONE)


def test_what_was_done_since_the_night_began_is_done_and_the_rest_is_left():
    progress = progress_of(
        [done(0, OPENS), done(1, OPENS - MINUTE), a_school(2, is_under_way=True)], NIGHT, EVENING
    )
    assert progress is not None
    assert (progress.night, progress.opens) == (date(2026, 11, 25), OPENS)
    assert (progress.done, progress.left, progress.under_way) == (1, 2, 1)


def test_who_waits_for_a_person_is_not_left_to_the_workers_and_who_failed_is():
    held = a_school(0, last_outcome=AttemptOutcome.HELD)
    handed_over = a_school(1, last_outcome=AttemptOutcome.HANDED_OVER)
    failing = a_school(2, last_outcome=AttemptOutcome.FAILED, failures=1)
    progress = progress_of([held, handed_over, failing], NIGHT, EVENING)
    assert progress is not None
    assert (progress.waiting, progress.failing, progress.left) == (2, 1, 1)


def test_how_fast_it_goes_is_that_of_the_last_minutes_and_says_when_it_ends():
    schools = [done(0, EVENING - 4 * MINUTE), done(1, EVENING - 20 * MINUTE), a_school(2)]
    progress = progress_of(schools, NIGHT, EVENING)
    assert progress is not None
    assert progress.per_minute == pytest.approx(0.25)
    assert progress.ends_at == EVENING + 4 * MINUTE


def test_in_its_first_minute_it_is_no_faster_than_what_it_did():
    progress = progress_of([done(0, OPENS), done(1, OPENS)], NIGHT, OPENS + MINUTE / 2)
    assert progress is not None
    assert progress.per_minute == pytest.approx(2)


@pytest.mark.parametrize("now", [OPENS - MINUTE, OPENS])
def test_before_it_began_nobody_knows_when_it_ends(now):
    progress = progress_of([a_school(0)], NIGHT, now)
    assert progress is not None
    assert (progress.per_minute, progress.ends_at) == (0, None)


def test_a_night_in_which_nothing_is_left_has_ended():
    progress = progress_of([done(0, OPENS)], NIGHT, OPENS + MINUTE)
    assert progress is not None
    assert progress.ends_at is None


def test_in_the_holidays_there_is_none():
    holidays = ((date(2026, 11, 25), date(2026, 11, 25)),)
    assert progress_of([a_school(0)], replace(NIGHT, holidays=holidays), EVENING) is None


@pytest.mark.parametrize(
    ("last_success", "late"),
    [(None, True), (OPENS - timedelta(days=1), False), (OPENS - timedelta(days=1, hours=1), True)],
    ids=["never", "in the last night", "before it"],
)
def test_a_school_is_late_once_a_whole_night_went_by_without_it(last_success, late):
    assert is_late(a_school(0, last_success=last_success), NIGHT, EVENING) is late


def test_nights_of_the_holidays_make_nobody_late():
    holidays = ((date(2026, 11, 20), date(2026, 11, 24)),)
    school = a_school(0, last_success=OPENS - timedelta(days=6))
    assert not is_late(school, replace(NIGHT, holidays=holidays), EVENING)
    always = ((date(2026, 1, 1), date(2026, 12, 31)),)
    assert not is_late(a_school(0), replace(NIGHT, holidays=always), EVENING)
