"""What is said of files that come in and go out, in French."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui import sentences, texts

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.extraction import Extraction, Notice, Recognition
    from core.livret import Archive, Bilan
    from core.records import Pupil, School
    from tui.services import BilansFiled, Reading

IMPORT_HELP = (
    "créer une école depuis ses extractions de ONDE, ou enregistrer les bilans d'un fichier LSU"
)
FILES_HELP = "extractions de ONDE (.csv ou leur dossier), ou un fichier LSU (.xml)"
EXPORT_HELP = "écrire le livret d'un élève, ou l'une de ses archives, dans un fichier"
REPORT_HELP = "relire une synchronisation"

IMPORT_MENU = "Importer"
FIELDS = {
    "uai": "Numéro de l'école (UAI)",
    "day": "Jour des extractions (JJ/MM/AAAA)",
    "name": "Nom de l'école, si elle est nouvelle",
}
FOLDER = "Dossier {path}"
WHOLE_FOLDER = "[ Lire toutes les extractions de ce dossier ]"
PARENT_FOLDER = "../ (dossier parent)"
IMPORT_HINT = (
    "Choisissez un dossier d'extractions ou un fichier : .csv de ONDE, .xml d'un cahier de notes."
)
READING = "Lecture en cours…"
BILANS_QUESTION = (
    "Enregistrer dans LSUN les bilans du fichier « {file} » ? Ils le seront tous, ou aucun."
    " Un bilan déjà présent n'est pas enregistré deux fois."
)
SYNCHRONISE_FROM_FILES = "Synchroniser depuis ces extractions"
CREATE_SCHOOL = "Créer cette école dans LSUN"
SYNCHRONISE_ANYWAY = "Synchroniser quand même ?"
TYPE_THE_NAME = (
    "Cette école est nouvelle : revenez en arrière, et tapez son nom au-dessus des fichiers."
)
IMPORT_SCREEN_HELP = (
    "Les extractions de ONDE ne disent ni leur école ni leur jour : tapez-les d'abord. Tab ou"
    " Entrée va au champ suivant.\n"
    "Puis choisissez, avec ↑ ↓ et Entrée, le dossier des extractions, l'une d'elles, ou le fichier"
    " .xml exporté par un cahier de notes.\n"
    "Rien n'est écrit avant que vous l'ayez confirmé."
)
READING_HELP = (
    "Ce que contiennent les extractions, ce que LSUN en connaît, et ce qui n'a pas été utilisé,"
    " avec le numéro de ligne.\n"
    "Tab mène au bouton ; rien n'est écrit avant que vous l'ayez confirmé."
)
NOT_A_FILE_NAME = "« {typed} » n'est pas un nom de fichier. Tapez un autre nom."
FILE_NAME = "Fichier, sans son suffixe"
SAVING_HINT = (
    "Choisissez par Entrée ce qui doit être écrit. Un fichier existant n'est pas remplacé."
)
SAVING_HELP = (
    "Le fichier est créé pour vous seul. Tapez son nom, puis choisissez avec ↑ ↓ et Entrée ce qu'il"
    " doit contenir : son suffixe (.xml, .json, .csv, .txt) est ajouté."
)
EXPORT_TRAIL = "❯ Exporter ❯ {name}"
REPORT_TRAIL = "❯ Synchronisation n° {number} ❯ Rapport"
SHOWN_TRAIL = "❯ Enregistrer ce qui est affiché"
SHOWN_FILE = "lsun-sync"
SHOWN_THINGS = ("La ligne où était le curseur", "Tout ce que l'écran affichait")
REPORT_THINGS = {
    "texte": ("Le rapport en texte", ".txt"),
    "csv": ("Le rapport pour un tableur (CSV)", ".csv"),
    "json": ("Le rapport en JSON", ".json"),
}
LEFT_ASIDE = "À savoir avant de continuer :"
NOTHING_LEFT_ASIDE = "Tout a été lu."

NOT_COVERED = (
    "Cette extraction n'a aucun élève de ces classes, qui ne sont donc pas synchronisées :"
    " {labels}."
)
WRONG_UAI = (
    "« {uai} » n'est pas un numéro d'école (UAI) : sept chiffres et une lettre de contrôle."
    " Vérifiez-le, il est sur les courriers de l'école."
)
WRONG_DAY = "« {day} » n'est pas une date passée. Écrivez le jour de l'extraction : JJ/MM/AAAA."
EXTRACTION_NEEDS = (
    "Les fichiers de ONDE ne disent ni leur école ni leur jour. Donnez l'UAI par --ecole et le jour"
    " de l'extraction par --date."
)
NEW_SCHOOL_NEEDS_A_NAME = "Donnez le nom de la nouvelle école par --nom."
NOT_YET_IN_LSUN = (
    "L'école {uai} n'est pas dans LSUN : il n'y a rien à synchroniser. Créez-la d'abord par"
    " « Importer »."
)
SCHOOL_EXISTS = (
    "L'école {uai} est déjà dans LSUN : elle n'est pas créée à nouveau. Pour la mettre à jour,"
    " synchronisez-la depuis ces extractions."
)
ONE_KIND_OF_FILE = (
    "Donnez soit des extractions de ONDE (.csv ou leur dossier), soit un seul fichier LSU (.xml)."
)
BILANS_OF_ANOTHER_SCHOOL = (
    "Ce fichier est celui de l'école {uai}, qui n'est pas dans LSUN : rien n'a été importé."
    " Créez d'abord cette école depuis ses extractions de ONDE."
)
BILANS_OF_OTHER_PUPILS = (
    "LSUN ne connaît que {known} des {total} élèves de ce fichier : rien n'a été importé. Vérifiez"
    " que c'est bien celui de cette école, et que ses élèves sont dans LSUN."
)
SIMULATED_HELP = "écrire des extractions fictives, pour essayer"
SIMULATED = "Extractions fictives de l'école {uai}, écrites dans {folder}."
WRONG_SIZE = "Le nombre d'élèves va de 1 à {largest}. Corrigez --eleves."
WRONG_STYLE = (
    "Cette génération, cet encodage ou ce piège n'existe pas. Générations : onde, be1d ;"
    " encodages : cp1252, utf-8, utf-8-sig, iso-8859-1 ; pièges : {traps}."
)
HOW_TO_CONFIRM = (
    "Si c'est pourtant la bonne école et le bon jour, recommencez en ajoutant --confirmer."
)
WRONG_INE = "Ce n'est pas un INE : neuf chiffres et deux lettres, ou dix chiffres et une lettre."
WHICH_FORM = "Donnez au fichier le suffixe .xml (format LSU) ou .json (livret entier)."
UNKNOWN_PUPIL = "Aucun élève de cette école n'a cet INE dans LSUN. Vérifiez-le."
NO_RUN = "LSUN n'a gardé aucune synchronisation de ce numéro pour cette école. Vérifiez-le."
NO_MESSAGES_IN_CSV = (
    "Le rapport en CSV dit les données des élèves, et non les messages : --cherche et --gravite"
    " n'y changent rien. Choisissez --format texte ou json."
)
FILE_EXISTS = "Ce fichier existe déjà : il n'est pas remplacé. Choisissez un autre nom."
CANNOT_WRITE = "Le fichier ne peut pas être écrit. Vérifiez son dossier et vos droits."


def locked_bilan_differs(pupil: Pupil, bilan: Bilan) -> str:
    """Why a gradebook's file was refused."""
    return (
        f"Un bilan verrouillé de {pupil.full_name} ({pupil.division.label}) dit autre chose dans"
        f" LSUN que dans ce fichier : le bilan {bilan_label(bilan)}. Un bilan verrouillé ne change"
        " pas : rien n'a été importé. Vérifiez le fichier."
    )


