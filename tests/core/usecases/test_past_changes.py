from datetime import date, datetime

import pytest

from core.errors import UserError
from core.usecases.past_changes import period_of


def test_a_period_is_from_midnight_to_midnight_where_the_user_is():
    period = period_of("01/09/2026", "2026-09-02")
    assert (period.first, period.last) == (date(2026, 9, 1), date(2026, 9, 2))
    assert period.since == datetime(2026, 9, 1).astimezone()
    assert period.before == datetime(2026, 9, 3).astimezone()


def test_a_period_may_be_open():
    period = period_of("", " ")
    assert (period.since, period.before) == (None, None)


def test_a_period_may_be_one_day():
    assert period_of("01/09/2026", "01/09/2026").last == date(2026, 9, 1)


@pytest.mark.parametrize("typed", ["hier", "32/01/2026", "31/12/9999", "01/01/0001", "2026"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(UserError, match="n'est pas une date"):
        period_of(typed, "")


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(UserError, match="finit avant de commencer"):
        period_of("02/09/2026", "01/09/2026")
