"""Which of a school's runs are offered to be resumed, on every front."""

from collections.abc import Sequence

from core.errors import UserError
from core.messages import refusals
from core.model.runs import RunState, RunSummary
from core.rules.permissions import may
from core.rules.resumption import is_of_this_source, resumable
from core.usecases.run_session import RunSession, resume_offered
from core.usecases.workspace import SchoolSession, Workspace


def resumable_runs(runs: Sequence[RunSummary]) -> tuple[RunSummary, ...]:
    """Those that left something open, newest first, of `runs` in the same order.

    A run that came to its end makes the older ones pointless; one that nobody wanted does not.
    """
    found = []
    for index, summary in enumerate(runs):
        if resumable(runs[index:]) is summary:
            found.append(summary)
        elif summary.run.scope.structures and summary.state is not RunState.ABANDONED:
            break
    return tuple(found)


async def resumable_in(workspace: Workspace) -> tuple[RunSummary, ...]:
    """Those of the school at hand that this user may resume. Raises `UserError`."""
    if not may(workspace.user):
        return ()
    return resumable_runs(await workspace.store.runs((await workspace.school()).uai))


async def resumable_from(session: SchoolSession) -> RunSummary | None:
    """The newest that this user may resume from this source. Raises `StoreError`."""
    if not may(session.user):
        return None
    found = resumable_runs(await session.store.runs(session.school.uai))
    return next((run for run in found if is_of_this_source(run, session.extracted_on)), None)


async def resume_run(session: SchoolSession, summary: RunSummary) -> RunSession:
    """Resume a run: whoever resumes one that the guard holds answers for it.

    Raises `UserError` when it had another source, and as `core.usecases.run_session.begin` does.
    """
    check_source(session, summary)
    return await resume_offered(session, summary)


def check_source(session: SchoolSession, summary: RunSummary) -> None:
    """Raise `UserError` when this run was over another source than the one at hand."""
    if not is_of_this_source(summary, session.extracted_on):
        raise UserError(refusals.other_source(summary))
