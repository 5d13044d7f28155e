"""Every sentence that a synchronisation says: the object, the reason, the next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from core.answers import Cause
from core.changes import changed_division
from core.decisions import Decision, Outcome
from core.overview import PupilResult
from core.records import Pupil


class Severity(Enum):
    """How serious a message is: told by a word and a sign, never by colour alone."""

    INFORMATION = ("Information", "i")
    WARNING = ("Avertissement", "!")
    ERROR = ("Erreur", "x")

    def __init__(self, word: str, sign: str) -> None:
        self.word = word
        self.sign = sign


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence about a pupil, with its severity."""

    severity: Severity
    text: str


def messages_of(decision: Decision) -> tuple[Message, ...]:
    """What a decision says, in reading order; nothing for a pupil who is up to date."""
    pupil = decision.livret.pupil
    match decision.outcome:
        case Outcome.UP_TO_DATE:
            return ()
        case Outcome.UPDATED:
            return _updated(decision)
        case Outcome.NOT_FOUND:
            return (Message(Severity.WARNING, _not_found(pupil)),)
        case Outcome.AMBIGUOUS:
            return (Message(Severity.WARNING, _ambiguous(pupil, decision.candidates)),)
        case Outcome.OTHER_INE:
            return (Message(Severity.WARNING, _other_ine(pupil)),)
        case Outcome.NOT_ADMITTED:
            return (Message(Severity.WARNING, _not_admitted(pupil)),)
        case Outcome.UNVERIFIED:
            return (Message(Severity.ERROR, _unverified(pupil, decision.cause)),)


def closing(results: Sequence[PupilResult], suspended: Cause | None = None) -> str:
    """How a run stands once its workers have come home, and why it suspended itself if it did."""
    left = sum(result.is_open for result in results)
    updated = sum(result.outcome is Outcome.UPDATED for result in results)
    said = f"Élèves vérifiés : {len(results) - left} sur {len(results)} ; mis à jour : {updated}."
    if suspended is not None:
        remedy = _REMEDIES.get(suspended, "Attendez un peu.")
        return f"Synchronisation suspendue : {reason(suspended)}. {remedy} {said} {_left(left)}"
    if left:
        return f"Synchronisation incomplète. {said} {_left(left)}"
    return f"Synchronisation terminée. {said}"


def store_failed(sentence: str) -> str:
    """Why a run ended on the store's failure; what was committed before stays."""
    return f"Synchronisation interrompue : {sentence} Les élèves déjà annoncés sont enregistrés."


def summary(results: Sequence[PupilResult]) -> tuple[tuple[Outcome | None, str], ...]:
    """One line for each outcome that came out, and its outcome; None: the pupils not reached."""
    lines = []
    for outcome in (*Outcome, None):
        those = [result for result in results if result.outcome is outcome]
        if those:
            archived = sum(result.archived for result in those)
            of_which = f", dont {archived} avec archivage" if archived else ""
            lines.append((outcome, f"{outcome_label(outcome)} : {_pupils(len(those))}{of_which}"))
    return tuple(lines)


def outcome_label(outcome: Outcome | None) -> str:
    """What an outcome is called, for the pupils it came to."""
    return _OUTCOMES[outcome]


def reason(cause: Cause | None) -> str:
    """Why BE1D could not be understood or obeyed, as the end of a sentence."""
    return _REASONS[cause or Cause.UNREADABLE]


_OUTCOMES = {
    Outcome.UPDATED: "Mis à jour",
    Outcome.UP_TO_DATE: "À jour",
    Outcome.NOT_FOUND: "Non trouvés dans Base Elèves 1er degré",
    Outcome.AMBIGUOUS: "Plusieurs élèves possibles",
    Outcome.OTHER_INE: "INE différent dans Base Elèves 1er degré",
    Outcome.NOT_ADMITTED: "Non admis définitivement",
    Outcome.UNVERIFIED: "Non vérifiés",
    None: "Non traités",
}

