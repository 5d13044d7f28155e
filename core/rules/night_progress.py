"""How far a night is, and which schools are late."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.model.academy import AcademySchool, AttemptOutcome, Night, NightProgress
from core.rules.nights import hours_of, is_holiday, needs_a_person, night_at

_RATE_OVER = timedelta(minutes=10)
"""How far back one looks for how fast it goes now."""

_MINUTE = timedelta(minutes=1)

_LONGEST_HOLIDAYS = 90
"""Days, beyond which the night before is not looked for."""


def progress_of(
    schools: Sequence[AcademySchool], night: Night, now: datetime
) -> NightProgress | None:
    """How far the night is that is, or begins next; None in the holidays.

    A school that waits for a person, or was done, is not left to be done.
    """
    found = night_at(night, now)
    if found is None:
        return None
    day, opens, closes = found
    done = {school.uai for school in schools if _is_done_since(school, opens)}
    others = [school for school in schools if school.uai not in done]
    waiting = [school for school in others if needs_a_person(school)]
    failing = [
        school
        for school in others
        if school.last_outcome is AttemptOutcome.FAILED and not needs_a_person(school)
    ]
    left = len(others) - len(waiting)
    per_minute = _done_a_minute(schools, opens, now)
    return NightProgress(
        night=day,
        opens=opens,
        closes=closes,
        done=len(done),
        under_way=sum(school.is_under_way for school in schools),
        left=left,
        failing=len(failing),
        waiting=len(waiting),
        per_minute=per_minute,
        ends_at=now + timedelta(minutes=left / per_minute) if left and per_minute else None,
    )


def is_late(school: AcademySchool, night: Night, now: datetime) -> bool:
    """Whether a whole night went by without it: it was not done since the last one began."""
    today = now.astimezone(night.zone).date()
    for days in range(_LONGEST_HOLIDAYS):
        day = today - timedelta(days=days)
        opens, closes = hours_of(night, day)
        if closes <= now and not is_holiday(night, day):
            return not _is_done_since(school, opens)
    return False


def _is_done_since(school: AcademySchool, moment: datetime) -> bool:
    return school.last_success is not None and school.last_success >= moment


def _done_a_minute(schools: Sequence[AcademySchool], opens: datetime, now: datetime) -> float:
    since = max(opens, now - _RATE_OVER)
    lately = [
        school.last_success
        for school in schools
        if school.last_success is not None and school.last_success >= since
    ]
    if not lately:
        return 0
    return len(lately) / (max(now - min(lately), _MINUTE) / _MINUTE)
