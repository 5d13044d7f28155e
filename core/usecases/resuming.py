"""Which run of a school is offered to be resumed, and resuming it, whichever front asks."""

from core.errors import RunHeld, SchoolBusy, UserError
from core.messages import refusals
from core.model.runs import Override, RunState, RunSummary
from core.rules.permissions import may
from core.rules.resumption import (
    interrupted,
    is_of_this_source,
    newest_of_source,
    resumable_runs,
    under_way,
)
from core.usecases.run_session import RunSession, answering_for, resume
from core.usecases.workspace import SchoolSession, Workspace


async def resumable_in(workspace: Workspace) -> tuple[RunSummary, ...]:
    """Those of the school at hand that this user may resume, newest first. Raises `UserError`."""
    if not may(workspace.user):
        return ()
    uai = (await workspace.school()).uai
    return resumable_runs(await workspace.store.latest_runs(uai))


async def resumable_with_register(workspace: Workspace) -> RunSummary | None:
    """The newest of the school at hand that this user may resume with BE1D, which is not opened.

    Raises `UserError`.
    """
    return newest_of_source(await resumable_in(workspace), None)


async def resumable_from(session: SchoolSession) -> RunSummary | None:
    """The newest that this user may resume from this source. Raises `StoreError`."""
    if not may(session.user):
        return None
    found = resumable_runs(await session.store.latest_runs(session.school.uai))
    return newest_of_source(found, session.extracted_on)


async def interrupted_run(session: SchoolSession) -> RunSummary | None:
    """The newest run that left something open, if it was interrupted. Raises `StoreError`."""
    return interrupted(await session.store.latest_runs(session.school.uai))


async def resume_offered(session: SchoolSession, offered: RunSummary) -> RunSession:
    """Resume a run that was offered: whoever accepts one that the guard holds answers for it.

    Raises `UserError` when it had another source, and as `core.usecases.run_session.begin` does.
    """
    check_source(session, offered)
    answered = answering_for(held=offered.state is RunState.HELD)
    return await resume(session, offered.run, answered)


async def resume_newest(
    session: SchoolSession, override: Override, *, how_to_override: str
) -> RunSession:
    """Resume the newest run that can be from this source.

    Raises `UserError` when there is none, when those there are had other sources, and when the
    guard holds it and is not to be overridden; `how_to_override` ends that sentence.
    """
    latest = await session.store.latest_runs(session.school.uai)
    if under_way(latest) is not None:
        raise SchoolBusy(refusals.STILL_UNDER_WAY)
    found = resumable_runs(latest)
    if not found:
        raise UserError(refusals.NOTHING_TO_RESUME)
    newest = newest_of_source(found, session.extracted_on) or found[0]
    check_source(session, newest)
    if newest.state is RunState.HELD and override is Override.NOTHING:
        raise RunHeld(f"{refusals.HELD_BEFORE} {how_to_override}")
    return await resume(session, newest.run, override)


def check_source(session: SchoolSession, summary: RunSummary) -> None:
    """Raise `UserError` when this run was over another source than the one at hand."""
    if not is_of_this_source(summary, session.extracted_on):
        raise UserError(refusals.other_source(summary))
