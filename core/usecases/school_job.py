"""One school of an academy's night, synchronised without anyone."""

import asyncio
from datetime import date, datetime

from core.errors import RegisterClosed, RunInProgress, RunLost
from core.model.academy import UNVERIFIED, Attempt, AttemptOutcome
from core.model.runs import Run, RunState
from core.rules.guard import MassChangeBlocked
from core.rules.resumption import interrupted, is_of_this_source, under_way
from core.usecases import runs
from core.usecases.classes import all_classes, scope_of
from core.usecases.run_session import RunSession
from core.usecases.workspace import SchoolSession


async def synchronise_school(
    session: SchoolSession, night: date, since: datetime, stop: asyncio.Event
) -> Attempt:
    """Synchronise a school, unless it was since then; resume what was interrupted.

    Setting `stop` is a drain: what was asked is waited for, the rest stays open. Raises `UserError`
    when the store fails.
    """

    def ended(outcome: AttemptOutcome, cause: str = "") -> Attempt:
        return Attempt(session.school.uai, night, outcome, cause)

    known = await session.store.latest_runs(session.school.uai)
    if any(
        summary.state is RunState.COMPLETE
        and summary.run.scope.structures
        and summary.ended_at is not None
        and summary.ended_at >= since
        for summary in known
    ):
        return ended(AttemptOutcome.ALREADY_DONE)
    if under_way(known) is not None:
        return ended(AttemptOutcome.BUSY)
    left = interrupted(known)
    if left is not None and left.state is RunState.HELD:
        return ended(AttemptOutcome.HELD)
    try:
        if left is not None and is_of_this_source(left, session.extracted_on):
            run = await runs.resume(session.store, left.run, session.user)
        else:
            run = await _begin(session)
    except RunInProgress:
        return ended(AttemptOutcome.BUSY)
    followed = RunSession(session, run)
    await _follow(followed, stop)
    return ended(*_how_it_ended(followed))


def _how_it_ended(run: RunSession) -> tuple[AttemptOutcome, str]:
    if run.is_clean:
        return AttemptOutcome.DONE, ""
    match run.stopped_by:
        case MassChangeBlocked():
            return AttemptOutcome.HELD, ""
        case RunLost():
            return AttemptOutcome.BUSY, ""
        case RegisterClosed() as closed:
            return AttemptOutcome.FAILED, closed.cause.value
        case None if run.stopping:
            return AttemptOutcome.INTERRUPTED, ""
        case None:
            return AttemptOutcome.FAILED, UNVERIFIED


async def _begin(session: SchoolSession) -> Run:
    scope = scope_of(session, await all_classes(session), ())
    return await runs.start(session.store, scope, session.user)


async def _follow(run: RunSession, stop: asyncio.Event) -> None:
    async def drain() -> None:
        await stop.wait()
        run.stop()

    draining = asyncio.create_task(drain())
    try:
        async for _ in run.events():
            pass
    finally:
        draining.cancel()
