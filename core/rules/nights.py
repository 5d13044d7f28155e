"""When each school of an academy is synchronised, and when again after a failure.

Source: the product's own rules. Who was done longest ago comes first; the register is asked evenly
over the night, and no more often than its quota allows.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from core.model.academy import AcademySchool, AttemptOutcome, Night, PlannedSchool

RETRIED_AFTER = tuple(timedelta(hours=hours) for hours in (2, 6, 12, 24, 48))
"""After the first failure, the second, and so on; after the last a person takes it over."""

BUSY_FOR = timedelta(seconds=10)
"""After how long a school is looked at again that somebody synchronises: he may have been killed,
and is taken for alive until the lease of his run ends."""

_LISTS = 10
"""Questions for the lists of a school, beside one for each pupil."""

_SPREAD_OVER = 0.75
"""The share of a night over which schools are begun: the rest is for what takes longer."""

_LONGEST_AGO = timedelta(days=365)


def night_at(night: Night, now: datetime) -> tuple[date, datetime, datetime] | None:
    """The night that is at this moment, or begins next: its day, its beginning and its end (UTC).

    None in the holidays. A night is called by the day on which it begins.
    """
    day = now.astimezone(night.zone).date() - timedelta(days=1)
    while hours_of(night, day)[1] <= now:
        day += timedelta(days=1)
    return None if is_holiday(night, day) else (day, *hours_of(night, day))


def hours_of(night: Night, day: date) -> tuple[datetime, datetime]:
    """When the night of this day begins and ends (UTC)."""
    opens = datetime.combine(day, night.opens, night.zone)
    closes = datetime.combine(day, night.closes, night.zone)
    if closes <= opens:
        closes = datetime.combine(day + timedelta(days=1), night.closes, night.zone)
    return opens.astimezone(UTC), closes.astimezone(UTC)


def is_holiday(night: Night, day: date) -> bool:
    """Whether nothing is done in the night of this day."""
    return any(first <= day <= last for first, last in night.holidays)


def plan(
    schools: Iterable[AcademySchool], night: Night, quota: int, now: datetime
) -> tuple[PlannedSchool, ...]:
    """The schools to be synchronised in this night, spread over what is left of it.

    `quota` is how many questions BE1D takes in a second. A school that was done since the night
    began, that the guard holds or that a person has taken over is none of them.
    """
    found = night_at(night, now)
    if found is None:
        return ()
    day, opens, closes = found
    begins = max(now, opens)
    due = sorted(
        (school for school in schools if _is_due(school, opens)),
        key=lambda school: (school.last_success or datetime.min.replace(tzinfo=UTC), school.uai),
    )
    questions = [school.pupils + _LISTS for school in due]
    needed = timedelta(seconds=sum(questions) / quota)
    span = max(needed, (closes - begins) * _SPREAD_OVER)
    planned, asked = [], 0
    for school, count in zip(due, questions, strict=True):
        after = begins - now + span * (asked / max(sum(questions), 1))
        planned.append(PlannedSchool(school.uai, day, after, _priority(school, now)))
        asked += count
    return tuple(planned)


def retried_after(failures: int) -> timedelta | None:
    """How long to wait after so many failures; None when a person is to look at it."""
    return RETRIED_AFTER[failures - 1] if failures <= len(RETRIED_AFTER) else None


def needs_a_person(school: AcademySchool) -> bool:
    """Whether the school waits for somebody to decide, or to repair something."""
    is_set_aside = school.last_outcome in (AttemptOutcome.HELD, AttemptOutcome.HANDED_OVER)
    return is_set_aside or retried_after(max(school.failures, 1)) is None


def _is_due(school: AcademySchool, opens: datetime) -> bool:
    done = school.last_success is not None and school.last_success >= opens
    return not done and not needs_a_person(school)


def _priority(school: AcademySchool, now: datetime) -> int:
    """The hours since the last success, a year for who never had one."""
    age = now - school.last_success if school.last_success else _LONGEST_AGO
    return int(min(age, _LONGEST_AGO) / timedelta(hours=1))
