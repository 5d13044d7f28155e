"""When the schools of an academy are synchronised."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.model.academy import AcademySchool, AttemptOutcome, Night
from core.model.identifiers import Uai
from core.rules.nights import RETRIED_AFTER, needs_a_person, night_at, plan, retried_after

PARIS = ZoneInfo("Europe/Paris")
NIGHT = Night(time(20), time(6), PARIS)
UAIS = [Uai("0951099D"), Uai("0350760L"), Uai("0960001E")]
EVENING = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)
"""Half past nine in Paris."""


def a_school(rank=0, **known):
    return AcademySchool(uai=UAIS[rank], name="École", pupils=100, **known)


def days_ago(days):
    return EVENING - timedelta(days=days)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 25, 12, tzinfo=UTC), 25),
        (EVENING, 25),
        (datetime(2026, 11, 26, 4, 59, tzinfo=UTC), 25),
        (datetime(2026, 11, 26, 5, 1, tzinfo=UTC), 26),
    ],
    ids=["the day before", "in it", "its last minute in winter", "after it"],
)
def test_a_night_is_called_by_the_day_on_which_it_begins(now, day):
    found = night_at(NIGHT, now)
    assert found is not None
    assert found == (
        date(2026, 11, day),
        datetime(2026, 11, day, 19, tzinfo=UTC),
        datetime(2026, 11, day + 1, 5, tzinfo=UTC),
    )


def test_a_night_within_one_day_ends_on_it():
    within = replace(NIGHT, opens=time(1), closes=time(5))
    early = datetime(2026, 11, 25, 2, tzinfo=UTC)
    for now, day in ((early, 25), (EVENING, 26)):
        found = night_at(within, now)
        assert found is not None
        assert found[0] == date(2026, 11, day)


def test_in_the_holidays_there_is_no_night():
    holidays = ((date(2026, 11, 25), date(2026, 11, 26)),)
    assert night_at(replace(NIGHT, holidays=holidays), EVENING) is None
    assert plan([a_school()], replace(NIGHT, holidays=holidays), 100, EVENING) == ()


def test_who_was_done_longest_ago_comes_first_and_is_the_most_urgent():
    schools = [
        a_school(0, last_success=days_ago(1)),
        a_school(1),
        a_school(2, last_success=days_ago(3)),
    ]
    planned = plan(schools, NIGHT, 100, EVENING)
    assert [one.uai for one in planned] == [UAIS[1], UAIS[2], UAIS[0]]
    assert [one.priority for one in planned] == [365 * 24, 72, 24]
    assert planned[0].night == date(2026, 11, 25)


def test_schools_are_spread_over_three_quarters_of_what_is_left_of_the_night():
    planned = plan([a_school(rank) for rank in range(3)], NIGHT, 100, EVENING)
    left = datetime(2026, 11, 26, 5, tzinfo=UTC) - EVENING
    assert [one.after for one in planned] == [left * 0.75 * share / 3 for share in range(3)]


def test_a_small_quota_spreads_them_further_than_the_night():
    schools = [replace(a_school(rank), pupils=990) for rank in range(3)]
    planned = plan(schools, NIGHT, 1, datetime(2026, 11, 26, 4, 30, tzinfo=UTC))
    assert [one.after.total_seconds() for one in planned] == [0, 1000, 2000]


def test_before_the_night_all_wait_for_it():
    [one] = plan([a_school()], NIGHT, 100, datetime(2026, 11, 25, 12, tzinfo=UTC))
    assert one.after == timedelta(hours=7)


@pytest.mark.parametrize(
    "known",
    [
        {"last_success": EVENING},
        {"last_outcome": AttemptOutcome.HELD},
        {"last_outcome": AttemptOutcome.FAILED, "failures": len(RETRIED_AFTER) + 1},
    ],
    ids=["done in this night", "held", "failed too often"],
)
def test_who_is_done_or_waits_for_a_person_is_not_planned(known):
    assert plan([a_school(**known)], NIGHT, 100, EVENING) == ()


def test_a_failure_is_tried_again_later_each_time_and_then_a_person_takes_it():
    hours = [after and after / timedelta(hours=1) for after in map(retried_after, range(1, 7))]
    assert hours == [2, 6, 12, 24, 48, None]
    assert not needs_a_person(a_school(failures=5))
    assert needs_a_person(a_school(failures=6))
    assert not needs_a_person(a_school())
