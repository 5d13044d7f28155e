"""The names that scripts know outcomes by."""

from core.decisions import Outcome

CODES: dict[Outcome | None, str] = {
    Outcome.UPDATED: "mis_a_jour",
    Outcome.UP_TO_DATE: "a_jour",
    Outcome.NOT_FOUND: "non_trouve",
    Outcome.AMBIGUOUS: "plusieurs_possibles",
    Outcome.OTHER_INE: "ine_different",
    Outcome.NOT_ADMITTED: "non_admis",
    Outcome.UNVERIFIED: "non_verifie",
    None: "non_traite",
}
