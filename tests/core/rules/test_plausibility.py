"""A date of birth that no pupil can have is unreadable."""

from datetime import date

import pytest

from core.rules.plausibility import is_birth_date

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "can_be"),
    [
        (date(1999, 12, 31), False),
        (date(2000, 1, 1), True),
        (date(2019, 5, 17), True),
        (TODAY, True),
        (date(2026, 11, 24), False),
    ],
)
def test_a_pupil_is_born_this_century_and_not_tomorrow(day, can_be):
    assert is_birth_date(day, TODAY) is can_be
