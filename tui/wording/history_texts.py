"""What is said of former runs and of archives, in French."""

from collections.abc import Iterable, Iterator, Sequence

from core.messages import french, refusals, reports
from core.messages.run_sentences import (
    closing,
    names_not_kept,
    outcome_label,
    state_label,
)
from core.model.events import Change, Outcome
from core.model.livret import Archive, Bilan, Livret
from core.model.messages import Message
from core.model.records import Pupil
from core.model.report import Report
from core.model.runs import PupilResult, RunSummary
from core.model.users import JournalLine
from core.rules.changes import described, differences
from core.rules.retention import kept_until
from tui.wording import sentences, texts
from tui.wording.beside import Told
from tui.wording.comparison_texts import changes_told

HISTORY_HELP = (
    "Les synchronisations de l'école, de la plus récente à la plus ancienne : quand, par qui,"
    " depuis quelle source, et ce qui en est sorti. Entrée en relit une.\n"
    "À partir de trois, une phrase et ses barres disent combien d'élèves chacune a mis à jour.\n"
    "Tab mène à « Ce qui a changé », de toutes ou d'une période."
)
REPORT_HELP = (
    "Les messages d'une synchronisation, tels qu'ils ont été dits.\n"
    "« Gravité » ne garde que les avertissements et les erreurs, « Classe » qu'une classe,"
    " « Chercher » que les messages qui contiennent ce que vous tapez (sans accents ni"
    " majuscules).\n"
    "Entrée, sur un message, ouvre l'élève dont il parle : ce qui a changé, avant et après, ou"
    " pourquoi rien n'a changé.\n"
    "Tab mène au résumé ; Entrée y ouvre les élèves d'un résultat. « Rapport » écrit le"
    " rapport dans un fichier."
)
PUPILS_OF_SCHOOL_HELP = (
    "Les élèves de l'école dans LSUN. Taper des lettres ne garde que ceux dont le nom ou la classe"
    " les contient ; Entrée montre un élève."
)
LIVRET_HELP = (
    "Ce que LSUN sait de cet élève, et ses bilans.\n"
    "« Synchroniser cet élève » le synchronise seul, et dit chaque étape ; « Exporter » écrit son"
    " livret ou l'une de ses archives dans un fichier ; « Archives » montre ses archives."
)
ARCHIVES_HELP = (
    "Les archives de cet élève, de la plus récente à la plus ancienne. Entrée en montre une à côté"
    " de ce qu'il est aujourd'hui. « Exporter » en écrit une dans un fichier."
)
ARCHIVE_HELP = (
    "L'élève tel qu'il était. Une ligne qui commence par * diffère d'aujourd'hui. L'empreinte"
    " prouve que l'archive n'a pas été modifiée.\n"
    "« Exporter » l'écrit dans un fichier."
)
PURGE_SCREEN_HELP = (
    "Les archives que plus rien n'oblige à garder, avec le jour jusqu'auquel il le fallait.\n"
    "Tab mène au bouton, qui supprime celles-là et aucune autre, pour toujours ; rien n'est"
    " supprimé avant que vous l'ayez confirmé."
)
DELETE_THEM = "Supprimer ces archives"
WITHDRAW = "Retirer un bilan verrouillé"
WITHDRAW_HELP = (
    "Un bilan verrouillé qui a été enregistré pour le mauvais élève. Choisissez-le, tapez pourquoi"
    " il est retiré, puis allez au bouton par Tab. Il quitte le livret et reste dans les archives"
    " de l'élève, avec le motif, votre nom et la date ; le bon bilan peut alors être importé."
)
REASON = "Motif"
WITHDRAW_IT = "Retirer ce bilan"
HOW_TO_WITHDRAW = "Rien n'a été retiré. Pour le retirer, recommencez avec --confirmer."
INTACT = "Cette archive est intacte : elle a toujours son empreinte."
ALTERED = (
    "Avertissement : cette archive n'a plus son empreinte. Elle a été modifiée en dehors de"
    " lsun-sync : prévenez votre assistance."
)
_OF = " : "
"""Between a guardian and a datum of his or hers, in the label of the datum."""

