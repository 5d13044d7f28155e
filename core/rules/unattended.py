"""What an unattended run does next, whether it tries again, and what it tells of as one cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.model.answers import Cause
from core.model.runs import Ending, Run, RunState, RunSummary
from core.rules.calendar import Calendar
from core.rules.guard import Excess, MassChangeBlocked
from core.rules.resumption import interrupted, is_of_this_source, under_way


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one attempt ended: over which run, and why it did not come further.

    `left` are the pupils of the run who are not verified.
    """

    ending: Ending
    run: Run | None = None
    cause: Cause | None = None
    blocked: MassChangeBlocked | None = None
    left: int = 0


@dataclass(frozen=True, slots=True)
class Begin:
    """A new run over the school is to be begun."""

    additions_only: bool


@dataclass(frozen=True, slots=True)
class Resume:
    """This run is to be resumed."""

    run: Run


def next_step(
    runs: Sequence[RunSummary], calendar: Calendar, today: date, own: Run | None = None
) -> Attempt | Begin | Resume:
    """What is to be done with BE1D itself; an `Attempt` when nothing is.

    `runs` are those of the school, newest first; `own` is the one that was begun before, in the
    same window, and is not done. A run that the guard holds waits for somebody, whoever began it.
    What was interrupted is resumed first, except on days when nobody is to be changed by it.
    """
    if calendar.is_paused_on(today):
        return Attempt(Ending.PAUSED)
    if under_way(runs) is not None:
        return Attempt(Ending.BUSY)
    found = interrupted(runs)
    if found is not None and not is_of_this_source(found, None):
        found = None
    if found is not None and found.state is RunState.HELD:
        return Attempt(Ending.HELD, found.run)
    if own is not None:
        return Resume(own)
    additions_only = calendar.only_adds_on(today)
    if found is not None and not additions_only:
        return Resume(found.run)
    return Begin(additions_only)


_FOR_SOMEBODY = {
    Cause.ACCESS_REFUSED,
    Cause.CREDENTIALS_REFUSED,
    Cause.CERTIFICATE_UNTRUSTED,
    Cause.CERTIFICATE_EXPIRED,
    Cause.CERTIFICATE_OF_ANOTHER,
    Cause.CLIENT_CERTIFICATE,
    Cause.OLD_TLS,
    Cause.NOT_TLS,
    Cause.UNKNOWN_SCHOOL,
}
"""What no waiting mends."""


def may_pass(attempt: Attempt) -> bool:
    """Whether BE1D was down, in a way that may end by itself: it is worth trying again."""
    return attempt.ending is Ending.UNREACHABLE and attempt.cause not in _FOR_SOMEBODY


def is_of_the_register(blocked: MassChangeBlocked) -> bool:
    """Whether a run is held for nothing but that BE1D answers badly: nobody can answer for that."""
    return blocked.excesses == (Excess.UNVERIFIED,)


def cause_of(attempt: Attempt) -> str | None:
    """What a notice is about: another attempt of the same cause is no news.

    None when somebody need not know.
    """
    match attempt.ending:
        case Ending.HELD:
            return f"held {attempt.run.id}" if attempt.run else "held"
        case Ending.UNREACHABLE if attempt.cause in _FOR_SOMEBODY:
            return f"unreachable: {attempt.cause}"
        case Ending.UNREACHABLE | Ending.INCOMPLETE:
            return attempt.ending.value
        case _:
            return None
