"""An academy, as who looks after it: how its schools stand, and what its workers do next."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from core.errors import UserError
from core.messages import refusals
from core.model.academy import (
    AcademySchool,
    Attempt,
    AttemptOutcome,
    Night,
    NightFigures,
    NightProgress,
    PlannedSchool,
)
from core.model.identifiers import Uai
from core.ports.academy import Fleet
from core.rules.night_progress import is_late, progress_of
from core.rules.nights import needs_a_person, night_at
from core.usecases.workspace import Workspace

MOST_REQUESTS = 10_000
"""The largest quota, in requests a second."""

_FIRST_OF_ALL = 1_000_000
"""The priority of what a person asks for: the night's own is in hours."""


@dataclass(frozen=True, slots=True)
class AcademySession:
    """The store of an academy, its workers, and its nights."""

    workspace: Workspace
    fleet: Fleet
    night: Night

    def day(self, now: datetime) -> date:
        """The night that it is, or that is next; in the holidays the day itself."""
        found = night_at(self.night, now)
        return found[0] if found else now.astimezone(self.night.zone).date()


@dataclass(frozen=True, slots=True)
class AcademyStatus:
    """How all the schools stand, the night at hand, and the last nights, the newest first."""

    schools: tuple[AcademySchool, ...]
    late: frozenset[Uai]
    progress: NightProgress | None
    nights: tuple[NightFigures, ...]
    quota: int
    stopped_since: datetime | None

    @property
    def waiting_for_a_person(self) -> tuple[AcademySchool, ...]:
        """The schools that are held, handed over, or failed too often."""
        return tuple(filter(needs_a_person, self.schools))

    @property
    def late_ones(self) -> tuple[AcademySchool, ...]:
        """The schools that a whole night went by without, the latest first."""
        late = [school for school in self.schools if school.uai in self.late]
        return tuple(sorted(late, key=_oldest_first))

    @property
    def never_done(self) -> int:
        """How many schools never had a success."""
        return sum(school.last_success is None for school in self.schools)


AcademyOpener = Callable[[Workspace], AbstractAsyncContextManager[AcademySession]]
"""Opens the academy of a workspace, and closes it on the way out; raises `UserError`."""


async def status(academy: AcademySession, now: datetime) -> AcademyStatus:
    """How the schools stand. Raises `UserError`."""
    store, fleet = academy.workspace.store, academy.fleet
    schools = tuple(await store.academy_schools())
    return AcademyStatus(
        schools,
        frozenset(school.uai for school in schools if is_late(school, academy.night, now)),
        progress_of(schools, academy.night, now),
        tuple(await store.nights()),
        await fleet.quota(),
        await fleet.stopped_since(),
    )


async def school_of(academy: AcademySession, uai: Uai) -> AcademySchool:
    """How this school stands. Raises `UserError` when the academy does not have it."""
    found = await academy.workspace.store.academy_schools(uai)
    if not found:
        raise UserError(refusals.NOT_OF_THE_ACADEMY.format(uai=uai))
    return found[0]


async def release(academy: AcademySession, uai: Uai, now: datetime) -> None:
    """Give a school that waits for a person back to the workers, before all others.

    Raises `UserError` when it does not wait.
    """
    school = await school_of(academy, uai)
    is_parked = uai in await academy.fleet.parked()
    if not (is_parked or needs_a_person(school)):
        raise UserError(refusals.NOT_WAITING)
    night = academy.day(now)
    await academy.workspace.store.note_attempt(Attempt(uai, night, AttemptOutcome.RELEASED))
    if not await academy.fleet.release(uai):
        first = PlannedSchool(uai, night, timedelta(0), _FIRST_OF_ALL)
        await academy.fleet.add([first], now)


async def hand_over(academy: AcademySession, uai: Uai, now: datetime) -> None:
    """Leave a school to a person: no worker begins it until it is released.

    Raises `UserError` while it is synchronised.
    """
    if (await school_of(academy, uai)).is_under_way:
        raise UserError(refusals.STILL_UNDER_WAY)
    taken = Attempt(uai, academy.day(now), AttemptOutcome.HANDED_OVER)
    await academy.workspace.store.note_attempt(taken)


async def change_quota(academy: AcademySession, typed: str) -> int:
    """Set the quota of all the workers, in requests a second; it. Raises `UserError`."""
    quota = quota_of(typed)
    await academy.fleet.change_quota(quota)
    return quota


def quota_of(typed: str) -> int:
    """The quota that is typed. Raises `UserError` when it is none."""
    if not (typed.isdecimal() and 0 < int(typed) <= MOST_REQUESTS):
        raise UserError(refusals.WHICH_QUOTA)
    return int(typed)


def _oldest_first(school: AcademySchool) -> tuple[datetime, Uai]:
    return school.last_success or datetime.min.replace(tzinfo=UTC), school.uai