NOTHING_TO_DELETE = "Aucune archive de cette école ne peut encore être supprimée."
HOW_TO_DELETE = "Rien n'a été supprimé. Pour les supprimer, recommencez avec --confirmer."


def run_line(summary: RunSummary, *, resumable: bool = False) -> str:
    """A run in the history: what it came to, then what it was over; and whether it is resumable."""
    run = summary.run
    updated = summary.counts.get(Outcome.UPDATED, 0)
    extracted_on = run.scope.extracted_on
    source = f"extraction du {extracted_on:%d/%m/%Y}" if extracted_on else "BE1D"
    classes = french.count(len(run.scope.structures), "classe", "classes")
    state = state_label(summary.state) + (", à reprendre" if resumable else "")
    return (
        f"{french.never_or_when(run.started_at)} — {state} — {updated} mis à jour,"
        f" {french.count(summary.archived, 'archivé', 'archivés')} — {run.by or 'inconnu'} —"
        f" {source} — {classes}, {french.count(summary.total, 'élève', 'élèves')}"
    )


def numbered_run(summary: RunSummary) -> str:
    """The same after the run's number."""
    return f"n° {summary.run.id} — {run_line(summary)}"


NO_JOURNAL = "Le journal de cette école n'a pas encore de ligne."


def journal_line(line: JournalLine) -> str:
    """Who did what, when and from where; about how many pupils, and not about whom."""
    about = french.count(len(line.pupils), "élève", "élèves") if line.pupils else ""
    ends = [part for part in (about, line.user.origin and f"depuis {line.user.origin}") if part]
    did = line.action.value if line.allowed else f"{line.action.value} : refusé"
    who = f"{line.user.name} ({line.user.role.value})"
    told = f"{french.never_or_when(line.noted_at)} — {who} — {did}"
    return " — ".join((told, *ends))


def number_of_runs(number: int) -> str:
    """How many runs there were."""
    if not number:
        return "Cette école n'a jamais été synchronisée."
    return f"{french.count(number, 'synchronisation', 'synchronisations')}."


def report_line(report: Report) -> str:
    """Which run it was, who ran it, how it ended, and whose names it does not keep."""
    by = f" Par {report.run.by}." if report.run.by else ""
    end = closing(report.results, unnamed=report.unnamed)
    return f"{reports.report_title(report)}{by} {end} {names_not_kept(report.unnamed)}".rstrip()


def livret_line(livret: Livret) -> str:
    """A pupil in the list of the school."""
    locked = len(livret.locked_bilans)
    bilans = french.count(locked, "bilan verrouillé", "bilans verrouillés")
    return f"{livret.pupil.full_name} ({livret.pupil.division.label}) — {bilans}"


def livret_details(livret: Livret) -> tuple[str, ...]:
    """What LSUN holds of a pupil: a line a field, then his bilans."""
    pupil = livret.pupil
    return (
        f"{pupil.full_name} ({pupil.division.label})",
        "",
        *_data(pupil),
        "",
        "Bilans :" if livret.bilans else "Cet élève n'a aucun bilan.",
        *map(_bilan, livret.bilans),
    )


def _data(pupil: Pupil) -> Iterator[str]:
    """A line a datum."""
    lines = described(pupil).items()
    return _under_headings((label, "", f"« {value} »") for label, value in lines if value)


