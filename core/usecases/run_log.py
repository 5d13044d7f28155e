"""What is logged of a run: numbers, states and causes, and nothing that a pupil could be known by.

The front decides where it goes. `core.ports.store.Journal` is the other one, which answers for
accesses.
"""

import logging
from collections import Counter
from collections.abc import Iterable

from core.errors import RegisterClosed, RunLost
from core.model.identifiers import Uai
from core.model.runs import PupilResult, Run
from core.rules.guard import MassChangeBlocked
from core.rules.unattended import Attempt, cause_of

_log = logging.getLogger("lsun_sync.run")

StoppedBy = RegisterClosed | MassChangeBlocked | RunLost | None


def began(run: Run, pupils: int) -> None:
    """A pass over so many pupils of the run begins."""
    _say(logging.INFO, "run began", run, pupils=pupils)


def ended(run: Run, results: Iterable[PupilResult], stopped_by: StoppedBy, seconds: float) -> None:
    """The pass ended, after so many seconds, with so many pupils of each outcome."""
    outcomes = Counter(result.outcome.value if result.outcome else "open" for result in results)
    level = logging.INFO if stopped_by is None else logging.WARNING
    _say(level, "run ended", run, cause=_cause(stopped_by), seconds=round(seconds, 1), **outcomes)


def unattended(uai: Uai, attempt: Attempt) -> None:
    """What an unattended run came to; that nothing was begun is in no other line."""
    level = logging.INFO if cause_of(attempt) is None else logging.WARNING
    facts = {"uai": str(uai), "ending": attempt.ending.value, "cause": attempt.cause or ""}
    _log.log(level, "unattended run ended", extra={"facts": facts})


def store_failed(run: Run) -> None:
    """The pass ended because the store failed."""
    _say(logging.ERROR, "store failed", run)


def _say(level: int, event: str, run: Run, **facts: object) -> None:
    known = {"uai": str(run.scope.uai), "run": run.id}
    _log.log(level, event, extra={"facts": known | facts})


def _cause(stopped_by: StoppedBy) -> str:
    match stopped_by:
        case None:
            return ""
        case RegisterClosed():
            return stopped_by.cause.value
        case MassChangeBlocked():
            return "held"
        case RunLost():
            return "lost"
