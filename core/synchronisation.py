"""The engine: a run in, a stream of carried out decisions out."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from functools import partial

from core.answers import Answer, Cause, Unverified
from core.decisions import Decision, decide
from core.livret import Livret
from core.matching import look_up
from core.overview import Run, RunState
from core.ports import IneAlreadyHeld, Livrets, Register, RegisterClosed, StoreError

OUTAGE_AFTER = 20
"""So many pupils in a row without a usable answer, and the register is plainly down."""

_OF_ONE_PUPIL = {Cause.UNREADABLE_ROW, Cause.NOT_IN_EXTRACTION}
"""What tells nothing of the register's health, however often it comes."""


async def synchronise(
    run: Run, register: Register, livrets: Livrets, *, at_once: int, stop: asyncio.Event
) -> AsyncIterator[Decision]:
    """Synchronise the pupils of the run that are still open; yield each decision after its commit.

    `at_once` pupils are looked up concurrently. Setting `stop`, closing the generator or cancelling
    its reader is a drain: no further pupil is taken, those in flight are finished and written.

    Raises `RegisterClosed` when the register is plainly down or refuses access, and `StoreError`
    when the store fails: both after the drain, and in both cases the run can be taken up again.
    """
    crew = _Crew(run, register, livrets, stop)
    work = asyncio.create_task(crew.work(iter(await livrets.pending(run)), at_once))
    try:
        while (decision := await crew.carried_out.get()) is not None:
            yield decision
    finally:
        stop.set()
        await asyncio.wait([work])
    if crew.failure is not None:
        raise crew.failure


class _Crew:
    """The workers of one run: they draw livrets from one feed, each when it is free for one."""

    def __init__(self, run: Run, register: Register, livrets: Livrets, stop: asyncio.Event) -> None:
        self._run, self._register, self._livrets, self._stop = run, register, livrets, stop
        self._unanswered_in_a_row = 0
        self.failure: Exception | None = None
        self.carried_out: asyncio.Queue[Decision | None] = asyncio.Queue()

    async def work(self, feed: Iterator[Livret], at_once: int) -> None:
        """Empty the feed, or drain; then say how the run ended, and close the stream with None."""
        workers = [asyncio.create_task(self._worker(feed)) for _ in range(at_once)]
        await asyncio.wait(workers)
        ended = RunState.COMPLETE if next(feed, None) is None else RunState.STOPPED
        try:
            await self._livrets.finish(self._run, RunState.SUSPENDED if self.failure else ended)
        except StoreError as error:
            self.failure = self.failure or error
        self.carried_out.put_nowait(None)

    async def _worker(self, feed: Iterator[Livret]) -> None:
        try:
            while not self._stop.is_set() and (livret := next(feed, None)) is not None:
                answer = await look_up(self._register, self._run.scope.uai, livret.pupil)
                self.carried_out.put_nowait(await self._carry_out(livret.id, answer))
                self._watch_for_an_outage(answer)
        except Exception as error:  # noqa: BLE001 - raised to the reader once the others drained
            self.failure = self.failure or error
            self._stop.set()

    async def _carry_out(self, livret_id: int, answer: Answer) -> Decision:
        try:
            return await self._livrets.record(self._run, livret_id, partial(decide, answer=answer))
        except IneAlreadyHeld:
            refused = Unverified(Cause.INE_ALREADY_HELD)
            return await self._livrets.record(self._run, livret_id, partial(decide, answer=refused))

    def _watch_for_an_outage(self, answer: Answer) -> None:
        if not isinstance(answer, Unverified):
            self._unanswered_in_a_row = 0
            return
        self._unanswered_in_a_row += answer.cause not in _OF_ONE_PUPIL
        if self._unanswered_in_a_row >= OUTAGE_AFTER:
            raise RegisterClosed(answer.cause)
