"""How long an archive is kept, and how it is deleted: by this rule, and never otherwise.

Source: the law. Periodic bilans are kept for the cycle (three years) and one year more, bilans de
fin de cycle until the end of compulsory schooling.
"""

from collections.abc import Iterable
from datetime import MAXYEAR, date

from core.model.livret import Archive, Bilan, BilanKind, Livret
from core.model.records import Pupil

_CYCLE_AND_A_YEAR = 4
_END_OF_SCHOOLING = 16


def kept_until(archive: Archive) -> date:
    """The last day on which the archive is kept: that of the last locked bilan it covers."""
    pupil = archive.livret.pupil
    last = (_bilan_kept_until(bilan, pupil) for bilan in archive.livret.locked_bilans)
    return max(last, default=date.max)


def obliged_until(livrets: Iterable[Livret]) -> date | None:
    """The last day on which any of them is kept; None when nothing obliges to keep one."""
    return max(
        (
            _bilan_kept_until(bilan, livret.pupil)
            for livret in livrets
            for bilan in livret.locked_bilans
        ),
        default=None,
    )


def may_be_deleted(archive: Archive, today: date) -> bool:
    """Whether nothing obliges to keep the archive any more."""
    return kept_until(archive) < today


def _bilan_kept_until(bilan: Bilan, pupil: Pupil) -> date:
    if bilan.kind is BilanKind.PERIODIC:
        # The cycle may begin with the bilan's own school year; it ends in August.
        return date(_possible(bilan.school_year + _CYCLE_AND_A_YEAR), 8, 31)
    # Who is born on 29 February is 16 on the first of March of some years.
    year = _possible(pupil.birth_date.year + _END_OF_SCHOOLING)
    is_leap_day = (pupil.birth_date.month, pupil.birth_date.day) == (2, 29)
    return date(year, 3, 1) if is_leap_day else pupil.birth_date.replace(year=year)


def _possible(year: int) -> int:
    """Files may hold any year of four digits; what is beyond the last one is never deleted."""
    return min(year, MAXYEAR)
