"""Exit statuses."""

from enum import IntEnum


class Status(IntEnum):
    """Exit statuses, which scripts rely on."""

    SUCCESS = 0
    WITH_ERRORS = 1
    REFUSED = 2
    CRASHED = 3