_REASONS = {
    Cause.UNREACHABLE: "Base Elèves 1er degré est injoignable",
    Cause.TOO_SLOW: "Base Elèves 1er degré n'a pas répondu à temps",
    Cause.UNAVAILABLE: "Base Elèves 1er degré est momentanément indisponible",
    Cause.UNREADABLE: "la réponse de Base Elèves 1er degré est illisible",
    Cause.ANOTHER_PUPIL: "Base Elèves 1er degré a répondu pour un autre élève",
    Cause.INE_ALREADY_HELD: "son INE est déjà celui d'un autre élève dans LSUN",
    Cause.ACCESS_REFUSED: "Base Elèves 1er degré refuse l'accès",
    Cause.UNKNOWN_SCHOOL: "Base Elèves 1er degré ne connaît pas cette école",
    Cause.UNREADABLE_ROW: "une ligne illisible de l'extraction est peut-être la sienne",
    Cause.NOT_IN_EXTRACTION: "cette extraction ne semble pas être de toute l'école",
}

_REMEDIES = {
    Cause.UNREACHABLE: "Vérifiez son adresse et le réseau.",
    Cause.UNREADABLE: "Vérifiez son adresse.",
    Cause.ACCESS_REFUSED: "Vérifiez le jeton d'accès.",
    Cause.UNKNOWN_SCHOOL: "Vérifiez le numéro de l'école.",
}


_NEXT_STEPS: dict[Cause | None, str] = {
    Cause.INE_ALREADY_HELD: "Vérifiez l'INE des deux élèves dans Base Elèves 1er degré.",
    Cause.UNREADABLE_ROW: "Corrigez cette ligne, ou refaites l'extraction, puis recommencez.",
    Cause.NOT_IN_EXTRACTION: "Faites une extraction de toute l'école, puis recommencez.",
}


def _pupils(count: int) -> str:
    return f"{count} élève" if count < 2 else f"{count} élèves"


def _left(count: int) -> str:
    if count < 2:
        return "1 élève reste à vérifier : rien n'a changé pour lui, vous pouvez le reprendre."
    return (
        f"{count} élèves restent à vérifier : rien n'a changé pour eux, vous pouvez les reprendre."
    )


def _named(pupil: Pupil) -> str:
    return f"{pupil.full_name} ({pupil.division.label})"


def _updated(decision: Decision) -> tuple[Message, ...]:
    before, after = decision.livret.pupil, decision.update or decision.livret.pupil
    texts = [f"L'élève {_named(after)} a été mis à jour."]
    if decision.archive:
        texts.insert(0, f"Les informations LSUN de l'élève {_named(before)} ont été archivées.")
    if changed_division(before, after):
        texts.append(
            f"L'élève {after.full_name} a changé de classe :"
            f" {before.division.label} auparavant, {after.division.label} désormais."
        )
    said = [Message(Severity.INFORMATION, text) for text in texts]
    if before.birth_date != after.birth_date:
        said.append(Message(Severity.WARNING, _birth_date_changed(before, after)))
    return tuple(said)


def _birth_date_changed(before: Pupil, after: Pupil) -> str:
    return (
        f"La date de naissance de l'élève {_named(after)} a changé :"
        f" {before.birth_date:%d/%m/%Y} auparavant, {after.birth_date:%d/%m/%Y} désormais."
        " Vérifiez dans Base Elèves 1er degré que c'est bien le même élève."
    )


def _not_found(pupil: Pupil) -> str:
    return (
        f"L'élève {_named(pupil)} n'a pas été trouvé dans Base Elèves 1er degré."
        " Aucune modification n'a été effectuée."
    )


def _ambiguous(pupil: Pupil, count: int) -> str:
    return (
        f"L'élève {_named(pupil)} peut être l'un des {count} élèves de même identité que connaît"
        " Base Elèves 1er degré. Aucune modification n'a été effectuée."
        " Vérifiez son INE dans Base Elèves 1er degré, puis dans LSUN."
    )


def _other_ine(pupil: Pupil) -> str:
    return (
        f"L'élève {_named(pupil)} a dans Base Elèves 1er degré un autre INE que dans LSUN."
        " Aucune modification n'a été effectuée."
        " Vérifiez dans Base Elèves 1er degré que c'est bien le même élève."
    )


def _not_admitted(pupil: Pupil) -> str:
    return (
        f"L'élève {_named(pupil)} n'est pas admis définitivement dans Base Elèves 1er degré."
        " Aucune modification n'a été effectuée."
        " Prononcez son admission définitive, puis relancez la synchronisation."
    )


def _unverified(pupil: Pupil, cause: Cause | None) -> str:
    next_step = _NEXT_STEPS.get(cause, "Reprenez les élèves non vérifiés.")
    return (
        f"L'élève {_named(pupil)} n'a pas pu être vérifié : {reason(cause)}."
        f" Aucune modification n'a été effectuée. {next_step}"
    )
