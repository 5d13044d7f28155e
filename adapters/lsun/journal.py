"""The journal: who did, or tried to do, what, from where, and about whom."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, insert, select, text

from adapters.lsun.tables import journal
from core.model.identifiers import Uai
from core.model.users import Action, JournalLine, Role, User

MONTHS = 12
"""Months that are kept: what the CNIL recommends of such traces is six to twelve (October 2021).

More may be chosen; a trigger of the table lets no later line go.
"""

_FORGET = {
    "sqlite": (
        "DELETE FROM journal WHERE noted_at"
        " < strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || :months || ' months')"
    ),
    # Compared as what it is stored as, it is found by its index, whoever may see it.
    "postgresql": (
        "DELETE FROM journal WHERE noted_at"
        " < now() AT TIME ZONE 'UTC' - make_interval(months => :months)"
    ),
}


def note(
    connection: Connection,
    now: datetime,
    uai: Uai,
    user: User,
    action: Action,
    *,
    allowed: bool,
    pupils: Collection[int] = (),
    months: int = MONTHS,
) -> None:
    """Forget the lines that are older than so many months, and add one."""
    line = {
        "noted_at": now,
        "school": str(uai),
        "done_by": user.name,
        "role": user.role.value,
        "action": action.value,
        "allowed": allowed,
        "origin": user.origin,
        "pupils": sorted(pupils),
    }
    connection.execute(text(_FORGET[connection.dialect.name]), {"months": months})
    connection.execute(insert(journal).values(line))


def lines(connection: Connection, uai: Uai) -> tuple[JournalLine, ...]:
    """The lines of a school, newest first."""
    of_school = select(journal).where(journal.c.school == str(uai)).order_by(journal.c.id.desc())
    return tuple(
        JournalLine(
            row.noted_at,
            User(row.done_by, Role(row.role), row.origin),
            Action(row.action),
            row.allowed,
            tuple(row.pupils),
        )
        for row in connection.execute(of_school)
    )
