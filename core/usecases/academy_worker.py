"""What a worker of an academy does: plan the night, and do its schools one after the other."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import date, datetime

from core.errors import UserError
from core.messages import refusals
from core.messages.academy import school_waits
from core.model.academy import CRASHED, STORE, Attempt, AttemptOutcome, PlannedSchool
from core.model.identifiers import Uai
from core.model.messages import Notice
from core.rules.nights import needs_a_person, plan
from core.rules.permissions import may
from core.usecases.academy import AcademySession
from core.usecases.school_job import synchronise_school

_FOR_A_PERSON = (AttemptOutcome.HELD, AttemptOutcome.FAILED)

Tell = Callable[[Notice], Awaitable[None]]

LOOKED_AT_EVERY = 5.0
"""Seconds after which a worker looks again whether the night is stopped."""


async def plan_the_night(
    academy: AcademySession, now: datetime
) -> tuple[tuple[PlannedSchool, ...], int]:
    """Have the schools done that are due in the night that is, or begins next.

    They, and how many of them did not wait already. Raises `UserError`.
    """
    schools = await academy.workspace.store.academy_schools()
    due = plan(schools, academy.night, await academy.fleet.quota(), now)
    parked = await academy.fleet.parked()
    return due, await academy.fleet.add([one for one in due if one.uai not in parked], now)


class SchoolWorker:
    """Does schools until `stop` is set; while the night is stopped it begins none.

    `tell` tells a notice to somebody: of a school once it waits for a person.
    """

    def __init__(self, academy: AcademySession, stop: asyncio.Event, tell: Tell) -> None:
        """Raises `UserError` when its user may not synchronise."""
        if not may(academy.workspace.user):
            raise UserError(refusals.MAY_NOT_WORK)
        self._academy, self._stop, self._tell = academy, stop, tell
        self._going, self._draining = asyncio.Event(), asyncio.Event()
        self._going.set()

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Look, meanwhile, whether the night is stopped."""
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()

    async def attempt(self, uai: Uai, night: date, since: datetime) -> tuple[Attempt, int]:
        """Synchronise a school that was planned then; how that ended, and how many failed in a row.

        What went wrong is kept as a cause, and never raised: another school is next.
        """
        if not await self._may_begin():
            return Attempt(uai, night, AttemptOutcome.INTERRUPTED), 0
        return await self._noted(await self._attempt(uai, night, since))

    async def crashed(self, uai: Uai, night: date) -> tuple[Attempt, int]:
        """Keep that an attempt ended at an error of the program: it is tried again like any."""
        return await self._noted(Attempt(uai, night, AttemptOutcome.FAILED, CRASHED))

    async def _noted(self, made: Attempt) -> tuple[Attempt, int]:
        store = self._academy.workspace.store
        if made.outcome not in (AttemptOutcome.BUSY, AttemptOutcome.HANDED_OVER):
            await store.note_attempt(made)
        failures = 0
        for school in await store.academy_schools(made.uai):
            failures = school.failures
            if made.outcome in _FOR_A_PERSON and needs_a_person(school):
                await self._tell(school_waits(school))
        return made, failures

    async def _attempt(self, uai: Uai, night: date, since: datetime) -> Attempt:
        workspace = self._academy.workspace
        try:
            for known in await workspace.store.academy_schools(uai):
                if known.last_outcome is AttemptOutcome.HANDED_OVER:
                    return Attempt(uai, night, AttemptOutcome.HANDED_OVER)
            school = await workspace.school_of(uai)
            if school is None:
                return Attempt(uai, night, AttemptOutcome.FAILED, STORE)
            session = await workspace.session_of(school)
            return await synchronise_school(session, night, since, self._draining)
        except UserError:
            return Attempt(uai, night, AttemptOutcome.FAILED, STORE)

    async def _may_begin(self) -> bool:
        """Wait while the night is stopped; whether a school can be begun then."""
        await self._going.wait()
        return not self._stop.is_set()

    async def _watch(self) -> None:
        while not self._stop.is_set():
            await self._look()
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOKED_AT_EVERY):
                    await self._stop.wait()
        self._draining.set()
        self._going.set()

    async def _look(self) -> None:
        try:
            stopped = await self._academy.fleet.stopped_since() is not None
        except UserError:
            return  # the store says it better, where a school is done
        if stopped:
            self._going.clear()
            self._draining.set()
        elif not self._going.is_set():
            self._draining.clear()
            self._going.set()
