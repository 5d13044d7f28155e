"""A user does what changes LSUN, or is refused; either is journalled."""

from collections.abc import Collection

from core.errors import NotAllowed
from core.model.identifiers import Uai
from core.model.users import Action, User
from core.ports.store import Journal
from core.rules.permissions import may


async def authorise(
    journal: Journal, uai: Uai, user: User, action: Action, pupils: Collection[int] = ()
) -> None:
    """Journal that the user does this; raise `NotAllowed` when his role does not let him."""
    allowed = may(user)
    await journal.note(uai, user, action, allowed=allowed, pupils=pupils)
    if not allowed:
        raise NotAllowed(user, action)
