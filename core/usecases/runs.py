"""Starting, resuming and abandoning a run, in the name of a user who may."""

from core.model.runs import Override, Run, RunState, Scope
from core.model.users import Action, User
from core.ports.store import LivretStore
from core.usecases.authorise import authorise


async def start(
    livrets: LivretStore, scope: Scope, user: User, override: Override = Override.NOTHING
) -> Run:
    """Start a run in the user's name, who answers for what he overrides of the guard.

    Raises `NotAllowed`, and `RunInProgress` when the school has one already.
    """
    await authorise(livrets, scope.uai, user, _action(override), scope.also)
    return await livrets.start_run(scope, user.name, override)


async def resume(
    livrets: LivretStore, run: Run, user: User, override: Override = Override.NOTHING
) -> Run:
    """Resume a run in the user's name, over what is still open of it.

    Raises `NotAllowed`, and `RunInProgress` when the school has one already.
    """
    await authorise(livrets, run.scope.uai, user, _action(override))
    return await livrets.resume(run, user.name, override)


async def abandon(livrets: LivretStore, run: Run, user: User) -> None:
    """Leave an interrupted run as it is, for good. Raises `NotAllowed`."""
    await authorise(livrets, run.scope.uai, user, Action.SYNCHRONISE)
    await livrets.finish(run, RunState.ABANDONED)


def _action(override: Override) -> Action:
    return Action.SYNCHRONISE if override is Override.NOTHING else Action.OVERRIDE
