"""The nights of an academy: what is planned, what is done with a school, how all of them stand."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from core.errors import UserError
from core.model.academy import (
    AcademySchool,
    Attempt,
    AttemptOutcome,
    Night,
    NightFigures,
    PlannedSchool,
)
from core.model.identifiers import Uai
from core.rules.nights import needs_a_person, plan
from core.usecases.school_job import synchronise_school
from core.usecases.workspace import Workspace

STORE = "store"
"""The cause when the school, or its data in LSUN, could not be read or written."""


@dataclass(frozen=True, slots=True)
class AcademyStatus:
    """How all the schools stand, and how the last nights went, the newest first."""

    schools: tuple[AcademySchool, ...]
    nights: tuple[NightFigures, ...]

    @property
    def waiting_for_a_person(self) -> tuple[AcademySchool, ...]:
        """The schools that are held, or failed too often."""
        return tuple(filter(needs_a_person, self.schools))

    @property
    def never_done(self) -> int:
        """How many schools never had a success."""
        return sum(school.last_success is None for school in self.schools)

    @property
    def outcomes(self) -> Counter[AttemptOutcome | None]:
        """How many schools there are of each last outcome; None where none was tried."""
        return Counter(school.last_outcome for school in self.schools)


async def planned(
    workspace: Workspace, night: Night, quota: int, now: datetime
) -> tuple[PlannedSchool, ...]:
    """The schools of the night that is, or begins next. Raises `UserError`."""
    return plan(await workspace.store.academy_schools(), night, quota, now)


async def attempt(
    workspace: Workspace, uai: Uai, night: date, since: datetime, stop: asyncio.Event
) -> tuple[Attempt, int]:
    """Synchronise a school that was planned then; how that ended, and how many failed in a row.

    What went wrong is kept as a cause, and never raised: another school is next.
    """
    try:
        school = await workspace.school_of(uai)
        if school is None:
            made = Attempt(uai, night, AttemptOutcome.FAILED, STORE)
        else:
            session = await workspace.session_of(school)
            made = await synchronise_school(session, night, since, stop)
    except UserError:
        made = Attempt(uai, night, AttemptOutcome.FAILED, STORE)
    if made.outcome is not AttemptOutcome.BUSY:
        await workspace.store.note_attempt(made)
    academy_schools = await workspace.store.academy_schools(uai)
    return made, academy_schools[0].failures if academy_schools else 0


async def status(workspace: Workspace) -> AcademyStatus:
    """How the schools stand. Raises `UserError`."""
    store = workspace.store
    return AcademyStatus(tuple(await store.academy_schools()), tuple(await store.nights()))
