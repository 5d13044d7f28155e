"""What is told of an unattended run to somebody who is not there.

Nothing in it may be about a person: no name, no INE, no label of a class, which may hold a name.
"""

from core.messages import refusals
from core.messages.causes import reason, remedy
from core.messages.french import count, never_or_when
from core.messages.run_sentences import held
from core.model.answers import Cause
from core.model.messages import Notice
from core.model.records import School
from core.model.runs import Ending, Run
from core.rules.unattended import Attempt, may_pass

BUSY = refusals.STILL_UNDER_WAY

REFUSED = Notice(
    "LSUN : synchronisation automatique impossible",
    "La synchronisation automatique n'a pas pu commencer : un réglage, la base LSUN ou un droit ne"
    " le permet pas. Rien n'a été modifié. Lancez « lsun-sync synchroniser --automatique » pour"
    " lire pourquoi.",
)
CRASHED = Notice(
    "LSUN : erreur pendant la synchronisation automatique",
    "La synchronisation automatique s'est arrêtée sur une erreur de lsun-sync lui-même. Ce qui"
    " était enregistré le reste. Le fichier de l'incident est à donner à l'assistance.",
)


def notice_of(attempt: Attempt, school: School) -> Notice:
    """What somebody is to know of an attempt that did not do all."""
    title, text = _told(attempt)
    return Notice(f"LSUN : {title} ({school.uai})", f"École {school.uai}. {text}")


def _told(attempt: Attempt) -> tuple[str, str]:
    match attempt.ending:
        case Ending.HELD:
            return "synchronisation retenue", f"{_held(attempt)} {_HOW_TO_ANSWER}"
        case Ending.UNREACHABLE:
            return "Base Elèves 1er degré ne répond pas", _unreachable(attempt)
        case _:
            return "synchronisation incomplète", _incomplete(attempt)


def _held(attempt: Attempt) -> str:
    if attempt.blocked is not None:
        return held(attempt.blocked)
    return f"La synchronisation{_of(attempt.run)} a été retenue : trop de choses changeraient."


def _unreachable(attempt: Attempt) -> str:
    cause = attempt.cause or Cause.UNAVAILABLE
    why = reason(cause)
    if not may_pass(attempt):
        return (
            f"La synchronisation automatique n'a pas pu se faire : {why}. {remedy(cause)} Elle sera"
            " essayée de nouveau la prochaine fois."
        )
    return (
        f"La synchronisation automatique n'a pas pu se faire : {why}. Elle a été essayée de nouveau"
        " aussi longtemps que le réglage fenetre le permet, et le sera la prochaine fois. Ce qui"
        " n'a pas été vérifié n'a pas changé."
    )


def _incomplete(attempt: Attempt) -> str:
    left = (
        f"{count(attempt.left, 'élève reste', 'élèves restent')} à vérifier"
        if attempt.left
        else "une liste, ou la base LSUN, n'a pas pu être lue ou écrite"
    )
    report = f"lsun-sync rapport {attempt.run.id}" if attempt.run else "lsun-sync rapport"
    return (
        f"La synchronisation automatique{_of(attempt.run)} n'est pas complète : {left}. Ce qui n'a"
        f" pas été vérifié n'a pas changé. « {report} » dit ce qu'il en est. La prochaine"
        " synchronisation vérifiera tout de nouveau."
    )


def _of(run: Run | None) -> str:
    return f" n° {run.id} du {never_or_when(run.started_at)}" if run else ""


_HOW_TO_ANSWER = (
    "Rien de plus ne sera fait sans vous. Vérifiez la source. Si tout est juste, ouvrez lsun-sync"
    " et reprenez cette synchronisation, ou lancez « lsun-sync synchroniser --reprendre"
    " --j-ai-compris » (« --nouvelle-annee » si ce n'est que la nouvelle année)."
)
