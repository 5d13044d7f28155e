"""The engine: a run in, a stream of carried out decisions out."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from core.errors import IneAlreadyHeld, RegisterClosed, RegisterError, RunLost, StoreError
from core.model.answers import Answer, Cause, Unverified
from core.model.events import Decision, Event, TeachersNotGiven, UnreadList
from core.model.livret import Livret
from core.model.records import Registration, Structure, Teacher
from core.model.runs import Run, RunState
from core.ports import Ledger, Register
from core.rules.decisions import decide
from core.rules.guard import Limits, MassChangeBlocked, excesses, figures_of
from core.usecases.lookup import look_up

Decide = Callable[[Livret, Answer], Decision]

OUTAGE_AFTER = 20
"""So many pupils in a row without a usable answer, and the register is plainly down."""

RENEWED_EVERY = 10.0
"""Seconds between two heartbeats: another program may resume a run that has none."""

_OF_ONE_PUPIL = {Cause.UNREADABLE_ROW, Cause.NOT_IN_EXTRACTION}
"""What tells nothing of the register's health, however often it comes."""


async def synchronise(
    run: Run,
    register: Register,
    ledger: Ledger,
    *,
    at_once: int,
    stop: asyncio.Event,
    limits: Limits | None = None,
    decide: Decide = decide,
) -> AsyncGenerator[Event, None]:
    """Synchronise what is still open of the run; yield each event after its commit.

    `at_once` questions are put to the register concurrently. Setting `stop`, closing the generator
    or cancelling its reader is a drain: nothing further is asked, what was is answered and written.

    With `limits`, no pupil is updated and none admitted before all have been looked up: too much
    change raises `MassChangeBlocked`, and whoever answers for it resumes the run without limits.
    `decide` is the table of the sheet, or what compares it to what was shown before.

    Raises `RegisterClosed` when the register is plainly down or refuses access, `RunLost` when
    another program resumed the run, and `StoreError` when the store fails: all after the drain,
    and in each case the run can be resumed.
    """
    workers = _RunWorkers(run, register, ledger, stop, limits, at_once, decide)
    work = asyncio.create_task(workers.work())
    try:
        while (event := await workers.events.get()) is not None:
            yield event
    finally:
        stop.set()
        await asyncio.wait([work])
    if workers.failure is not None:
        raise workers.failure


