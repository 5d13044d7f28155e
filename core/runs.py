"""Beginning a run, and taking one up: who may, and which was interrupted."""

from collections.abc import Sequence

from core.overview import Run, RunState, RunSummary, Scope
from core.ports import Livrets
from core.roles import Action, User, authorise

_ACTION = {False: Action.SYNCHRONISE, True: Action.OVERRIDE}
_CUT_SHORT = (RunState.STOPPED, RunState.SUSPENDED, RunState.HELD)


async def start(livrets: Livrets, scope: Scope, user: User, *, understood: bool = False) -> Run:
    """Start a run in the user's name; `understood` says that he answers for too much change.

    Raises `core.roles.NotAllowed`, and `core.ports.RunInProgress` when the school has one already.
    """
    await authorise(livrets, scope.uai, user, _ACTION[understood])
    return await livrets.start_run(scope, user.name)


async def take_up(livrets: Livrets, run: Run, user: User, *, understood: bool = False) -> Run:
    """Take a run up in the user's name, over what is still open of it; it raises likewise.

    `understood` says that the run held itself, and that the user answers for going on.
    """
    await authorise(livrets, run.scope.uai, user, _ACTION[understood])
    return await livrets.take_up(run, user.name)


async def abandon(livrets: Livrets, run: Run, user: User) -> None:
    """Leave an interrupted run as it is, for good."""
    await authorise(livrets, run.scope.uai, user, Action.SYNCHRONISE)
    await livrets.finish(run, RunState.ABANDONED)


def interrupted(runs: Sequence[RunSummary]) -> RunSummary | None:
    """The newest run, if it did not come to its end; None when there is nothing to take up."""
    newest = next(iter(runs), None)
    # Even one that reached every pupil: its lists, or its end, may be missing.
    return newest if newest is not None and newest.state in _CUT_SHORT else None
