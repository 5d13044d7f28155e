"""The LSUN store as the core sees it: one thread, and one transaction for each pupil."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from adapters.lsun import (
    arrivals,
    journal,
    reading,
    retention,
    run_messages,
    runs,
    schools,
    teachers,
    writing,
)
from adapters.lsun.bilans import file_bilans
from adapters.lsun.database import open_engine, store_errors
from core.model.events import Arrivals, Decision, TeacherDecision, UnreadList
from core.model.gradebook import FiledBilans
from core.model.identifiers import Ine, Uai
from core.model.livret import Archive, Bilan, Livret
from core.model.records import Pupil, Registration, School, Structure, Teacher
from core.model.report import Report
from core.model.runs import OpenLists, PupilResult, Run, RunState, RunSummary, Scope
from core.model.school_contents import SchoolContents
from core.model.users import Action, User
from core.model.views import SchoolOverview

P = ParamSpec("P")
T = TypeVar("T")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class LsunStore:
    """The store of livrets (`core.ports.Livrets`). `clock` gives the time in UTC."""

    def __init__(
        self, engine: Engine, thread: ThreadPoolExecutor, clock: Callable[[], datetime]
    ) -> None:
        self._engine, self._thread, self._clock = engine, thread, clock

    @staticmethod
    @asynccontextmanager
    async def open(
        url: str, clock: Callable[[], datetime] = _utc_now
    ) -> "AsyncIterator[LsunStore]":
        """Open the database of this SQLAlchemy URL, brought up to date; close it on the way out."""
        with ThreadPoolExecutor(1, thread_name_prefix="lsun") as thread:
            loop = asyncio.get_running_loop()
            engine = await loop.run_in_executor(thread, open_engine, url)
            try:
                yield LsunStore(engine, thread, clock)
            finally:
                # In its own thread: SQLite connections are closed where they were made.
                await asyncio.shield(loop.run_in_executor(thread, engine.dispose))

    async def schools(self) -> Sequence[School]:
        """All the schools of the store, by name."""
        return await self._in_transaction(reading.schools)

    async def overview(self, uai: Uai) -> SchoolOverview:
        """The school and the figures of its structures, as they are now."""
        return await self._in_transaction(reading.overview, uai)

    async def start_run(self, scope: Scope, by: str) -> Run:
        """Open a run over the pupils who are in its scope now; none is reached yet."""
        return await self._in_transaction(runs.start, scope, by, self._clock())

    async def resume(self, run: Run, by: str) -> Run:
        """Open a run again over what is still open of it."""
        return await self._in_transaction(runs.resume, run, by, self._clock())

    async def runs(self, uai: Uai) -> Sequence[RunSummary]:
        """The runs of a school, newest first."""
        return await self._in_transaction(runs.summaries, uai, self._clock())

    async def in_scope(self, scope: Scope) -> Sequence[Livret]:
        """The livrets that a run over this scope would have."""
        return await self._in_transaction(reading.in_scope, scope)

    async def open_lists(self, run: Run) -> OpenLists:
        """The rolls of the run, and the teachers, that were not read yet."""
        return await self._in_transaction(runs.open_lists, run)

    async def arrivals(
        self, scope: Scope, structure: Structure, roll: Sequence[Registration]
    ) -> Arrivals:
        """What `record_arrivals` would do; nothing is written."""
        return await self._in_transaction(arrivals.arrivals_of, scope, structure, roll)

    async def record_arrivals(
        self, run: Run, structure: Structure, roll: Sequence[Registration]
    ) -> Arrivals:
        """Admit who is new, take up who came from another structure, in one transaction."""
        return await self._in_transaction(
            arrivals.record_arrivals, run, structure, roll, self._clock()
        )

    async def teacher_decisions(
        self, scope: Scope, told: Sequence[Teacher]
    ) -> Sequence[TeacherDecision]:
        """What `record_teachers` would do; nothing is written."""
        today = self._clock().date()
        return await self._in_transaction(teachers.teacher_decisions, scope, told, today)

    async def record_teachers(self, run: Run, told: Sequence[Teacher]) -> Sequence[TeacherDecision]:
        """Carry out what changes among the teachers of the run, in one transaction."""
        return await self._in_transaction(teachers.record_teachers, run, told, self._clock())

    async def note_unread(self, run: Run, unread: UnreadList) -> None:
        """Keep that a list could not be read: it stays open."""
        await self._in_transaction(run_messages.say, run, unread, self._clock())

    async def renew(self, run: Run) -> None:
        """Say that the run is alive."""
        await self._in_transaction(runs.hold, run, self._clock())

    async def note(self, uai: Uai, user: User, action: Action, *, allowed: bool) -> None:
        """Add a line to the journal."""
        await self._in_transaction(journal.note, uai, user, action, self._clock(), allowed=allowed)

    async def pending(self, run: Run) -> Sequence[Livret]:
        """The livrets of the run that were not reached, or not verified."""
        return await self._in_transaction(reading.pending, run)

    async def record(
        self, run: Run, livret_id: int, decide: Callable[[Livret], Decision]
    ) -> Decision:
        """Decide on the livret as it stands and carry the decision out, all in one transaction."""
        return await self._in_transaction(writing.record, run, livret_id, decide, self._clock())

    async def finish(self, run: Run, state: RunState) -> None:
        """Say how the run ended."""
        await self._in_transaction(runs.finish, run, state, self._clock())

    async def results(self, run: Run) -> Sequence[PupilResult]:
        """What the run made of each of its pupils, by class and name."""
        return await self._in_transaction(reading.results, run)

    async def archives(self, livret_id: int) -> Sequence[Archive]:
        """The archives of a livret, newest first."""
        return await self._in_transaction(reading.archives, livret_id)

    async def all_archives(self, uai: Uai) -> Sequence[Archive]:
        """Every archive of a school, oldest first."""
        return await self._in_transaction(retention.all_archives, uai)

    async def delete_archives(self, ids: Collection[int]) -> None:
        """Delete these archives; the runs that made them still say that they archived."""
        await self._in_transaction(retention.delete_archives, ids)

    async def pupils(self, uai: Uai) -> Sequence[Pupil]:
        """The pupils of a school, by class and name."""
        return await self._in_transaction(reading.pupils_of, uai)

    async def livrets(self, uai: Uai) -> Sequence[Livret]:
        """The livrets of a school, by class and name."""
        return await self._in_transaction(reading.livrets_of_school, uai)

    async def livret(self, livret_id: int) -> Livret:
        """One livret, with all that its bilans say."""
        return await self._in_transaction(reading.livret, livret_id)

    async def livret_of(self, uai: Uai, ine: Ine) -> Livret | None:
        """The livret of the pupil of this INE, with all that its bilans say."""
        return await self._in_transaction(reading.livret_of, uai, ine)

    async def report(self, uai: Uai, run_id: int | None = None) -> Report | None:
        """A run of the school, the newest if none is named."""
        return await self._in_transaction(reading.report, uai, run_id, self._clock())

    async def file_bilans(self, uai: Uai, told: Iterable[tuple[Ine, Bilan]]) -> FiledBilans:
        """File the bilans of pupils of the school, all or none; see `adapters.lsun.bilans`."""
        return await self._in_transaction(file_bilans, uai, told)

    async def fill(self, contents: SchoolContents) -> None:
        """Put a school in that the store does not have yet."""
        await self._in_transaction(schools.fill, contents)

    async def _in_transaction(
        self,
        work: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        def run() -> T:
            with store_errors(), self._engine.begin() as connection:
                return work(connection, *args, **kwargs)

        # Shielded: who waits may be cancelled, a transaction that has begun is finished.
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._thread, run))
