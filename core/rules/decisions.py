"""The table of the sheet, as one pure function: a livret and BE1D's answer make a decision."""

from dataclasses import replace

from core.model.answers import Answer, Cause, Found, NotFound, OtherIne, Several, Unverified
from core.model.events import Alteration, Decision, Outcome
from core.model.livret import Livret
from core.model.records import Admission, Registration
from core.rules.alterations import alterations
from core.rules.changes import differences
from core.rules.merging import completed


def unasked(livret: Livret) -> Answer | None:
    """What is known without asking: that nothing can be of a livret that is not readable."""
    return None if livret.is_readable else Unverified(Cause.UNREADABLE_IN_LSUN)


def decide(livret: Livret, answer: Answer) -> Decision:
    """Apply the rules of the sheet « Synchroniser les données » to one pupil."""
    match unasked(livret) or answer:
        case Unverified(cause):
            return Decision(livret=livret, outcome=Outcome.UNVERIFIED, cause=cause)
        case NotFound():
            return Decision(livret=livret, outcome=Outcome.NOT_FOUND)
        case Several(count):
            return Decision(livret=livret, outcome=Outcome.AMBIGUOUS, candidates=count)
        case OtherIne():
            renumbered = frozenset({Alteration.RENUMBERED})
            return Decision(livret=livret, outcome=Outcome.OTHER_INE, alterations=renumbered)
        case Found(registration, by_ine):
            return replace(_decide_found(livret, registration), by_ine=by_ine)


def decide_as_shown(livret: Livret, answer: Answer, shown: Livret | None) -> Decision:
    """The same, unless the livret is no longer as it was when the decision was shown."""
    if livret.is_readable and livret != shown:
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
        alterations=alterations(livret.pupil, today),
    )
