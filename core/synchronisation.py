"""The engine: a run in, a stream of carried out decisions out."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from core.answers import Answer, Cause, Unread, Unverified
from core.decisions import Decision, decide
from core.facts import Fact
from core.guard import Limits, RunHeld, excesses, figures_of
from core.livret import Livret
from core.matching import look_up
from core.overview import Run, RunState
from core.ports import (
    IneAlreadyHeld,
    Ledger,
    Register,
    RegisterClosed,
    RegisterError,
    RunLost,
    StoreError,
)
from core.records import Registration, Structure, Teacher

Decide = Callable[[Livret, Answer], Decision]

OUTAGE_AFTER = 20
"""So many pupils in a row without a usable answer, and the register is plainly down."""

RENEWED_EVERY = 10.0
"""Seconds between two signs of life: a run that gives none may be taken up by another program."""

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
) -> AsyncIterator[Fact]:
    """Synchronise what is still open of the run; yield each fact after its commit.

    `at_once` questions are put to the register concurrently. Setting `stop`, closing the generator
    or cancelling its reader is a drain: nothing further is asked, what was is answered and written.

    With `limits`, no pupil is updated and none admitted before all have been looked up: too much
    change raises `RunHeld`, and whoever understands it takes the run up without limits. `decide`
    is the table of the sheet, or what compares it to what was shown before.

    Raises `RegisterClosed` when the register is plainly down or refuses access, `RunLost` when
    another program took the run up, and `StoreError` when the store fails: all after the drain,
    and in each case the run can be taken up again.
    """
    crew = _Crew(run, register, ledger, stop, limits, at_once, decide)
    work = asyncio.create_task(crew.work())
    try:
        while (fact := await crew.facts.get()) is not None:
            yield fact
    finally:
        stop.set()
        await asyncio.wait([work])
    if crew.failure is not None:
        raise crew.failure


class _Crew:
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
        self._unanswered_in_a_row = 0
        self._left_over = False
        self._reached: set[int] = set()
        self._foreseen: list[Decision] = []
        self._held: list[tuple[Decision, Answer]] = []
        self._rolls: list[tuple[Structure, Sequence[Registration]]] = []
        self._teachers: Sequence[Teacher] | None = None
        self.failure: Exception | None = None
        self.facts: asyncio.Queue[Fact | None] = asyncio.Queue()

    async def work(self) -> None:
        """Do all that is open, or drain; then say how the run ended, and close the stream."""
        alive = asyncio.create_task(self._give_signs_of_life())
        try:
            await self._look_at_everything()
            await self._carry_out_what_was_held()
        except Exception as error:  # noqa: BLE001 - raised to the reader once all is drained
            self._fail(error)
        finally:
            alive.cancel()
        await self._finish()
        self.facts.put_nowait(None)

    async def _look_at_everything(self) -> None:
        """Put every question to the register; write what changes nothing of a pupil."""
        lists = await self._ledger.open_lists(self._run)
        livrets = await self._ledger.pending(self._run)
        jobs: list[Callable[[], Awaitable[None]]] = [
            partial(self._read_roll, structure) for structure in lists.structures
        ]
        if lists.teachers:
            jobs.append(self._read_teachers)
        jobs += (partial(self._look_up, livret) for livret in livrets)
        if len(livrets) < (self._limits.from_pupils if self._limits else 1):
            self._limits = None
        await self._each(iter(jobs))

    async def _carry_out_what_was_held(self) -> None:
        """Unless too much would change: update, admit, look up who came in, assign teachers."""
        if self.failure is not None:
            self._left_over = True
            return
        if self._limits is not None:
            figures = figures_of(self._foreseen)
            if found := excesses(figures, self._limits):
                raise RunHeld(figures, found)
            self._limits = None
        held = (partial(self._carry_out, foreseen, answer) for foreseen, answer in self._held)
        await self._each(held, drains=False)
        for structure, roll in self._rolls:
            arrived = await self._ledger.record_arrivals(self._run, structure, roll)
            self.facts.put_nowait(arrived)
        if self._rolls:
            came = await self._ledger.pending(self._run)
            jobs = (partial(self._look_up, one) for one in came if one.id not in self._reached)
            await self._each(jobs)
        if self._teachers is not None:
            for decision in await self._ledger.record_teachers(self._run, self._teachers):
                self.facts.put_nowait(decision)

    async def _each(
        self, jobs: Iterable[Callable[[], Awaitable[None]]], *, drains: bool = True
    ) -> None:
        """Do these jobs, so many at once; a drain takes no further one."""
        feed = iter(jobs)
        workers = [self._worker(feed, drains=drains) for _ in range(self._at_once)]
        await asyncio.gather(*workers)
        self._left_over = self._left_over or next(feed, None) is not None

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
        self._foreseen.append(foreseen)
        if self._limits is not None and foreseen.update is not None:
            self._held.append((foreseen, answer))
        else:
            await self._carry_out(foreseen, answer)
        self._watch_for_an_outage(answer)

    async def _carry_out(self, foreseen: Decision, answer: Answer) -> None:
        def as_foreseen(livret: Livret) -> Decision:
            return foreseen if livret == foreseen.livret else self._decide(livret, answer)

        record = partial(self._ledger.record, self._run, foreseen.livret.id)
        try:
            decision = await record(as_foreseen)
        except IneAlreadyHeld:
            refused = Unverified(Cause.INE_ALREADY_HELD)
            decision = await record(lambda livret: self._decide(livret, refused))
        self.facts.put_nowait(decision)

    async def _read_roll(self, structure: Structure) -> None:
        try:
            roll = await self._register.roll(self._run.scope.uai, structure.id)
        except RegisterError as error:
            await self._say_unread(Unread(structure, error.cause))
        else:
            self._rolls.append((structure, roll))

    async def _read_teachers(self) -> None:
        try:
            self._teachers = await self._register.teachers(self._run.scope.uai)
        except RegisterError as error:
            await self._say_unread(Unread(None, error.cause))

    async def _say_unread(self, unread: Unread) -> None:
        await self._ledger.note_unread(self._run, unread)
        self.facts.put_nowait(unread)

    def _watch_for_an_outage(self, answer: Answer) -> None:
        if not isinstance(answer, Unverified):
            self._unanswered_in_a_row = 0
            return
        self._unanswered_in_a_row += answer.cause not in _OF_ONE_PUPIL
        if self._unanswered_in_a_row >= OUTAGE_AFTER:
            raise RegisterClosed(answer.cause)

    async def _give_signs_of_life(self) -> None:
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
                await self._ledger.finish(self._run, self._ended())
            except StoreError as error:
                self._fail(error)

    def _ended(self) -> RunState:
        if isinstance(self.failure, RunHeld):
            return RunState.HELD
        if self.failure is not None:
            return RunState.SUSPENDED
        return RunState.STOPPED if self._left_over else RunState.COMPLETE
