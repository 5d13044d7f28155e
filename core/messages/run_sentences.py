"""How a run stands, in words: its end, its summary, why it was held, who else runs it."""

from collections.abc import Sequence

from core.errors import RegisterClosed, RunLost
from core.messages import french
from core.messages.causes import reason, remedy
from core.model.events import Outcome
from core.model.runs import PupilResult, RunState, RunSummary, Scope
from core.rules.anomalies import RegisterAnomalies
from core.rules.guard import Excess, MassChangeBlocked

LOST = (
    "Cette synchronisation a été reprise par un autre programme : elle continue là-bas. Les élèves"
    " déjà annoncés sont enregistrés."
)


def closing(
    results: Sequence[PupilResult],
    stopped_by: RegisterClosed | MassChangeBlocked | RunLost | None = None,
    *,
    lists_left: bool = False,
) -> str:
    """How a run stands once its workers have come home, and what stopped it if something did.

    `lists_left` says that a roll or the teachers were not read.
    """
    left = sum(result.is_open for result in results)
    figures = _figures(results, left)
    match stopped_by:
        case RegisterClosed(cause=cause):
            why = f"{reason(cause)}. {remedy(cause)}"
            return f"Synchronisation suspendue : {why} {figures} {_left(left)}"
        case MassChangeBlocked():
            changed = any(result.outcome in _CHANGED for result in results)
            done = _STOPPED_BY_THEN if changed else _NOTHING_DONE
            return f"{held(stopped_by)} {done} {figures}"
        case RunLost():
            return LOST
    if left:
        return f"Synchronisation incomplète. {figures} {_left(left)}"
    if lists_left:
        return f"Synchronisation incomplète. {figures} {_LISTS_LEFT}"
    return f"Synchronisation terminée. {figures}"


def held(run: MassChangeBlocked) -> str:
    """Why a run holds itself: its figures, then what is likely to have caused them."""
    figures = run.figures
    numbers = {
        Excess.NONE_FOUND: f"aucun des {figures.checked} élèves n'a été trouvé",
        Excess.NOT_FOUND: f"{_pupils(figures.not_found)} sur {figures.checked} non trouvés",
        Excess.MODIFIED: (
            f"{_pupils(figures.modified)} sur {figures.checked} avec une autre identité"
        ),
        Excess.RENUMBERED: (
            f"{_pupils(figures.renumbered)} sur {figures.checked} avec un autre INE ou une autre"
            " date de naissance"
        ),
        Excess.NEW_YEAR: (
            f"{_pupils(figures.moved)} sur {figures.checked} dans une autre classe ou un autre"
            " niveau"
        ),
        Excess.EMPTIED: (
            f"{_pupils(figures.emptied)} sur {figures.checked} avec une donnée que Base Elèves 1er"
            " degré ne dit plus"
        ),
        Excess.HOUSEHOLD: (
            f"{_pupils(figures.household)} sur {figures.checked} avec d'autres responsables ou une"
            " autre adresse"
        ),
        Excess.ARRIVALS: (
            f"{_pupils(figures.arrived)} à ajouter dans une école de {_pupils(figures.of_school)}"
        ),
        Excess.UNASSIGNED: (
            f"{figures.unassigned} affectations d'enseignants sur {figures.assignments} à retirer"
            " sans remplaçant"
        ),
        Excess.UNVERIFIED: f"{_pupils(figures.unverified)} sur {figures.checked} non vérifiés",
    }
    counted = " ; ".join(numbers[excess] for excess in run.excesses)
    causes = " ".join(dict.fromkeys(_LIKELY[excess] for excess in run.excesses))
    return f"Synchronisation retenue : {counted}. {causes}"


def interrupted(run: RunSummary) -> str:
    """A run that did not come to its end, and the question whether to resume it."""
    started = f"{run.run.started_at.astimezone():%d/%m/%Y à %H:%M}"
    if run.state is RunState.HELD:
        return (
            f"La synchronisation du {started} a été retenue : trop d'élèves changeraient d'un coup."
            " Vérifiez la source. J'ai compris, et je veux que ces changements soient faits ?"
        )
    return (
        f"La synchronisation du {started} s'est interrompue après {_pupils(run.reached)}"
        f" sur {run.total}. Reprendre ?"
    )


def anomalies(found: RegisterAnomalies) -> str:
    """What the directeur should first correct in BE1D; empty when nothing is wrong."""
    classes = ", ".join(structure.label for structure in found.without_teacher)
    teachers = ", ".join(teacher.full_name for teacher in found.without_structure)
    parts = (
        *((f"classes sans enseignant : {classes}",) if classes else ()),
        *((f"enseignants sans classe : {teachers}",) if teachers else ()),
    )
    if not parts:
        return ""
    return f"À corriger d'abord dans Base Elèves 1er degré : {' ; '.join(parts)}."


