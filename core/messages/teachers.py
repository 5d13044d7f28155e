"""What a run says of a teacher: in the feminine where the civilité tells that it is a woman."""

from typing import NamedTuple

from core.messages.tenses import Tense
from core.model.events import TeacherDecision
from core.model.messages import Message, Severity
from core.model.records import Structure, Teacher
from core.text import without_accents

_WOMEN = ("mme", "mlle")


def of_teacher(decision: TeacherDecision, tense: Tense) -> tuple[Message, ...]:
    """What is said of what becomes of a teacher, in reading order."""
    who = _said(decision.teacher)
    texts = []
    if decision.known is None:
        texts.append(f"{who.named} {tense.singular} ajouté{who.e}.")
    elif decision.is_renamed:
        former = decision.known.teacher.full_name
        texts.append(
            f"{who.named} {tense.singular} mis{who.e} à jour :"
            f" {former} → {decision.teacher.full_name}."
        )
    texts += [
        f"{who.named} {tense.singular} affecté{who.e} à la classe {structure.label}."
        for structure in decision.attached
    ]
    texts += [
        f"{who.named} {tense.no_longer} affecté{who.e} à la classe {structure.label}."
        for structure in decision.detached
    ]
    return (
        *(Message(Severity.INFORMATION, text) for text in texts),
        *(Message(Severity.WARNING, _kept(who, structure.label)) for structure in decision.kept),
        *(Message(Severity.WARNING, _unsaid(who, decision, kept)) for kept in decision.unsaid),
    )


class _Said(NamedTuple):
    """How a teacher is named, and what agrees with him or her."""

    named: str
    pronoun: str
    e: str


def _said(teacher: Teacher) -> _Said:
    if without_accents(teacher.civility) in _WOMEN:
        return _Said(f"L'enseignante {teacher.full_name}", "Elle", "e")
    return _Said(f"L'enseignant {teacher.full_name}", "Il", "")


def _kept(who: _Said, label: str) -> str:
    return (
        f"{who.named} n'a plus la classe {label} dans Base Elèves 1er degré, mais un bilan"
        f" verrouillé de la période en cours mentionne son nom. {who.pronoun} y reste"
        f" affecté{who.e} dans LSUN jusqu'à la fin de cette période."
    )


def _unsaid(who: _Said, decision: TeacherDecision, kept: Structure) -> str:
    stays = f"{who.named} reste affecté{who.e} à la classe {kept.label} :"
    if not decision.unread_labels:
        return (
            f"{stays} une ligne de l'extraction des enseignants, qui n'a pas de nom, est peut-être"
            " la sienne. Corrigez-la, ou refaites l'extraction, puis relancez la synchronisation."
        )
    written = ", ".join(f"« {other} »" for other in decision.unread_labels)
    return (
        f"{stays} l'extraction des enseignants écrit {written}, qui n'est le nom d'aucune classe,"
        " ou l'est de plus d'une. Donnez le même nom à la classe dans les deux extractions, puis"
        " relancez la synchronisation."
    )
