"""The bilans that LSUN holds in November 2026."""

from collections.abc import Iterator
from datetime import UTC, datetime

from adapters.demonstration.classes import THIS_YEAR
from core.model.livret import Bilan, BilanKind

_PAST_YEARS = (2024, 2025)
_AGE_IN_CP = 6
_AGE_IN_CE2 = 8


def bilans(born_in: int, *, first_period_locked: bool) -> Iterator[Bilan]:
    """The past ones of a pupil, all locked, and the one of the first period of this year.

    There is none before the CP; the bilan of cycle 2 comes at the end of the CE2.
    """
    for year in _PAST_YEARS:
        if year - born_in >= _AGE_IN_CP:
            yield from (_periodic(year, number, locked=True) for number in (1, 2, 3))
        if year - born_in == _AGE_IN_CE2:
            yield Bilan(
                kind=BilanKind.CYCLE, school_year=year, number=2, locked_at=_end_of_period(year, 3)
            )
    if THIS_YEAR - born_in >= _AGE_IN_CP:
        yield _periodic(THIS_YEAR, 1, locked=first_period_locked)


def _periodic(year: int, number: int, *, locked: bool) -> Bilan:
    return Bilan(
        kind=BilanKind.PERIODIC,
        school_year=year,
        number=number,
        periods=3,
        locked_at=_end_of_period(year, number) if locked else None,
    )


def _end_of_period(year: int, number: int) -> datetime:
    month, day = {1: (11, 13), 2: (3, 12), 3: (6, 25)}[number]
    return datetime(year if number == 1 else year + 1, month, day, 16, 30, tzinfo=UTC)
