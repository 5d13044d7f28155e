"""The table of the sheet, as one pure function: a livret and BE1D's answer make a decision."""

from dataclasses import dataclass, replace
from enum import StrEnum

from core.answers import Answer, Cause, Found, NotFound, OtherIne, Several, Unverified
from core.changes import Change, differences
from core.completion import completed
from core.livret import Livret
from core.records import Admission, Pupil, Registration


class Outcome(StrEnum):
    """What became of a pupil, in the order in which a summary tells it."""

    UPDATED = "updated"
    ADMITTED = "admitted"
    UP_TO_DATE = "up to date"
    NOT_FOUND = "not found"
    AMBIGUOUS = "ambiguous"
    OTHER_INE = "other INE"
    NOT_ADMITTED = "not admitted"
    CHANGED_SINCE = "changed since the simulation"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to be done, or was done, with one livret. Nothing changes unless `update` is set.

    `archive` says that the livret is archived as it stood, before the update. `candidates` counts
    the pupils of BE1D of an ambiguous answer; `cause` is why a pupil could not be verified.
    `by_ine` is how BE1D knew him: by his INE, by his civil identity, or (None) not at all.
    """

    livret: Livret
    outcome: Outcome
    update: Pupil | None = None
    changes: tuple[Change, ...] = ()
    archive: bool = False
    candidates: int = 0
    cause: Cause | None = None
    by_ine: bool | None = None


def decide(livret: Livret, answer: Answer) -> Decision:
    """Apply the rules of the sheet « Synchroniser les données » to one pupil."""
    match answer:
        case Unverified(cause):
            return Decision(livret=livret, outcome=Outcome.UNVERIFIED, cause=cause)
        case NotFound():
            return Decision(livret=livret, outcome=Outcome.NOT_FOUND)
        case Several(count):
            return Decision(livret=livret, outcome=Outcome.AMBIGUOUS, candidates=count)
        case OtherIne():
            return Decision(livret=livret, outcome=Outcome.OTHER_INE)
        case Found(registration, by_ine):
            return replace(_decide_found(livret, registration), by_ine=by_ine)


def decide_as_shown(livret: Livret, answer: Answer, shown: Livret | None) -> Decision:
    """The same, unless the livret is no longer as it was when the decision was shown."""
    if livret != shown:
        return Decision(livret=livret, outcome=Outcome.CHANGED_SINCE)
    return decide(livret, answer)


def _decide_found(livret: Livret, registration: Registration) -> Decision:
    if registration.admission is Admission.LEFT:
        return Decision(livret=livret, outcome=Outcome.NOT_FOUND)
    if registration.admission is not Admission.FINAL:
        return Decision(livret=livret, outcome=Outcome.NOT_ADMITTED)
    today = completed(registration, livret.pupil)
    changes = differences(livret.pupil, today)
    if not changes:
        return Decision(livret=livret, outcome=Outcome.UP_TO_DATE)
    return Decision(
        livret=livret,
        outcome=Outcome.UPDATED,
        update=today,
        changes=changes,
        archive=bool(livret.locked_bilans),
    )
