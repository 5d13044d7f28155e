"""The names that scripts know outcomes by."""

from core.model.events import (
    Arrivals,
    Decision,
    Event,
    Outcome,
    StructureDecision,
    TeacherDecision,
    TeachersNotGiven,
)

CODES: dict[Outcome | None, str] = {
    Outcome.UPDATED: "mis_a_jour",
    Outcome.ADMITTED: "ajoute",
    Outcome.UP_TO_DATE: "a_jour",
    Outcome.NOT_FOUND: "non_trouve",
    Outcome.AMBIGUOUS: "plusieurs_possibles",
    Outcome.OTHER_INE: "ine_different",
    Outcome.NOT_ADMITTED: "non_admis",
    Outcome.CHANGED_SINCE: "modifie_depuis",
    Outcome.UNVERIFIED: "non_verifie",
    None: "non_traite",
}


def code_of(event: Event) -> str:
    """What a line of a run is about."""
    match event:
        case Decision():
            return CODES[event.outcome]
        case Arrivals():
            return "arrivees"
        case TeacherDecision() | TeachersNotGiven():
            return "enseignant"
        case StructureDecision():
            return "classe"
        case _:
            return "non_lu"
