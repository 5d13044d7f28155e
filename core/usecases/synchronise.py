"""The engine: a run in, a stream of carried out decisions out."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from core.drain import Drained, cut_by
from core.errors import RegisterClosed, RunLost, StoreError
from core.model.answers import Answer, Cause, Found, Unverified
from core.model.events import Decision, Event, Outcome, Proposal
from core.model.livret import Livret
from core.model.runs import Run, RunState, Scope
from core.ports.ledger import Ledger
from core.ports.register import Register
from core.rules.decisions import decide, unasked
from core.rules.foresight import Foresight, in_every_class
from core.rules.guard import Limits, MassChangeBlocked
from core.rules.verdict import Verdict
from core.usecases.group_commit import GroupCommit
from core.usecases.lookup import look_up
from core.usecases.run_lists import RunLists

Decide = Callable[[Livret, Answer], Decision]

OUTAGE_AFTER = 20
"""So many pupils or lists in a row without a usable answer: the register is plainly down."""

DRAINED_WITHIN = 15.0
"""Seconds that a stop leaves to what was asked by then."""

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
    abort: asyncio.Event | None = None,
    limits: Limits | None = None,
    decide: Decide = decide,
) -> AsyncGenerator[Event, None]:
    """Synchronise what is still open of the run; yield each event after its commit.

    `at_once` questions are put to the register concurrently. Setting `stop`, closing the generator
    or cancelling its reader is a drain: nothing further is asked, what was is waited for during one
    answer's time, and written if the verdict had been given by then. Setting `abort` as well waits
    for no answer: what was decided by then is written.

    With `limits`, nothing is written before a verdict on the whole run: the lists are read first,
    and foresee what each pupil on them becomes; who is on none is looked up. Too much change raises
    `MassChangeBlocked`, then or when later answers contradict the lists; whoever answers for it
    resumes the run without limits.
    `decide` is the table of the sheet, or what compares it to what was shown before.

    Raises `RegisterClosed` when the register is plainly down or refuses access, `RunLost` when
    another program resumed the run, and `StoreError` when the store fails: all after the drain,
    and in each case the run can be resumed.
    """
    workers = _RunWorkers(
        run, register, ledger, stop, abort or asyncio.Event(), limits, at_once, decide
    )
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
        abort: asyncio.Event,
        limits: Limits | None,
        at_once: int,
        decide: Decide,
    ) -> None:
        self._run, self._register, self._ledger, self._stop = run, register, ledger, stop
        self._abort = abort
        self._limits, self._at_once, self._decide = limits, at_once, decide
        self._commit = GroupCommit(self._write, self._fail)
        self._verdict: Verdict | None = None
        self._foreseen: dict[int, tuple[Answer, Decision]] = {}
        self._unanswered = 0
        self._is_done = False
        self._reached: set[int] = set()
        self.failure: Exception | None = None
        self.events: asyncio.Queue[Event | None] = asyncio.Queue()
        self._lists = RunLists(
            run, register, ledger, tell=self.events.put_nowait, unread=self._count_unanswered
        )

    async def work(self) -> None:
        """Do all that is open, or drain; then say how the run ended, and close the stream."""
        cut_by(self._stop)
        heartbeat = asyncio.create_task(self._heartbeat())
        try:
            self._is_done = await self._do_all()
        except Exception as error:  # noqa: BLE001 - raised to the reader once all is drained
            self._fail(error)
        finally:
            heartbeat.cancel()
        await self._finish()
        self.events.put_nowait(None)

    async def _do_all(self) -> bool:
        """Read the lists, judge what they foresee, do it; whether nothing is left open."""
        livrets: list[Livret] = []

        async def read_pending() -> None:
            livrets.extend(await self._ledger.pending(self._run))

        open_lists = await self._ledger.open_lists(self._run)
        # The store reads while the register is waited for.
        if not await self._run_pool((*self._lists.readings(open_lists), read_pending)):
            return False
        async with self._commit:
            if self._limits is not None and not await self._judge(livrets, self._limits):
                return False
            if not await self._look_up_all(livrets):
                return False
        return await self._record_lists()

    async def _judge(self, livrets: Sequence[Livret], limits: Limits) -> bool:
        """Whether the verdict lets the run go on: from the rolls, and from who is on none of them.

        Raises `MassChangeBlocked` when it does not; a register that has nobody is not asked for
        all of them.
        """
        foresight = Foresight(self._lists.rolls)
        verdict, moved_in = await self._expectations(livrets, limits)
        for livret in (*livrets, *moved_in):
            if (answer := unasked(livret) or foresight.answer_about(livret.pupil)) is not None:
                foreseen = self._decide(livret, answer)
                self._foreseen[livret.id] = answer, foreseen
                verdict.count(foreseen)
                await asyncio.sleep(0)  # the screen shares the loop
        verdict.check_so_far()
        absent = [livret for livret in livrets if livret.id not in self._foreseen]
        first = in_every_class(absent)
        nobody_is_listed = len(first) == len(livrets) and not foresight.is_empty
        decided: list[tuple[Decision, Answer]] = []

        async def look_up_first(livret: Livret) -> None:
            answer = await self._answer_about(livret)
            decision = self._decide(livret, answer)
            decided.append((decision, answer))
            verdict.count(decision)
            if nobody_is_listed and verdict.found_nobody:
                verdict.presume_nobody_found(livret.id for livret in first)
                verdict.check()
            self._detect_outage(answer)

        if not await self._run_pool(partial(look_up_first, livret) for livret in first):
            return False
        verdict.check()
        self._verdict = verdict
        for decision, answer in decided:
            self._propose(decision, answer)
        return True

    async def _expectations(
        self, livrets: Sequence[Livret], limits: Limits
    ) -> tuple[Verdict, Sequence[Livret]]:
        """A verdict that has counted what the lists change, and who is to come from elsewhere."""
        scope, arrivals = self._run.scope, await self._lists.arrivals()
        moved_in = frozenset(number for arrived in arrivals for number in arrived.moved_in)
        others = moved_in - scope.but - {livret.id for livret in livrets}
        elsewhere = await self._ledger.in_scope(Scope(scope.uai, frozenset(), also=others))
        background = await self._ledger.background(self._run, limits.from_pupils)
        verdict = Verdict(background, len(livrets) + len(elsewhere), limits)
        verdict.count_lists(arrivals, await self._lists.teacher_decisions())
        return verdict, elsewhere

    async def _look_up_all(self, livrets: Sequence[Livret]) -> bool:
        left = (livret for livret in livrets if livret.id not in self._reached)
        return await self._run_pool(partial(self._look_up, livret) for livret in left)

    async def _record_lists(self) -> bool:
        """Rename, admit, look up who moved in, assign teachers; whether nothing is left open.

        A failure is a stop too.
        """
        if self._stop.is_set():
            return not self._lists.left_to_write
        await self._lists.write_arrivals()
        async with self._commit:
            if not await self._look_up_all(await self._ledger.pending(self._run)):
                return False
        await self._lists.write_teachers()
        return self.failure is None

    async def _run_pool(self, jobs: Iterable[Callable[[], Awaitable[None]]]) -> bool:
        """Do these jobs, so many at once; a drain takes no further one. Whether all were done."""
        feed = iter(jobs)
        workers = [asyncio.create_task(self._worker(feed)) for _ in range(self._at_once)]
        cut = asyncio.create_task(self._cut_short(workers))
        await asyncio.wait(workers)
        cut.cancel()
        was_cut = any(worker.cancelled() or worker.result() for worker in workers)
        return next(feed, None) is None and self.failure is None and not was_cut

    async def _cut_short(self, workers: Sequence[asyncio.Task[bool]]) -> None:
        """Once a stop is asked for, wait for answers no longer than the register may take."""
        await self._stop.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAINED_WITHIN):
                await self._abort.wait()
        for worker in workers:
            worker.cancel()

    async def _worker(self, feed: Iterator[Callable[[], Awaitable[None]]]) -> bool:
        """Whether a job was left in its middle."""
        try:
            while self.failure is None and not self._stop.is_set():
                if (job := next(feed, None)) is None:
                    break
                await job()
        except Drained:
            return True
        except Exception as error:  # noqa: BLE001 - raised to the reader once the others drained
            self._fail(error)
        return False

    async def _look_up(self, livret: Livret) -> None:
        answer = await self._answer_about(livret)
        expected, decision = self._foreseen.pop(livret.id, (None, None))
        if decision is None or answer != expected:
            decision = self._decide(livret, answer)
            if self._verdict is not None and self._verdict.count(decision):
                self._verdict.check_so_far()
        self._propose(decision, answer)
        self._detect_outage(answer)

    async def _answer_about(self, livret: Livret) -> Answer:
        self._reached.add(livret.id)
        return unasked(livret) or await look_up(self._register, self._run.scope.uai, livret.pupil)

    def _propose(self, foreseen: Decision, answer: Answer) -> None:
        def as_foreseen(livret: Livret) -> Decision:
            return foreseen if livret == foreseen.livret else self._decide(livret, answer)

        def refused(livret: Livret) -> Decision:
            return self._decide(livret, Unverified(Cause.INE_ALREADY_HELD))

        version = answer.registration.version if isinstance(answer, Found) else ""
        proposal = Proposal(foreseen.livret.id, as_foreseen, refused, version)
        self._commit.add(proposal, says_something=foreseen.outcome is not Outcome.UP_TO_DATE)

    async def _write(self, proposals: Sequence[Proposal]) -> None:
        for decision in await self._ledger.record(self._run, proposals):
            self.events.put_nowait(decision)

    def _detect_outage(self, answer: Answer) -> None:
        if isinstance(answer, Unverified):
            self._count_unanswered(answer.cause)
        else:
            self._unanswered = 0

    def _count_unanswered(self, cause: Cause) -> None:
        self._unanswered += cause not in _OF_ONE_PUPIL
        if self._unanswered >= OUTAGE_AFTER:
            raise RegisterClosed(cause)

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
                await self._ledger.finish(self._run, await self._final_state())
            except StoreError as error:
                self._fail(error)

    async def _final_state(self) -> RunState:
        if isinstance(self.failure, MassChangeBlocked):
            return RunState.HELD
        if self.failure is not None:
            return RunState.SUSPENDED
        lists = await self._ledger.open_lists(self._run)
        if not (lists.structures or lists.teachers or await self._ledger.pending(self._run)):
            return RunState.COMPLETE
        return RunState.INCOMPLETE if self._is_done else RunState.STOPPED
