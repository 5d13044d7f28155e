"""The schools of an academy, night after night."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.model.identifiers import Uai

UNVERIFIED = "unverified"
"""The cause when BE1D answered, and some pupils or lists stay open."""

STORE = "store"
"""The cause when the school, or its data in LSUN, could not be read or written."""

CRASHED = "crashed"
"""The cause when the worker itself failed, at an error of its own."""


class AttemptOutcome(StrEnum):
    """How an attempt to synchronise a school ended."""

    DONE = "done"
    """Every pupil was verified, and every list read."""
    ALREADY_DONE = "already done"
    """Somebody had done it since it was planned."""
    BUSY = "busy"
    """Somebody else was synchronising the school."""
    INTERRUPTED = "interrupted"
    """The worker was asked to stop: what was done stays, the rest is resumed."""
    HELD = "held"
    """The guard holds what would change: a person decides."""
    FAILED = "failed"
    """BE1D, or something in the school's data, did not let it end."""
    HANDED_OVER = "handed over"
    """Somebody has taken it out of the night: no worker does it until it is released."""
    RELEASED = "released"
    """Somebody gave it back to the workers: what failed before counts no more."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt to synchronise a school, and why it failed: the cause's own word, or nothing.

    A cause is one of those above, or a `core.model.answers.Cause`.
    """

    uai: Uai
    night: date
    outcome: AttemptOutcome
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcademySchool:
    """How a school stands: its size, its last success, and what came of it since.

    `failures` are the attempts that failed since the last success, or since it was released, and
    `cause` why the last did.
    """

    uai: Uai
    name: str
    pupils: int
    last_success: datetime | None = None
    last_outcome: AttemptOutcome | None = None
    last_attempt: datetime | None = None
    failures: int = 0
    cause: str = ""
    is_under_way: bool = False


@dataclass(frozen=True, slots=True)
class Night:
    """When schools are synchronised: between two hours of the day, where they are.

    `holidays` are days, first and last, in whose nights nothing is.
    """

    opens: time
    closes: time
    zone: ZoneInfo
    holidays: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedSchool:
    """A school of the night, in how long it is to be begun, and how urgent it is (more is more)."""

    uai: Uai
    night: date
    after: timedelta
    priority: int


@dataclass(frozen=True, slots=True)
class NightFigures:
    """How many schools of a night ended each way; of each school its last attempt counts."""

    night: date
    schools: Mapping[AttemptOutcome, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NightProgress:
    """How far a night is: how many schools are done, and how many are not, and why.

    `per_minute` is how many were done a minute of late, and `ends_at` when the last one will be at
    that rate; None when there is no telling.
    """

    night: date
    opens: datetime
    closes: datetime
    done: int
    under_way: int
    left: int
    failing: int
    waiting: int
    per_minute: float
    ends_at: datetime | None
