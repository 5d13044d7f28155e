"""Exit statuses."""

from enum import IntEnum

from core.errors import RegisterSilent, RunHeld, SchoolBusy, UserError


class Status(IntEnum):
    """Exit statuses, which scripts rely on."""

    SUCCESS = 0
    INCOMPLETE = 1
    REFUSED = 2
    HELD = 3
    BUSY = 4
    UNREACHABLE = 5
    CRASHED = 70  # EX_SOFTWARE of sysexits.h: far from what is the program's own


BY_GRAVITY = (
    Status.SUCCESS,
    Status.INCOMPLETE,
    Status.BUSY,
    Status.UNREACHABLE,
    Status.HELD,
    Status.REFUSED,
)
"""From what is well, by what passes with time, to what waits for somebody."""


def status_of(error: UserError) -> Status:
    """How a command ends that could not be done for this reason."""
    match error:
        case SchoolBusy():
            return Status.BUSY
        case RunHeld():
            return Status.HELD
        case RegisterSilent():
            return Status.UNREACHABLE
        case _:
            return Status.REFUSED