def _under_headings(lines: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """A label, a mark before it and what is said of it; a guardian's come below his or her name."""
    said = ""
    for label, mark, text in lines:
        of, between, field = label.rpartition(_OF)
        if of and of != said:
            yield of
        said = of
        yield f"{'  ' if between else ''}{mark}{field} : {text}"


def result_details(
    result: PupilResult, messages: Sequence[Message], archives: Sequence[Archive]
) -> tuple[Told, ...]:
    """What a run made of a pupil: what changed, what was said, what was archived."""
    return (
        f"{result.name} ({result.division})",
        *((f"INE : {result.ine.masked}",) if result.ine else ()),
        f"Résultat : {outcome_label(result.outcome)}",
        "",
        *changes_told(result.changes, result.outcome),
        "",
        *(message.labelled for message in messages),
        *([""] if messages else []),
        texts.ARCHIVES if archives else refusals.NO_ARCHIVE,
        *map(sentences.archive_sentence, archives),
    )


def _bilan(bilan: Bilan) -> str:
    year = f"{bilan.school_year}-{bilan.school_year + 1}"
    state = (
        f"verrouillé le {bilan.locked_at.astimezone():%d/%m/%Y}"
        if bilan.locked_at
        else "non verrouillé"
    )
    return f"  bilan {bilan.kind}, {year}, n° {bilan.number}, {state}"


def archive_line(archive: Archive) -> str:
    """An archive in a list."""
    pupil = archive.livret.pupil
    if archive.withdrawal is not None:
        bilans = ", ".join(map(refusals.bilan_label, archive.livret.bilans))
        return (
            f"{french.never_or_when(archive.archived_at)} — {pupil.full_name}"
            f" ({pupil.division.label}), bilan retiré : {bilans}"
        )
    locked = french.count(
        len(archive.livret.locked_bilans), "bilan verrouillé", "bilans verrouillés"
    )
    return (
        f"{french.never_or_when(archive.archived_at)} —"
        f" {pupil.full_name} ({pupil.division.label}), {locked}"
    )


def archive_details(archive: Archive, current: Livret) -> tuple[str, ...]:
    """An archive beside what the pupil is today: a line a field, marked when it differs."""
    return (
        sentences.archive_sentence(archive),
        INTACT if archive.is_intact else ALTERED,
        f"Empreinte (SHA-256) : {archive.fingerprint}",
        f"Conservée jusqu'au {kept_until(archive):%d/%m/%Y}.",
        "",
        *_under_headings(_fields(archive, current)),
        "",
        "Bilans verrouillés :",
        *map(_bilan, archive.livret.locked_bilans),
    )


def _fields(archive: Archive, current: Livret) -> Iterator[tuple[str, str, str]]:
    """Each datum; what differs today is marked."""
    changes = {change.label: change for change in differences(archive.livret.pupil, current.pupil)}
    for label, value in described(archive.livret.pupil).items():
        change = changes.pop(label, None)
        if change is not None:
            yield label, "* ", _since(change)
        elif value:
            yield label, "  ", f"« {value} »"
    for change in changes.values():
        yield change.label, "* ", _since(change)


def _since(change: Change) -> str:
    before, today = sentences.quoted(change.before), sentences.quoted(change.after)
    return f"{before} → aujourd'hui {today}"


def bilan_line(bilan: Bilan) -> str:
    """A locked bilan in a list."""
    return refusals.bilan_label(bilan)


def withdraw_question(livret: Livret, bilan: Bilan, reason: str) -> str:
    """What the dialog says will happen."""
    pupil = livret.pupil
    return (
        f"Retirer du livret de {pupil.full_name} ({pupil.division.label}) le bilan verrouillé"
        f" {refusals.bilan_label(bilan)} ? Motif : {reason}. Il reste dans les archives de l'élève."
    )


def withdrawn(livret: Livret, bilan: Bilan) -> str:
    """What was withdrawn."""
    pupil = livret.pupil
    return (
        f"Le bilan {refusals.bilan_label(bilan)} a été retiré du livret de {pupil.full_name}"
        f" ({pupil.division.label}). Il est dans ses archives ; le bon peut être importé."
    )


def deletable_line(archive: Archive) -> str:
    """An archive that may be deleted."""
    return (
        f"{sentences.archive_sentence(archive)} Conservée jusqu'au {kept_until(archive):%d/%m/%Y}."
    )


def to_delete(number: int) -> str:
    """How many archives may be deleted."""
    if not number:
        return NOTHING_TO_DELETE
    sentence = french.count(
        number, "archive peut être supprimée", "archives peuvent être supprimées"
    )
    return f"{sentence}."


def delete_question(number: int) -> str:
    """What the dialog says will happen."""
    which = french.count(number, "archive", "archives")
    return (
        f"Supprimer pour toujours {which} que plus rien n'oblige à garder ? Les élèves, leurs"
        " bilans et l'historique des synchronisations ne changent pas."
    )


def deleted(number: int) -> str:
    """How many archives were deleted."""
    return f"{french.count(number, 'archive supprimée', 'archives supprimées')}."
