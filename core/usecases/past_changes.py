"""What changed of a pupil, of a class or of the whole school, one run after the other."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from core.errors import UserError
from core.messages import refusals
from core.model.identifiers import Uai
from core.model.runs import PastResult
from core.usecases.classes import named
from core.usecases.provenance import read_day
from core.usecases.pupils import livret_of
from core.usecases.workspace import Workspace

_YEARS = range(1900, 2200)
"""Those of which every day has a midnight, in every zone."""


class Period(NamedTuple):
    """From a first day to a last one, both of it, where the user is; None is open."""

    first: date | None
    last: date | None

    @property
    def since(self) -> datetime | None:
        """When it begins."""
        return None if self.first is None else _midnight(self.first)

    @property
    def before(self) -> datetime | None:
        """When it is over."""
        return None if self.last is None else _midnight(self.last + timedelta(days=1))


def period_of(first: str, last: str) -> Period:
    """The period as it was typed; an empty text leaves it open. Raises `UserError`."""
    period = Period(_day_of(first), _day_of(last))
    if period.first and period.last and period.last < period.first:
        raise UserError(refusals.ENDS_BEFORE_IT_BEGINS)
    return period


async def past_changes(
    workspace: Workspace, pupil: str, labels: Collection[str], period: Period
) -> Sequence[PastResult]:
    """Whom the runs of the school at hand updated or admitted in this period, the first run first.

    Of the pupil of this INE or name, of those who are in these classes today, or of all when
    neither is named. A run is of the day on which it began. Raises `UserError` when there is no
    such pupil or class.
    """
    uai = (await workspace.school()).uai
    wanted = await _wanted(workspace, uai, pupil, labels)
    changes = await workspace.store.past_changes(uai, period.since, period.before)
    return [past for past in changes if wanted is None or past.result.livret_id in wanted]


async def _wanted(
    workspace: Workspace, uai: Uai, pupil: str, labels: Collection[str]
) -> frozenset[int] | None:
    """The livrets that are asked for; None is all of them."""
    wanted: frozenset[int] | None = None
    if labels:
        rows = (await workspace.store.overview(uai)).structures
        wanted = frozenset[int]().union(*(row.members for row in named(rows, labels)))
    if pupil:
        him = frozenset({(await livret_of(workspace.store, uai, pupil)).id})
        wanted = him if wanted is None else wanted & him
    return wanted


def _day_of(typed: str) -> date | None:
    if not typed.strip():
        return None
    day = read_day(typed)
    if day is None or day.year not in _YEARS:
        raise UserError(refusals.NOT_A_DAY.format(day=typed))
    return day


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
