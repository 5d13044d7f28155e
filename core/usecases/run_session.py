"""A run from its beginning to its end, as whoever drives it follows it: a screen, lines, nobody."""

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace

from core.errors import (
    RegisterClosed,
    RunLost,
    StoreError,
)
from core.messages import run_sentences
from core.messages.events import messages_of
from core.messages.lookup_trace import lookup_trace
from core.model.events import Decision, Event
from core.model.progress import Progress
from core.model.runs import Ending, Override, PupilResult, Run, Scope
from core.ports.register import Register, VersionedRegister
from core.rules.decisions import decide
from core.rules.guard import MassChangeBlocked
from core.usecases import run_log, runs
from core.usecases.dry_run import DryRun
from core.usecases.errors import as_user_errors
from core.usecases.synchronise import synchronise
from core.usecases.workspace import SchoolSession


class RunSession:
    """A pass over the open pupils of a run: its stream, its progress, and how it ended."""

    def __init__(
        self,
        session: SchoolSession,
        run: Run,
        dry_run: DryRun | None = None,
    ) -> None:
        self._session, self.run, self._dry_run = session, run, dry_run
        self._stop, self._abort = asyncio.Event(), asyncio.Event()
        self._started: float | None = None
        self._done = self._total = 0
        self.stopping = False
        self.closing = ""
        """The sentence that says how the pass ended; empty until then."""
        self.is_clean = False
        """Whether, at the end, every pupil of the run has been verified, and every list read."""
        self.ending = Ending.INCOMPLETE
        """How the pass ended, once it has; that the store failed leaves it incomplete."""
        self.stopped_by: RegisterClosed | MassChangeBlocked | RunLost | None = None
        """What ended the pass before its time, if something did."""
        self.results: tuple[PupilResult, ...] = ()
        """What the run made of each pupil, once the pass has ended."""

    @property
    def progress(self) -> Progress:
        """How far the pass is."""
        elapsed = time.monotonic() - self._started if self._started is not None else 0.0
        return Progress(self._done, self._total, elapsed)

    @property
    def running(self) -> bool:
        """Whether the pass has not ended yet."""
        return not self.closing

    @property
    def can_be_resumed(self) -> bool:
        """Whether the pass has ended, and left something open."""
        return not self.running and not self.is_clean

    @property
    def blocked(self) -> MassChangeBlocked | None:
        """Why the guard holds the run, until the user answers for what it would change."""
        return self.stopped_by if isinstance(self.stopped_by, MassChangeBlocked) else None

    @property
    def is_held(self) -> bool:
        """Whether the guard holds the run."""
        return self.blocked is not None

    def stop(self) -> None:
        """Ask for a drain: no further pupil is taken, those in flight are finished.

        Asked a second time, no answer is waited for any more.
        """
        if self.stopping:
            self._abort.set()
        self.stopping = True
        self._stop.set()

    async def resume(self) -> "RunSession":
        """Another pass, over what is still open of the run. Raises `UserError`.

        Whoever resumes a run that the guard holds answers for what it changes.
        """
        return await resume(self._session, self.run, answering_for(held=self.is_held))

    async def events(self) -> AsyncGenerator[Event, None]:
        """Each event once it is committed; at the end `closing` and `results` are set."""
        try:
            results = await self._session.store.results(self.run)
            self._total = sum(result.is_open for result in results)
            run_log.began(self.run, self._total)
            self._started = time.monotonic()
            try:
                # Closed here: who reads no further has the run drained while the store is open.
                async with aclosing(self._synchronised(await self._register(results))) as events:
                    async for event in events:
                        self._done += isinstance(event, Decision)
                        yield event
            except (RegisterClosed, MassChangeBlocked, RunLost) as error:
                self.stopped_by = error
            await self._close()
        except StoreError as error:
            self.closing = run_sentences.store_failed(str(error))
            run_log.store_failed(self.run)

    async def _close(self) -> None:
        store, stopped_by = self._session.store, self.stopped_by
        self.results = tuple(await store.results(self.run))
        lists = await store.open_lists(self.run)
        lists_left = bool(lists.structures or lists.teachers)
        self.is_clean = not (lists_left or any(result.is_open for result in self.results))
        self.ending = self._ending()
        self.closing = run_sentences.closing(self.results, stopped_by, lists_left=lists_left)
        run_log.ended(self.run, self.results, stopped_by, self.progress.elapsed)

    def _ending(self) -> Ending:
        if self.is_clean:
            return Ending.DONE  # whoever took the run over may have done the rest of it
        match self.stopped_by:
            case MassChangeBlocked():
                return Ending.HELD
            case RegisterClosed():
                return Ending.UNREACHABLE
            case RunLost():
                return Ending.BUSY
        return Ending.STOPPED if self.stopping else Ending.INCOMPLETE

    async def _register(self, results: Sequence[PupilResult]) -> Register:
        """What has the answers: a dry run, or the register, which need not tell what is known."""
        if self._dry_run:
            return self._dry_run.register
        register = self._session.register
        if not isinstance(register, VersionedRegister):
            return register
        known = await self._session.store.known_versions(self.run.scope.uai)
        return register.for_run(known, {result.livret_id for result in results if result.is_open})

    def _synchronised(self, register: Register) -> AsyncGenerator[Event, None]:
        session, shown = self._session, self._dry_run
        return synchronise(
            self.run,
            register,
            session.store,
            at_once=session.policy.at_once,
            stop=self._stop,
            abort=self._abort,
            limits=session.policy.limits.under(self.run.override),
            decide=shown.as_shown if shown else decide,
        )


