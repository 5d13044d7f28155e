"""What a run says of its pupils and teachers: the object, the reason, the next step."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, repeat

from core.messages import teachers
from core.messages.causes import next_step, reason
from core.messages.tenses import DONE, Tense
from core.model.answers import Cause
from core.model.events import (
    Arrivals,
    Decision,
    Event,
    Outcome,
    StructureDecision,
    TeacherDecision,
    TeachersNotGiven,
    UnreadList,
)
from core.model.messages import Message, Severity
from core.model.records import Pupil
from core.rules.changes import changed_division
from core.text import clean

STAFF = "Enseignants"
"""Stands for the class in what is said of teachers, who have several."""


STRUCTURES = "Classes"
"""Stands for the class in what is said of all of them."""


def messages_of(event: Event, tense: Tense = DONE) -> tuple[Message, ...]:
    """What an event says, in reading order; nothing for a pupil who is up to date."""
    match event:
        case Decision():
            return _of_pupil(event, tense)
        case Arrivals():
            return _of_arrivals(event, tense)
        case TeacherDecision():
            return teachers.of_teacher(event, tense)
        case StructureDecision():
            return tuple(
                Message(Severity.INFORMATION, text) for text in _of_structure(event, tense)
            )
        case TeachersNotGiven():
            return (Message(Severity.INFORMATION, _TEACHERS_NOT_GIVEN),)
        case UnreadList(of_structures=True):
            return (Message(Severity.WARNING, _structures_unread(event)),)
        case UnreadList():
            return (Message(Severity.ERROR, _unread(event)),)


@dataclass(frozen=True, slots=True)
class Said:
    """A message of an event, and the livret of the pupil it is about, if LSUN has one."""

    message: Message
    livret_id: int | None = None


def said_of(event: Event, tense: Tense = DONE) -> tuple[Said, ...]:
    """What an event says, as `messages_of` does, and of whom."""
    messages = messages_of(event, tense)
    match event:
        case Decision():
            return tuple(Said(message, event.livret.id) for message in messages)
        case Arrivals():
            of_structure = [None] if event.is_new else []
            livrets = (*of_structure, *event.livrets)
            return tuple(map(Said, messages, chain(livrets, repeat(None))))
    return tuple(map(Said, messages))


def division_of(event: Event) -> str:
    """The label of the class that an event is about."""
    match event:
        case Decision():
            return event.livret.pupil.division.label
        case Arrivals():
            return event.structure.label
        case TeacherDecision():
            return STAFF
        case StructureDecision():
            return event.after.label
        case TeachersNotGiven():
            return STAFF
        case UnreadList(of_structures=True):
            return STRUCTURES
        case UnreadList():
            return event.structure.label if event.structure else STAFF


def _of_pupil(decision: Decision, tense: Tense) -> tuple[Message, ...]:
    pupil = decision.livret.pupil
    match decision.outcome:
        case Outcome.UP_TO_DATE:
            return ()
        case Outcome.UPDATED:
            return _updated(decision, tense)
        case Outcome.NOT_FOUND:
            return (Message(Severity.WARNING, _not_found(pupil)),)
        case Outcome.AMBIGUOUS:
            return (Message(Severity.WARNING, _ambiguous(pupil, decision.candidates)),)
        case Outcome.OTHER_INE:
            return (Message(Severity.WARNING, _other_ine(pupil)),)
        case Outcome.NOT_ADMITTED:
            return (Message(Severity.WARNING, _not_admitted(pupil)),)
        case Outcome.ADMITTED:
            return (Message(Severity.INFORMATION, _admitted(pupil, tense)),)
        case Outcome.CHANGED_SINCE:
            return (Message(Severity.WARNING, _changed_since(pupil)),)
        case Outcome.UNVERIFIED:
            return (Message(Severity.ERROR, _unverified(pupil, decision.cause)),)


def _named(pupil: Pupil) -> str:
    return f"{pupil.full_name} ({pupil.division.label})"


def _updated(decision: Decision, tense: Tense) -> tuple[Message, ...]:
    before, after = decision.livret.pupil, decision.update or decision.livret.pupil
    texts = [f"L'élève {_named(after)} {tense.singular} mis à jour."]
    if decision.archive:
        kept = f"Les informations LSUN de l'élève {_named(before)} {tense.plural} archivées."
        texts.insert(0, kept)
    if changed_division(before, after):
        texts.append(
            f"L'élève {after.full_name} a changé de classe :"
            f" {before.division.label} → {after.division.label}."
        )
    messages = [Message(Severity.INFORMATION, text) for text in texts]
    if before.birth_date != after.birth_date:
        messages.append(Message(Severity.WARNING, _birth_date_changed(before, after)))
    return tuple(messages)


def _birth_date_changed(before: Pupil, after: Pupil) -> str:
    return (
        f"La date de naissance de l'élève {_named(after)} a changé :"
        f" {before.birth_date:%d/%m/%Y} → {after.birth_date:%d/%m/%Y}."
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
    return (
        f"L'élève {_named(pupil)} n'a pas pu être vérifié : {reason(cause)}."
        f" Aucune modification n'a été effectuée. {next_step(cause)}"
    )


def _admitted(pupil: Pupil, tense: Tense) -> str:
    return f"L'élève {_named(pupil)} {tense.singular} ajouté."


def _changed_since(pupil: Pupil) -> str:
    return (
        f"L'élève {_named(pupil)} a changé dans LSUN depuis la simulation."
        " Aucune modification n'a été effectuée. Refaites la simulation."
    )


def _of_arrivals(arrivals: Arrivals, tense: Tense) -> tuple[Message, ...]:
    opened = f"La classe {arrivals.structure.label} {tense.singular} ajoutée."
    return (
        *((Message(Severity.INFORMATION, opened),) if arrivals.is_new else ()),
        *(Message(Severity.INFORMATION, _admitted(pupil, tense)) for pupil in arrivals.admitted),
        *(Message(Severity.WARNING, _awaiting(pupil)) for pupil in arrivals.awaiting),
        *(Message(Severity.WARNING, _doubtful(pupil)) for pupil in arrivals.doubtful),
    )


def _awaiting(pupil: Pupil) -> str:
    return (
        f"L'élève {_named(pupil)} n'est pas admis définitivement dans Base Elèves 1er degré."
        " Il n'a pas été ajouté."
        " Prononcez son admission définitive, puis relancez la synchronisation."
    )


def _doubtful(pupil: Pupil) -> str:
    return (
        f"L'élève {_named(pupil)} a la même identité qu'un élève de LSUN, et un autre INE."
        " Il n'a pas été ajouté. Vérifiez dans Base Elèves 1er degré que c'est bien un autre élève."
    )


_TEACHERS_NOT_GIVEN = (
    "Les enseignants n'ont pas été synchronisés : il n'y a pas d'extraction des enseignants. Ils"
    " gardent dans LSUN leurs classes."
)


def _of_structure(decision: StructureDecision, tense: Tense) -> Iterator[str]:
    before, after = decision.before, decision.after
    if clean(before.label) != after.label:
        yield f"Une classe {tense.singular} renommée : {before.label} → {after.label}."
    if set(before.levels) != set(after.levels):
        now, former = (", ".join(levels) or "aucun" for levels in (after.levels, before.levels))
        yield (
            f"Les niveaux de la classe {after.label} {tense.plural} mis à jour : {former} → {now}."
        )


def _structures_unread(unread: UnreadList) -> str:
    return (
        "Les noms et les niveaux des classes n'ont pas pu être vérifiés :"
        f" {reason(unread.cause)}. Ils restent tels que LSUN les a. La prochaine synchronisation"
        " les vérifiera."
    )


def _unread(unread: UnreadList) -> str:
    if unread.structure is None:
        return (
            f"Les enseignants n'ont pas pu être vérifiés : {reason(unread.cause)}."
            " Aucune affectation n'a changé. Reprenez la synchronisation."
        )
    return (
        f"La liste des élèves de la classe {unread.structure.label} n'a pas pu être lue :"
        f" {reason(unread.cause)}. Aucun élève n'y a été ajouté. Reprenez la synchronisation."
    )
