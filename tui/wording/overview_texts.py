"""What is said of all the schools of a store, of pupils found in them, of what runs changed."""

from core.messages import french
from core.messages.run_sentences import state_label
from core.model.events import Outcome
from core.model.messages import Severity
from core.model.runs import PastResult
from core.model.views import SchoolStanding
from core.usecases.every_school import SchoolEnd
from core.usecases.pupils import FoundPupil
from tui.wording import sentences, texts

NOBODY_FOUND = "Aucun élève de ces écoles n'a ce nom ni cet INE."
CHANGES_HELP = (
    "Ce que les synchronisations ont changé, de la plus ancienne à la plus récente.\n"
    "Taper des lettres ne garde que les élèves, les classes ou les INE qui les contiennent ; Entrée"
    " montre un élève avant et après.\n"
    "Maj+Tab mène à « Au » et à « Du », le dernier et le premier jour, compris ; laissés vides, ils"
    " ne bornent rien. Entrée, dans un champ, cherche.\n"
    "« Retour » lève d'abord ce filtre, puis la période, puis quitte l'écran."
)
SINCE, UNTIL = "Du (JJ/MM/AAAA)", "Au (JJ/MM/AAAA)"
NO_PAST_CHANGE = "Aucune synchronisation n'a rien changé pour ces élèves dans cette période."


def standing_line(standing: SchoolStanding) -> str:
    """A school in the overview: its last run, how it ended, what is still to be looked at."""
    school = f"{standing.school.uai}  {standing.school.name}"
    if standing.state is None:
        return f"{school} — jamais synchronisée"
    left = (
        french.count(standing.open_warnings, "avertissement ouvert", "avertissements ouverts"),
        french.count(standing.unverified, "élève non vérifié", "élèves non vérifiés"),
    )
    return (
        f"{school} — {french.never_or_when(standing.synchronised_at)} —"
        f" {state_label(standing.state)} — {', '.join(left)}"
    )


def school_end(end: SchoolEnd) -> str:
    """What came of one of all the schools."""
    named = f"{end.school.name} ({end.school.uai})"
    if end.run is None:
        return f"{named} — {end.refusal or texts.NOT_BEGUN}"
    warnings, errors = end.said.get(Severity.WARNING, 0), end.said.get(Severity.ERROR, 0)
    return (
        f"{named} — {end.run.closing} {french.count(warnings, 'avertissement', 'avertissements')},"
        f" {french.count(errors, 'erreur', 'erreurs')}."
    )


def past_result(past: PastResult) -> str:
    """A pupil whom a run changed."""
    added = " — ajouté" if past.result.outcome is Outcome.ADMITTED else ""
    return (
        f"{french.never_or_when(past.started_at)} — n° {past.run_id} —"
        f" {sentences.pupil_line(past.result)}{added}"
    )


def past_words(past: PastResult) -> str:
    """The same, with what tells two pupils of one name apart."""
    ine = past.result.ine
    return f"{past_result(past)} — INE {ine.masked}" if ine else past_result(past)


def number_of_changes(number: int) -> str:
    """How many pupils the runs changed, each as often as it happened; or that nothing did."""
    return f"{french.count(number, 'changement', 'changements')}." if number else NO_PAST_CHANGE


def found_pupil(found: FoundPupil) -> str:
    """A pupil, and where he is."""
    pupil, school = found.pupil, found.school
    ine = f"INE {pupil.ine.masked}" if pupil.ine else "sans INE"
    return (
        f"{pupil.full_name} ({pupil.division.label}) — {pupil.birth_date:%d/%m/%Y} — {ine} —"
        f" {school.name} ({school.uai})"
    )