async def begin(
    session: SchoolSession, scope: Scope, override: Override = Override.NOTHING
) -> RunSession:
    """Start a run, whose user answers for what he overrides of the guard.

    Raises `UserError` when the user may not, or when another run is under way.
    """
    with as_user_errors():
        run = await runs.start(session.store, scope, session.user, override)
    return RunSession(session, run)


async def begin_for_one_pupil(
    session: SchoolSession, livret_id: int, override: Override = Override.NOTHING
) -> RunSession:
    """Start a run over one pupil, wherever he is. Raises `UserError` as `begin` does."""
    scope = replace(session.scope(()), also=frozenset({livret_id}))
    return await begin(session, scope, override)


async def apply(
    session: SchoolSession, dry_run: DryRun, override: Override = Override.NOTHING
) -> RunSession:
    """Start the run that does what a dry run showed. Raises `UserError` as `begin` does.

    The guard holds it like any other, unless whoever was shown that it is much answers for it.
    """
    with as_user_errors():
        run = await runs.start(session.store, dry_run.scope, session.user, override)
    return RunSession(session, run, dry_run)


async def resume(
    session: SchoolSession, run: Run, override: Override = Override.NOTHING
) -> RunSession:
    """Resume a run over what is still open of it. Raises `UserError` as `begin` does."""
    with as_user_errors():
        again = await runs.resume(session.store, run, session.user, override)
    return RunSession(session, again)


def answering_for(*, held: bool) -> Override:
    """What whoever resumes a run answers for, as the guard holds it or does not."""
    return Override.EVERYTHING if held else Override.NOTHING


async def abandon(session: SchoolSession, run: Run) -> None:
    """Leave an interrupted run as it is, for good. Raises `UserError` when the user may not."""
    with as_user_errors():
        await runs.abandon(session.store, run, session.user)


async def synchronise_pupil(session: SchoolSession, livret_id: int) -> list[str]:
    """Synchronise one pupil; what was done, step by step. Raises `UserError` as `begin` does."""
    run_session = await begin_for_one_pupil(session, livret_id)
    sentences: list[str] = []
    async for event in run_session.events():
        if isinstance(event, Decision):
            sentences += lookup_trace(event)
        sentences += (message.labelled for message in messages_of(event))
    return [*sentences, run_session.closing]