def store_failed(sentence: str) -> str:
    """Why a run ended on the store's failure; what was committed before stays."""
    return f"Synchronisation interrompue : {sentence} Les élèves déjà annoncés sont enregistrés."


def summary(results: Sequence[PupilResult]) -> tuple[tuple[Outcome | None, str], ...]:
    """One line for each outcome that came out, and its outcome; None: the pupils not reached."""
    lines = []
    for outcome in (*Outcome, None):
        matching = [result for result in results if result.outcome is outcome]
        if matching:
            archived = sum(result.archived for result in matching)
            of_which = f", dont {archived} avec archivage" if archived else ""
            lines.append(
                (outcome, f"{outcome_label(outcome)} : {_pupils(len(matching))}{of_which}")
            )
    return tuple(lines)


def outcome_label(outcome: Outcome | None) -> str:
    """What an outcome is called, for the pupils it came to."""
    return _OUTCOMES[outcome]


def source_label(scope: Scope) -> str:
    """What the pupils of a run were compared to."""
    day = scope.extracted_on
    return f"extraction du {day:%d/%m/%Y}" if day else "Base Elèves 1er degré"


def state_label(state: RunState) -> str:
    """How a run stands, in a word."""
    return _STATES[state]


_STATES = {
    RunState.RUNNING: "en cours",
    RunState.COMPLETE: "terminée",
    RunState.INCOMPLETE: "incomplète",
    RunState.STOPPED: "interrompue",
    RunState.SUSPENDED: "suspendue",
    RunState.HELD: "retenue",
    RunState.ABANDONED: "abandonnée",
}
_OUTCOMES = {
    Outcome.UPDATED: "Mis à jour",
    Outcome.ADMITTED: "Ajoutés",
    Outcome.UP_TO_DATE: "À jour",
    Outcome.NOT_FOUND: "Non trouvés dans Base Elèves 1er degré",
    Outcome.AMBIGUOUS: "Plusieurs élèves possibles",
    Outcome.OTHER_INE: "INE différent dans Base Elèves 1er degré",
    Outcome.NOT_ADMITTED: "Non admis définitivement",
    Outcome.CHANGED_SINCE: "Modifiés depuis la simulation",
    Outcome.UNVERIFIED: "Non vérifiés",
    None: "Non traités",
}

_CHANGED = {Outcome.UPDATED, Outcome.ADMITTED}
_NOTHING_DONE = "Aucun élève n'a été modifié ni ajouté."
_STOPPED_BY_THEN = "Les changements déjà annoncés sont enregistrés, rien d'autre n'est modifié."
_LISTS_LEFT = "Une liste n'a pas pu être lue : vous pouvez reprendre."

_ANOTHER_SOURCE = (
    "C'est peut-être une autre école, une autre année, une seule classe ou un fichier abîmé."
)
_LIKELY = {
    Excess.NONE_FOUND: _ANOTHER_SOURCE,
    Excess.NOT_FOUND: _ANOTHER_SOURCE,
    Excess.MODIFIED: _ANOTHER_SOURCE,
    Excess.EMPTIED: (
        "Une colonne ou une partie des données manque peut-être dans la source. Si ces données ont"
        " bien été effacées, dites-le pour continuer."
    ),
    Excess.HOUSEHOLD: "Des lignes ou des colonnes sont peut-être décalées dans la source.",
    Excess.ARRIVALS: "C'est peut-être une autre école, ou plusieurs écoles réunies.",
    Excess.UNASSIGNED: "La liste des enseignants est peut-être incomplète dans la source.",
    Excess.RENUMBERED: "Des lignes ou des colonnes sont peut-être décalées dans la source.",
    Excess.NEW_YEAR: (
        "C'est sans doute le passage à une autre année scolaire, qui se fait à la rentrée et non en"
        " cours d'année. Si c'est bien la nouvelle année, dites-le pour continuer."
    ),
    Excess.UNVERIFIED: "Base Elèves 1er degré répond mal, ou l'extraction est incomplète.",
}


def _figures(results: Sequence[PupilResult], left: int) -> str:
    updated = sum(result.outcome is Outcome.UPDATED for result in results)
    admitted = sum(result.outcome is Outcome.ADMITTED for result in results)
    known = len(results) - admitted
    admitted_part = f" ; ajoutés : {admitted}" if admitted else ""
    return f"Élèves vérifiés : {known - left} sur {known} ; mis à jour : {updated}{admitted_part}."


def _pupils(count: int) -> str:
    return french.count(count, "élève", "élèves")


def _left(count: int) -> str:
    if count < 2:
        return "1 élève reste à vérifier : rien n'a changé pour lui, vous pouvez le reprendre."
    return (
        f"{count} élèves restent à vérifier : rien n'a changé pour eux, vous pouvez les reprendre."
    )