def bilan_label(bilan: Bilan) -> str:
    """A bilan, named by its kind, its period and its school year."""
    year = f"{bilan.school_year}-{bilan.school_year + 1}"
    from core.livret import BilanKind  # noqa: PLC0415 - not before the first screen

    if bilan.kind is BilanKind.CYCLE:
        return f"{bilan.kind} {bilan.number}, {year}"
    return f"{bilan.kind} {bilan.number} sur {bilan.periods}, {year}"


def notice_sentence(notice: Notice) -> str:
    """What was left aside in a file."""
    where = notice.file if notice.line is None else f"{notice.file}, ligne {notice.line}"
    return f"{where} : {notice.text}"


def reading_sentence(extraction: Extraction) -> str:
    """What an extraction holds."""
    pupils = sentences.count(len(extraction.registrations), "élève", "élèves")
    classes = sentences.count(len(extraction.structures), "classe", "classes")
    teachers = len(extraction.teachers or ())
    taught = sentences.count(teachers, "enseignant", "enseignants")
    day = f"{extraction.provenance.extracted_on:%d/%m/%Y}"
    return (
        f"Extraction du {day}, école {extraction.provenance.uai} : {pupils}, {classes}, {taught}."
    )


def recognition_sentence(recognition: Recognition) -> str:
    """How much of an extraction LSUN knows."""
    shares = (
        (recognition.ines, "INE"),
        (recognition.classes, "classes"),
        (recognition.names, "noms d'élèves"),
    )
    known = ", ".join(f"{share.known} {what} sur {share.total}" for share, what in shares)
    return f"LSUN en connaît {known}."


