"""What no pupil can be, wherever it is read: a value that is none is unreadable, never applied."""

from datetime import date

EARLIEST_BIRTH = date(2000, 1, 1)
"""LSUN keeps pupils from 2016 on: nobody in a primary school was born before by then."""


def is_birth_date(day: date, today: date) -> bool:
    """Whether a pupil whom LSUN may have can be born that day."""
    return EARLIEST_BIRTH <= day <= today
