"""The journal: who did, or tried to do, what changes LSUN."""

from datetime import datetime

from sqlalchemy import Connection, insert

from adapters.lsun.tables import journal
from core.model.identifiers import Uai
from core.model.users import Action, User


def note(
    connection: Connection, now: datetime, uai: Uai, user: User, action: Action, *, allowed: bool
) -> None:
    """Add a line."""
    line = {
        "noted_at": now,
        "school": str(uai),
        "done_by": user.name,
        "role": user.role.value,
        "action": action.value,
        "allowed": allowed,
    }
    connection.execute(insert(journal).values(line))
