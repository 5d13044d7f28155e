"""On which days an unattended run does nothing, or only adds: holidays, the turn of the year."""

import re
from dataclasses import dataclass
from datetime import date


class InvalidPeriod(ValueError):
    """A text that is no period; it is the text of the error."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from one to another, both included; those of every year when it is `yearly`."""

    first: date
    last: date
    yearly: bool = False

    def has(self, day: date) -> bool:
        """Whether a day is one of them."""
        if not self.yearly:
            return self.first <= day <= self.last
        first, last, it = ((when.month, when.day) for when in (self.first, self.last, day))
        # From December to January, a year ends in between.
        return first <= it <= last if first <= last else it >= first or it <= last


@dataclass(frozen=True, slots=True)
class Calendar:
    """When an unattended run pauses, and when it adds what is new and changes nothing."""

    pauses: tuple[Period, ...] = ()
    additions_only: tuple[Period, ...] = ()

    def is_paused_on(self, day: date) -> bool:
        """Whether nothing is done on this day."""
        return any(period.has(day) for period in self.pauses)

    def only_adds_on(self, day: date) -> bool:
        """Whether what is done on this day is to add."""
        return any(period.has(day) for period in self.additions_only)


_DAY = r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?"
_PERIOD = re.compile(rf"\s*{_DAY}\s*-\s*{_DAY}\s*")
_A_LEAP_YEAR = 2000


def periods_of(text: str) -> tuple[Period, ...]:
    """The periods of a text: « 17/10/2026-02/11/2026, 10/07-31/08 », without a year every year.

    Raises `InvalidPeriod`.
    """
    return tuple(map(_period, text.split(","))) if text.strip() else ()


def _period(text: str) -> Period:
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise InvalidPeriod(text.strip())
    first_year, last_year = found[3], found[6]
    try:
        first = date(int(first_year or _A_LEAP_YEAR), int(found[2]), int(found[1]))
        last = date(int(last_year or _A_LEAP_YEAR), int(found[5]), int(found[4]))
    except ValueError as error:
        raise InvalidPeriod(text.strip()) from error
    yearly = first_year is None
    if yearly != (last_year is None) or (not yearly and last < first):
        raise InvalidPeriod(text.strip())
    return Period(first, last, yearly)
