"""Starting, resuming and abandoning a run, in the name of a user who may."""

from core.model.runs import Run, RunState, Scope
from core.model.users import Action, User
from core.ports import LivretStore
from core.usecases.authorise import authorise

_ACTION = {False: Action.SYNCHRONISE, True: Action.OVERRIDE}


async def start(
    livrets: LivretStore, scope: Scope, user: User, *, override_guard: bool = False
) -> Run:
    """Start a run in the user's name; `override_guard` says that he answers for too much change.

    Raises `NotAllowed`, and `RunInProgress` when the school has one already.
    """
    await authorise(livrets, scope.uai, user, _ACTION[override_guard])
    return await livrets.start_run(scope, user.name)


async def resume(
    livrets: LivretStore, run: Run, user: User, *, override_guard: bool = False
) -> Run:
    """Resume a run in the user's name, over what is still open of it.

    `override_guard` says that the guard holds the run, and that the user answers for going on.
    Raises `NotAllowed`, and `RunInProgress` when the school has one already.
    """
    await authorise(livrets, run.scope.uai, user, _ACTION[override_guard])
    return await livrets.resume(run, user.name)


async def abandon(livrets: LivretStore, run: Run, user: User) -> None:
    """Leave an interrupted run as it is, for good. Raises `NotAllowed`."""
    await authorise(livrets, run.scope.uai, user, Action.SYNCHRONISE)
    await livrets.finish(run, RunState.ABANDONED)
