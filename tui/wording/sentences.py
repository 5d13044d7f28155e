"""What is said of classes, pupils, runs and archives: sentences made of facts, in French."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from core.messages import refusals
from core.messages.french import count, duration, never_or_when
from tui.wording import texts
from tui.wording.key_texts import keys_named

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.model.events import Change, Decision
    from core.model.livret import Archive
    from core.model.progress import Progress
    from core.model.records import Pupil, School
    from core.model.runs import PupilResult, RunSummary
    from core.model.views import StructureOverview


def can_be_resumed(summary: RunSummary) -> str:
    """An interrupted run, for who starts another."""
    started = never_or_when(summary.run.started_at)
    return (
        f"La synchronisation du {started} s'est interrompue après"
        f" {count(summary.reached, 'élève', 'élèves')} sur {summary.total}."
        " « lsun-sync synchroniser --reprendre » la reprend."
    )


BAR_WIDTH = 20
"""Characters of a bar: each twentieth is seen."""


def school_line(school: School, schools: int = 1) -> str:
    """The school, as each screen names it; a warning when the store has others."""
    if schools < 2:
        return f"LSUN — {school.name} ({school.uai})"
    return f"⚠ {schools} écoles : vous êtes dans {school.uai} — {school.name}"


def selection_hint(extracted_on: date | None) -> str:
    """How classes are ticked, below the day of the extraction that they are compared to."""
    if extracted_on is None:
        return texts.SELECTION_HINT
    return f"Extraction du {extracted_on:%d/%m/%Y}. {texts.SELECTION_HINT}"


def no_school_line(schools: int) -> str:
    """The same while none is at hand, of so many that the store has."""
    return texts.NOT_OPENED if schools < 2 else f"LSUN — {schools} écoles, aucune n'est choisie"


def badge(role: str, *, is_demonstration: bool) -> str:
    """In which role one is there, and whether nothing there is real."""
    return f"DÉMONSTRATION — {role}" if is_demonstration else role


def school_row(school: School) -> str:
    """A school in a list."""
    return f"{school.uai}  {school.name}"


def levels(row: StructureOverview) -> str:
    """The levels of a class."""
    if row.structure.is_group:
        return "regroupement"
    return ", ".join(row.structure.levels) or "sans niveau"


def class_line(row: StructureOverview) -> str:
    """A class of LSUN that is only told."""
    return f"{row.structure.label} : {levels(row)}, {count(row.pupils, 'élève', 'élèves')}."


def structure_sentence(row: StructureOverview, *, ticked: bool) -> str:
    """A row of the selector in words, state included."""
    if row.is_new:
        state = "cochée" if ticked else "non cochée"
        return f"{row.structure.label}, {state} : nouvelle classe, inconnue de LSUN, {levels(row)}."
    return (
        f"{row.structure.label}, {'cochée' if ticked else 'non cochée'} : {levels(row)},"
        f" {count(row.pupils, 'élève', 'élèves')},"
        f" {', '.join(row.teachers) or 'aucun enseignant'},"
        f" synchronisée : {never_or_when(row.synchronised_at)}."
    )


def selection_sentence(ticked: Collection[StructureOverview], *, is_filtered: bool = False) -> str:
    """What the button would synchronise, or why it cannot; of those shown, where some are not."""
    if not ticked:
        return texts.NOTHING_SHOWN_TICKED if is_filtered else texts.NOTHING_TICKED
    pupils = _number_of_pupils(ticked)
    if not pupils and not any(row.is_new for row in ticked):
        return refusals.NO_PUPIL
    classes = count(len(ticked), "classe cochée", "classes cochées")
    among = ", parmi les classes affichées" if is_filtered else ""
    return f"{classes}, {count(pupils, 'élève', 'élèves')}{among}."


def launch_question(ticked: Collection[StructureOverview], extracted_on: date | None) -> str:
    """What the dialog says will happen."""
    pupils = _number_of_pupils(ticked)
    register = (
        f"l'extraction du {extracted_on:%d/%m/%Y}" if extracted_on else "Base Elèves 1er degré"
    )
    return (
        f"Comparer {count(pupils, 'élève', 'élèves')} {_of_classes(len(ticked))},"
        f" et leurs enseignants, à {register}, et mettre à jour dans LSUN ce qui y a changé ? Les"
        " élèves nouveaux sont ajoutés. Les informations d'un élève qui a des bilans verrouillés"
        " sont archivées avant sa mise à jour."
    )


def _of_classes(number: int) -> str:
    return "d'une classe" if number == 1 else f"de {number} classes"


def progress_sentence(progress: Progress) -> str:
    """How far the run is, in words."""
    if not progress.total:
        return texts.STARTING
    pace = f"{count(round(progress.rate), 'élève', 'élèves')} par seconde"
    sentence = f"{progress.done} sur {progress.total}, {pace}"
    left = progress.seconds_left
    return sentence if left is None else f"{sentence}, encore {duration(left)}"


def window_title(school: str, progress: Progress | None = None, *, simulates: bool = False) -> str:
    """What the window is called: the school, after the tenths of a run that goes on in it.

    A run writes: it is told even where something is simulated beside it.
    """
    name = f"{school} — {texts.APPLICATION}"
    if progress is not None:
        return f"{int(progress.share * 10) * 10} % — {texts.SYNCHRONISATION} — {name}"
    return f"{texts.SIMULATION} — {name}" if simulates else name


def with_bar(progress: Progress, sentence: str) -> str:
    """A sentence after how far a run is; alone, before anything of it is known."""
    return f"{progress_bar(progress)} {sentence}" if progress.total else sentence


def progress_bar(progress: Progress) -> str:
    """How far a run is, as a bar and in percent."""
    full = int(progress.share * BAR_WIDTH)
    return f"[{'█' * full}{'░' * (BAR_WIDTH - full)}] {progress.share * 100:3.0f} %"


def filter_sentence(serious_only: bool, division: str | None, shown: int, kept: int) -> str:
    """What the panel shows."""
    what = texts.SERIOUS if serious_only else texts.EVERYTHING
    where = f"classe {division}" if division else "toutes les classes"
    return f"Affichés : {what}, {where} — {shown} sur {kept}."


def pupil_line(result: PupilResult) -> str:
    """A pupil in a list."""
    archived = " — archivé" if result.archived else ""
    changes = f" — {count(len(result.changes), 'différence', 'différences')}"
    return f"{result.name} ({result.division}){changes if result.changes else ''}{archived}"


def classes_shown(shown: int, total: int) -> str:
    """What the first row of the selector stands for."""
    if shown == total:
        return texts.ALL_CLASSES
    return f"Les classes affichées ({shown} sur {total})"


def changing_shown(shown: int, total: int) -> str:
    """What the first row of a simulation stands for."""
    if shown == total:
        return "Tous les élèves qui changeraient"
    return f"Les élèves affichés ({shown} sur {total})"


def selection_detail(shown: int, ticked: int, total: int) -> str:
    """The first row of the selector in words, state included; nothing where there is none."""
    if not shown:
        return ""
    state = "cochées" if ticked == shown else "en partie cochées" if ticked else "non cochées"
    return f"{classes_shown(shown, total)}, {state} : {ticked} sur {shown}."


def simulated(decisions: Sequence[Decision]) -> str:
    """What a simulation comes to."""
    modified = sum(decision.update is not None for decision in decisions)
    archived = sum(decision.archive for decision in decisions)
    return (
        f"Simulation terminée : rien n'a été écrit. Élèves vérifiés : {len(decisions)} ;"
        f" seraient mis à jour : {modified} ; dont archivés avant : {archived}."
    )


def foreseen_line(decision: Decision) -> str:
    """A pupil whom a synchronisation would update."""
    pupil = decision.update or decision.livret.pupil
    changes = count(len(decision.changes), "différence", "différences")
    archived = " — serait archivé" if decision.archive else ""
    return f"{pupil.full_name} ({pupil.division.label}) — {changes}{archived}"


def arrival_line(pupil: Pupil) -> str:
    """A pupil whom a synchronisation would admit."""
    return f"{pupil.full_name} ({pupil.division.label}) — serait ajouté"


def ticked_changes(ticked: int, total: int) -> str:
    """How much of a simulation would be applied."""
    if not total:
        return "Aucun élève ne changerait."
    return f"{count(ticked, 'élève coché', 'élèves cochés')} sur {total}."


def command_line(label: str, keys: Sequence[str]) -> str:
    """A command and its keys, in the palette and in the help."""
    return f"{label} : {keys_named(keys)}"


def place(name: str) -> str:
    """Where the palette leads."""
    return f"Aller à : {name}"


def apply_question(ticked: int, left_out: int) -> str:
    """What applying a simulation does."""
    spared = f", et laisser {left_out} de côté" if left_out else ""
    return (
        f"Modifier ou ajouter {count(ticked, 'élève', 'élèves')} dans LSUN, comme montré{spared} ?"
        " Ceux qui ont des bilans verrouillés sont archivés avant."
    )


def strip(sentence: str) -> str:
    """What is to be seen before anything else, marked by a sign; empty when there is nothing."""
    return f"⚠ {sentence}" if sentence else ""


def typed_filter(text: str, found: int, total: int, wanted: str = "") -> str:
    """What was typed to filter a list, and how much of it that leaves; or what can be typed."""
    if not text:
        return f"Filtre : aucun ({wanted})" if wanted else "Filtre : aucun"
    if not found:
        return f"Filtre : {text} — rien ne le contient (Échap l'efface)"
    return f"Filtre : {text} — {found} sur {total} (Échap l'efface)"


def change_sentence(change: Change) -> str:
    """A field before and after."""
    return f"{change.label} : {quoted(change.before)} → {quoted(change.after)}"


def quoted(value: str) -> str:
    """A value, which may be empty."""
    return f"« {value} »" if value else "(vide)"


def archive_sentence(archive: Archive) -> str:
    """An archive: when it was made, the pupil as he stood, and what it covers."""
    pupil = archive.livret.pupil
    locked = count(len(archive.livret.locked_bilans), "bilan verrouillé", "bilans verrouillés")
    if archive.withdrawal is not None:
        bilans = ", ".join(map(refusals.bilan_label, archive.livret.bilans))
        return (
            f"Le {never_or_when(archive.archived_at)}, bilan retiré par {archive.withdrawal.by} :"
            f" {pupil.full_name} ({pupil.division.label}), {bilans}. Motif :"
            f" {archive.withdrawal.reason}"
        )
    return (
        f"Le {never_or_when(archive.archived_at)}, synchronisation n° {archive.run_id} :"
        f" {pupil.full_name} ({pupil.division.label}), {locked}."
    )


def _number_of_pupils(rows: Collection[StructureOverview]) -> int:
    from core.model.views import pupils_of  # noqa: PLC0415 - not before the first screen

    return pupils_of(rows)
