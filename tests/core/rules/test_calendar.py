from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.calendar import Calendar, InvalidPeriod, Period, periods_of

AUTUMN = "17/10/2026-02/11/2026"


@pytest.mark.parametrize(
    ("text", "day", "is_in"),
    [
        (AUTUMN, date(2026, 10, 17), True),
        (AUTUMN, date(2026, 11, 2), True),
        (AUTUMN, date(2026, 11, 3), False),
        (AUTUMN, date(2027, 10, 20), False),
        ("10/07-31/08", date(2026, 8, 31), True),
        ("10/07-31/08", date(2041, 7, 10), True),
        ("10/07-31/08", date(2026, 9, 1), False),
        ("20/12-5/1", date(2026, 12, 31), True),
        ("20/12-5/1", date(2027, 1, 5), True),
        ("20/12-5/1", date(2027, 1, 6), False),
        ("29/02-01/03", date(2027, 3, 1), True),
        (f" {AUTUMN} , 1/5-1/5 ", date(2030, 5, 1), True),
        ("", date(2026, 10, 20), False),
    ],
)
def test_a_day_is_in_a_period_or_is_not(text, day, is_in):
    assert Calendar(pauses=periods_of(text)).is_paused_on(day) is is_in
    assert Calendar(additions_only=periods_of(text)).only_adds_on(day) is is_in


@pytest.mark.parametrize(
    "text",
    [
        "17/10/2026",
        "17/10/2026-",
        "17/10/2026-02/11",
        "02/11/2026-17/10/2026",
        "31/02-01/03",
        "17-10-2026 au 02-11-2026",
        "01/01-02/01,",
        "été",
    ],
)
def test_what_is_no_period_is_refused_with_its_text(text):
    with pytest.raises(InvalidPeriod):
        periods_of(text)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(0, 400))
def test_a_period_has_its_ends_and_neither_the_day_before_nor_the_day_after(first, length):
    last = first + timedelta(length)
    period = Period(first, last)
    assert period.has(first)
    assert period.has(last)
    assert not period.has(first - timedelta(1))
    assert not period.has(last + timedelta(1))