class _RunWorkers:
    """The workers of one run: they draw jobs from one feed, each when it is free for one."""

    def __init__(
        self,
        run: Run,
        register: Register,
        ledger: Ledger,
        stop: asyncio.Event,
        limits: Limits | None,
        at_once: int,
        decide: Decide,
    ) -> None:
        self._run, self._register, self._ledger, self._stop = run, register, ledger, stop
        self._limits, self._at_once, self._decide = limits, at_once, decide
        self._unanswered = 0
        self._left_open = False
        self._reached: set[int] = set()
        self._decisions: list[Decision] = []
        self._deferred: list[tuple[Decision, Answer]] = []
        self._rolls: list[tuple[Structure, Sequence[Registration]]] = []
        self._teachers: Sequence[Teacher] | None = None
        self._has_no_teachers = False
        self._structures: Sequence[Structure] = ()
        self.failure: Exception | None = None
        self.events: asyncio.Queue[Event | None] = asyncio.Queue()

    async def work(self) -> None:
        """Do all that is open, or drain; then say how the run ended, and close the stream."""
        heartbeat = asyncio.create_task(self._heartbeat())
        try:
            await self._look_up_all()
            await self._carry_out_deferred()
        except Exception as error:  # noqa: BLE001 - raised to the reader once all is drained
            self._fail(error)
        finally:
            heartbeat.cancel()
        await self._finish()
        self.events.put_nowait(None)

    async def _look_up_all(self) -> None:
        """Put every question to the register; write what changes nothing of a pupil."""
        lists = await self._ledger.open_lists(self._run)
        livrets = await self._ledger.pending(self._run)
        jobs: list[Callable[[], Awaitable[None]]] = [
            partial(self._read_roll, structure) for structure in lists.structures
        ]
        if lists.structures:
            jobs.append(self._read_structures)
        if lists.teachers:
            jobs.append(self._read_teachers)
        jobs += (partial(self._look_up, livret) for livret in livrets)
        if len(livrets) < (self._limits.from_pupils if self._limits else 1):
            self._limits = None
        await self._run_pool(iter(jobs))

    async def _carry_out_deferred(self) -> None:
        """Unless too much would change: update, admit, look up who moved in, assign teachers."""
        if self.failure is not None:
            self._left_open = True
            return
        if self._limits is not None:
            figures = figures_of(self._decisions)
            if found := excesses(figures, self._limits):
                raise MassChangeBlocked(figures, found)
            self._limits = None
        deferred = (partial(self._carry_out, *decided) for decided in self._deferred)
        await self._run_pool(deferred, drains=False)
        if self._structures:
            await self._tell(self._ledger.record_structures(self._run, self._structures))
        for structure, roll in self._rolls:
            arrived = await self._ledger.record_arrivals(self._run, structure, roll)
            self.events.put_nowait(arrived)
        if self._rolls:
            pending = await self._ledger.pending(self._run)
            moved_in = (livret for livret in pending if livret.id not in self._reached)
            await self._run_pool(partial(self._look_up, livret) for livret in moved_in)
        if self._teachers is not None:
            await self._tell(self._ledger.record_teachers(self._run, self._teachers))
        elif self._has_no_teachers:
            await self._ledger.record_no_teachers(self._run)
            self.events.put_nowait(TeachersNotGiven())

    async def _tell(self, recorded: Awaitable[Sequence[Event]]) -> None:
        for event in await recorded:
            self.events.put_nowait(event)

    async def _run_pool(
        self, jobs: Iterable[Callable[[], Awaitable[None]]], *, drains: bool = True
    ) -> None:
        """Do these jobs, so many at once; a drain takes no further one."""
        feed = iter(jobs)
        workers = [self._worker(feed, drains=drains) for _ in range(self._at_once)]
        await asyncio.gather(*workers)
        self._left_open = self._left_open or next(feed, None) is not None

    async def _worker(self, feed: Iterator[Callable[[], Awaitable[None]]], *, drains: bool) -> None:
        try:
            while self.failure is None and not (drains and self._stop.is_set()):
                if (job := next(feed, None)) is None:
                    return
                await job()
        except Exception as error:  # noqa: BLE001 - raised to the reader once the others drained
            self._fail(error)

    async def _look_up(self, livret: Livret) -> None:
        self._reached.add(livret.id)
        answer = await look_up(self._register, self._run.scope.uai, livret.pupil)
        foreseen = self._decide(livret, answer)
        self._decisions.append(foreseen)
        if self._limits is not None and foreseen.update is not None:
            self._deferred.append((foreseen, answer))
        else:
            await self._carry_out(foreseen, answer)
        self._detect_outage(answer)

    async def _carry_out(self, foreseen: Decision, answer: Answer) -> None:
        def as_foreseen(livret: Livret) -> Decision:
            return foreseen if livret == foreseen.livret else self._decide(livret, answer)

        record = partial(self._ledger.record, self._run, foreseen.livret.id)
        try:
            decision = await record(as_foreseen)
        except IneAlreadyHeld:
            refused = Unverified(Cause.INE_ALREADY_HELD)
            decision = await record(lambda livret: self._decide(livret, refused))
        self.events.put_nowait(decision)

    async def _read_roll(self, structure: Structure) -> None:
        try:
            roll = await self._register.roll(self._run.scope.uai, structure.id)
        except RegisterError as error:
            await self._note_unread(UnreadList(structure, error.cause))
        else:
            self._rolls.append((structure, roll))

    async def _read_teachers(self) -> None:
        try:
            self._teachers = await self._register.teachers(self._run.scope.uai)
        except RegisterError as error:
            await self._note_unread(UnreadList(None, error.cause))
        else:
            self._has_no_teachers = self._teachers is None

    async def _read_structures(self) -> None:
        try:
            self._structures = await self._register.structures(self._run.scope.uai)
        except RegisterError as error:
            await self._note_unread(UnreadList(None, error.cause, of_structures=True))

    async def _note_unread(self, unread: UnreadList) -> None:
        await self._ledger.note_unread(self._run, unread)
        self.events.put_nowait(unread)

    def _detect_outage(self, answer: Answer) -> None:
        if not isinstance(answer, Unverified):
            self._unanswered = 0
            return
        self._unanswered += answer.cause not in _OF_ONE_PUPIL
        if self._unanswered >= OUTAGE_AFTER:
            raise RegisterClosed(answer.cause)

    async def _heartbeat(self) -> None:
        while True:
            await asyncio.sleep(RENEWED_EVERY)
            try:
                await self._ledger.renew(self._run)
            except (RunLost, StoreError) as error:
                self._fail(error)

    def _fail(self, error: Exception) -> None:
        self.failure = self.failure or error
        self._stop.set()

    async def _finish(self) -> None:
        if isinstance(self.failure, RunLost):
            return
        with suppress(RunLost):
            try:
                await self._ledger.finish(self._run, self._final_state())
            except StoreError as error:
                self._fail(error)

    def _final_state(self) -> RunState:
        if isinstance(self.failure, MassChangeBlocked):
            return RunState.HELD
        if self.failure is not None:
            return RunState.SUSPENDED
        return RunState.STOPPED if self._left_open else RunState.COMPLETE