def implausible(recognition: Recognition) -> str:
    """Why an extraction is refused unless it is confirmed."""
    return (
        f"Cette extraction ne ressemble pas à l'école de LSUN. {recognition_sentence(recognition)}"
        " Causes possibles : une autre école, une autre année, une seule classe encore inconnue,"
        " un fichier dont les lettres sont abîmées. Rien n'a été modifié."
    )


def reading_sentences(reading: Reading) -> tuple[str, ...]:
    """What an extraction holds, and what LSUN knows of it."""
    known = () if reading.recognition is None else (recognition_sentence(reading.recognition),)
    return (reading_sentence(reading.extraction), *known)


def reading_warnings(reading: Reading) -> tuple[str, ...]:
    """What is to be known before an extraction is used."""
    left_out = (NOT_COVERED.format(labels=", ".join(reading.left_out)),) if reading.left_out else ()
    return (*left_out, *map(notice_sentence, reading.extraction.notices))


def create_question(extraction: Extraction, name: str) -> str:
    """What the dialog says will happen."""
    return (
        f"Créer dans LSUN l'école {name} ({extraction.provenance.uai}), avec ses classes, ses"
        " enseignants, ses élèves admis définitivement et leurs responsables ?"
    )


def school_filled(extraction: Extraction, school: School) -> str:
    """What the first filling did."""
    from core.records import Admission  # noqa: PLC0415 - not before the first screen

    pupils = sum(one.admission is Admission.FINAL for one in extraction.registrations)
    return (
        f"L'école {school.name} ({school.uai}) a été créée dans LSUN :"
        f" {sentences.count(pupils, 'élève', 'élèves')},"
        f" {sentences.count(len(extraction.structures), 'classe', 'classes')}."
    )


def bilans_filed(filed: BilansFiled) -> tuple[str, ...]:
    """What came of a gradebook's file."""
    added = sentences.count(filed.added, "bilan enregistré", "bilans enregistrés")
    unchanged = sentences.count(filed.unchanged, "déjà présent", "déjà présents")
    said = (f"{filed.school.name} ({filed.school.uai}) : {added}, {unchanged}.",)
    if not filed.strangers:
        return said
    strangers = sentences.count(filed.strangers, "bilan n'a", "bilans n'ont")
    return (
        *said,
        f"{strangers} pas été importés : leurs élèves ne sont pas dans LSUN. Vérifiez leurs INE.",
    )


def exported(path: Path) -> str:
    """Where a file was written."""
    return f"Écrit dans {path}. Ce fichier contient des données d'élèves : protégez-le."


def unknown_archive(known: int) -> str:
    """Why an archive cannot be exported."""
    if not known:
        return texts.NO_ARCHIVE
    archives = sentences.count(known, "archive", "archives")
    return f"Cet élève a {archives}, de 1 (la plus récente) à {known}. Choisissez l'une d'elles."


def livret_forms(archive: Archive | None) -> tuple[str, str]:
    """How a livret, or one of its archives, is called in each of its forms: LSU XML, JSON."""
    if archive is None:
        what = "Le livret actuel"
    else:
        what = f"L'archive du {sentences.never_or_when(archive.archived_at)}"
    return f"{what}, bilans verrouillés, en XML (LSU)", f"{what}, entier, en JSON"
