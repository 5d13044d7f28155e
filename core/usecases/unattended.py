"""A school synchronised with nobody there: what was interrupted first, then all of it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from datetime import date
from typing import Protocol

from core.drain import Drained, cut_by
from core.errors import RegisterClosed, RegisterError, SchoolBusy
from core.model.answers import Cause
from core.model.runs import Ending
from core.rules.calendar import Calendar
from core.rules.unattended import (
    Attempt,
    Begin,
    Resume,
    is_of_the_register,
    may_pass,
    next_step,
)
from core.usecases import run_log
from core.usecases.additions import only_additions
from core.usecases.classes import all_classes, scope_of
from core.usecases.run_session import RunSession, abandon, begin, resume
from core.usecases.workspace import SchoolSession


class Retry(Protocol):
    """Tries again at growing intervals, which it waits for by `core.drain`, until a window ends."""

    async def __call__(
        self, attempt: Callable[[], Awaitable[Attempt]], again: Callable[[Attempt], bool]
    ) -> Attempt:
        """The first attempt that is not worth another one, or the last that the window has."""


class Unattended:
    """An unattended run over all that BE1D has of a school; `today` is asked at each attempt."""

    def __init__(
        self, session: SchoolSession, calendar: Calendar, retry: Retry, today: Callable[[], date]
    ) -> None:
        self._session, self._calendar, self._retry, self._today = session, calendar, retry, today
        self._stop = asyncio.Event()
        self._pass: RunSession | None = None
        self._own: RunSession | None = None

    def stop(self) -> None:
        """Ask for a drain; whatever is waited for is cut short."""
        self._stop.set()
        if self._pass is not None:
            self._pass.stop()

    async def run(self) -> Attempt:
        """Synchronise; how it ended. Raises `UserError` as `core.usecases.run_session.begin` does.

        While BE1D is down it is asked again. A run that the guard holds is left to somebody, and
        one that is under way to whoever runs it.
        """
        cut_by(self._stop)
        try:
            attempt = await self._retry(self._attempt, may_pass)
        except Drained:
            attempt = Attempt(Ending.STOPPED)
        except SchoolBusy:
            attempt = Attempt(Ending.BUSY)
        run_log.unattended(self._session.school.uai, attempt)
        return attempt

    async def _attempt(self) -> Attempt:
        session = self._session
        while True:
            runs = await session.store.latest_runs(session.school.uai)
            own = self._own.run if self._own else None
            step = next_step(runs, self._calendar, self._today(), own)
            if isinstance(step, Attempt):
                return step
            try:
                # Asked first: a register that is down leaves no run behind, nor an error a pupil.
                await session.register.structures(session.school.uai)
            except (RegisterError, RegisterClosed) as error:
                return Attempt(Ending.UNREACHABLE, cause=error.cause)
            attempt = await self._follow(await self._opened(step))
            is_whole = self._own is not None or isinstance(step, Begin)
            if is_whole or attempt.ending not in (Ending.DONE, Ending.INCOMPLETE):
                return attempt

    async def _opened(self, step: Begin | Resume) -> RunSession:
        if isinstance(step, Resume):
            if self._own is not None:
                self._own = await self._own.resume()
                return self._own
            return await resume(self._session, step.run)
        session = self._session
        scope = scope_of(session, await all_classes(session), ())
        if step.additions_only:
            session, scope = await only_additions(session, scope)
        self._own = await begin(session, scope)
        return self._own

    async def _follow(self, run_session: RunSession) -> Attempt:
        self._pass = run_session
        if self._stop.is_set():
            run_session.stop()
        async with aclosing(run_session.events()) as events:
            async for _event in events:  # each is in the report of the run
                continue
        if run_session.blocked is not None and is_of_the_register(run_session.blocked):
            # Held, it would wait for somebody; another one is begun once BE1D answers better.
            await abandon(self._session, run_session.run)
            self._own = None
            return Attempt(Ending.UNREACHABLE, cause=Cause.UNAVAILABLE)
        closed = run_session.stopped_by
        return Attempt(
            run_session.ending,
            run_session.run,
            closed.cause if isinstance(closed, RegisterClosed) else None,
            run_session.blocked,
            sum(result.is_open for result in run_session.results),
        )
