"""What is said of files that come in and go out, in French."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.messages import french, refusals
from core.text import without_accents
from tui.wording.line_texts import shortened

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from datetime import date
    from pathlib import Path

    from core.model.extraction import Extraction, Notice
    from core.model.records import School
    from core.usecases.extractions import ReadExtraction
    from core.usecases.gradebooks import FiledGradebook


UAI_LABEL = "Numéro de l'école (UAI)"
DAY_LABEL = "Jour des extractions (JJ/MM/AAAA)"
NAME_LABEL = "Nom de la nouvelle école"
UAI_NEEDED = (
    "Tapez le numéro de l'école (UAI), sept chiffres et une lettre : les extractions ne le disent"
    " pas."
)
DAY_NEEDED = "Tapez le jour où les extractions ont été faites, JJ/MM/AAAA : elles ne le disent pas."
NAME_HINT = (
    "Cette école est nouvelle dans LSUN : tapez son nom, puis Entrée. Maj+Tab mène à ce qui a été"
    " lu."
)
NAME_HINT_IN_DOUBT = (
    "LSUN n'a pas d'école de ce numéro, mais a déjà de ces élèves : lisez l'avertissement. Si le"
    " numéro est le bon, tapez le nom de l'école, puis Entrée."
)
NAME_NEEDED = "Tapez le nom de l'école, tel qu'il doit s'afficher dans LSUN."
FOLDER = "Dossier {path}"
WHOLE_FOLDER = "[ Lire toutes les extractions de ce dossier ]"
PARENT_FOLDER = "../ (dossier parent)"
IMPORT_HINT = (
    "Choisissez un dossier d'extractions ou un fichier : .csv de ONDE, .xml d'un cahier de notes."
)
CHOOSE_EXTRACTIONS = "Choisir les extractions de ONDE…"
WITHOUT_REGISTER = (
    "L'adresse de Base Elèves 1er degré n'est pas réglée : ces classes sont celles de LSUN."
    " Choisissez les extractions de ONDE auxquelles les comparer."
)
FIRST_START = (
    "LSUN ne connaît encore aucune école. Trois étapes : 1. tapez le numéro de l'école et le jour"
    " des extractions de ONDE ; 2. choisissez leur dossier, l'école est créée ; 3. importez ses"
    " bilans, le fichier .xml du cahier de notes."
)
AFTER_BILANS = (
    "Pour synchroniser, lisez maintenant les extractions, celles-ci ou de plus récentes avec leur"
    " jour."
)
IMPORT_BILANS = "Importer les bilans d'un cahier de notes"
READING = "Lecture en cours…"
BILANS_QUESTION = (
    "Enregistrer dans LSUN les bilans du fichier « {file} » ? Ils le seront tous, ou aucun."
    " Un bilan déjà présent n'est pas enregistré deux fois."
)
SYNCHRONISE_FROM_FILES = "Synchroniser depuis ces extractions"
CREATE_SCHOOL = "Créer cette école dans LSUN"
SYNCHRONISE_ANYWAY = "Synchroniser quand même ?"
IMPORT_SCREEN_HELP = (
    "Les extractions de ONDE ne disent ni leur école ni leur jour : tapez-les d'abord. Tab ou"
    " Entrée va au champ suivant, Entrée seulement si ce qui est tapé convient. Un texte proposé"
    " est sélectionné : taper le remplace, → permet de le corriger.\n"
    "Puis choisissez, avec ↑ ↓ et Entrée, le dossier des extractions, l'une d'elles, ou le fichier"
    " .xml exporté par un cahier de notes.\n"
    "Rien n'est écrit avant que vous l'ayez confirmé."
)
READING_HELP = (
    "Ce que contiennent les extractions, ce que LSUN en connaît, et ce qui n'a pas été utilisé,"
    " avec le numéro de ligne.\n"
    "Entrée fait partout ce que dit le bouton : créer une école nouvelle sous le nom que vous avez"
    " tapé, ou choisir les classes à synchroniser. Rien n'est écrit avant que vous l'ayez confirmé."
)
FILE_NAME = "Fichier, sans son suffixe"
SAVING_HINT = (
    "Choisissez par Entrée ce qui doit être écrit. Un fichier existant n'est pas remplacé."
)
SAVING_HELP = (
    "Le fichier est créé pour vous seul. Tapez son nom, ou → pour corriger celui qui est proposé,"
    " puis choisissez avec ↑ ↓ et Entrée ce qu'il doit contenir : son suffixe (.xml, .json,"
    " .csv, .html, .txt) est ajouté."
)
SHOWN_FILE = "lsun-sync"
LEFT_ASIDE = "À savoir avant de continuer :"
NOTHING_LEFT_ASIDE = "Tout a été lu."

NOT_COVERED = (
    "Cette extraction n'a aucun élève de ces classes, qui ne sont donc pas synchronisées :"
    " {labels}."
)


def last_time(day: date, age: int, *, are_old: bool) -> str:
    """Which extractions were read last, so many days ago; a warning when they are old."""
    if are_old:
        days = french.count(age, "jour", "jours")
        return (
            f"⚠ Les extractions de la dernière fois, du {day:%d/%m/%Y}, ont {days} : refaites-les"
            " dans ONDE si des élèves ont changé depuis, puis corrigez le jour."
        )
    return (
        f"Dossier et jour de la dernière fois, {day:%d/%m/%Y} : corrigez le jour si les extractions"
        " sont plus récentes."
    )


def no_such_path(name: str, folder: Path, meant: str | None) -> str:
    """What was named is not there; `meant` is a name there that is like it, if one is."""
    perhaps = f" Vouliez-vous dire « {meant} » ?" if meant else ""
    return (
        f"Il n'y a ni dossier ni fichier « {shortened(name)} » dans « {folder} » : rien n'a été"
        f" fait. Vérifiez son nom et le dossier où il est.{perhaps}"
    )


def notice_sentence(notice: Notice) -> str:
    """What was left aside in a file."""
    where = notice.file if notice.line is None else f"{notice.file}, ligne {notice.line}"
    return f"{where} : {notice.text}"


def reading_sentence(extraction: Extraction) -> str:
    """What an extraction holds."""
    pupils = french.count(len(extraction.registrations), "élève", "élèves")
    classes = french.count(len(extraction.structures), "classe", "classes")
    teachers = sum(teacher.is_named for teacher in extraction.teachers or ())
    taught = french.count(teachers, "enseignant", "enseignants")
    day = f"{extraction.provenance.extracted_on:%d/%m/%Y}"
    return (
        f"Extraction du {day}, école {extraction.provenance.uai} : {pupils}, {classes}, {taught}."
    )


def reading_label(read: ReadExtraction) -> str:
    """How an extraction that was read is called."""
    return f"Extraction du {read.extraction.provenance.extracted_on:%d/%m/%Y}"


def reading_sentences(read: ReadExtraction) -> tuple[str, ...]:
    """What an extraction holds, and what LSUN knows of it."""
    known = () if read.recognition is None else (refusals.recognition_sentence(read.recognition),)
    return (reading_sentence(read.extraction), *known)


def elsewhere_warnings(read: ReadExtraction) -> tuple[str, ...]:
    """What is to be known first of a new school: when others have its pupils, it may be another."""
    if not read.elsewhere:
        return ()
    where = ", ".join(
        f"{known.pupils} dans « {known.school.name} » ({known.school.uai})"
        for known in read.elsewhere
    )
    sentence = (
        f"LSUN n'a pas d'école {read.extraction.provenance.uai}, mais sur {len(read.ines)} INE de"
        f" cette extraction il en connaît déjà {where}. Vérifiez le numéro de l'école avant de la"
        " créer : elle aurait ces élèves une seconde fois, sans leurs bilans."
    )
    return (sentence,)


def name_hint(read: ReadExtraction) -> str:
    """What to do first about a new school."""
    return NAME_HINT_IN_DOUBT if read.elsewhere else NAME_HINT


def reading_warnings(read: ReadExtraction) -> tuple[str, ...]:
    """What is to be known before an extraction is used."""
    left_out = (NOT_COVERED.format(labels=", ".join(read.left_out)),) if read.left_out else ()
    return (*left_out, *map(notice_sentence, read.extraction.notices))


def reading_report(read: ReadExtraction) -> tuple[str, ...]:
    """What casts doubt on its school, what an extraction holds, then what is to be known of it."""
    from core.model.messages import Message, Severity  # noqa: PLC0415 - not before the first screen

    warnings = reading_warnings(read)
    doubts = (Message(Severity.WARNING, sentence).labelled for sentence in elsewhere_warnings(read))
    return (
        *doubts,
        *reading_sentences(read),
        LEFT_ASIDE if warnings else NOTHING_LEFT_ASIDE,
        *warnings,
    )


def synchronise_anyway(read: ReadExtraction) -> str:
    """Whether to use an extraction about which there are doubts."""
    return " ".join((*read.doubts, SYNCHRONISE_ANYWAY))


def livret_file(livret_id: int) -> str:
    """The name suggested for the file of a livret."""
    return f"livret-{livret_id}"


def report_file(run_id: int) -> str:
    """The name suggested for the file of a report."""
    return f"synchronisation-{run_id}"


def create_question(extraction: Extraction, name: str) -> str:
    """What the dialog says will happen."""
    return (
        f"Créer dans LSUN {_the_school(name)} ({extraction.provenance.uai}), avec ses classes, ses"
        " enseignants, ses élèves admis définitivement et leurs responsables ?"
    )


def _the_school(name: str) -> str:
    """A school by its name, which may say already that it is one."""
    return name if without_accents(name).startswith("ecole") else f"l'école {name}"


def school_filled(extraction: Extraction, school: School) -> str:
    """What the first filling did."""
    from core.model.records import Admission  # noqa: PLC0415 - not before the first screen

    pupils = sum(
        registration.admission is Admission.FINAL for registration in extraction.registrations
    )
    named = _the_school(school.name)
    return (
        f"{named[:1].upper()}{named[1:]} ({school.uai}) a été créée dans LSUN :"
        f" {french.count(pupils, 'élève', 'élèves')},"
        f" {french.count(len(extraction.structures), 'classe', 'classes')}."
    )


def bilans_filed(done: FiledGradebook) -> tuple[str, ...]:
    """What came of a gradebook's file; the first sentence is what was filed."""
    school, filed = done.school, done.filed
    added = french.count(filed.added, "bilan enregistré", "bilans enregistrés")
    unchanged = french.count(filed.unchanged, "déjà présent", "déjà présents")
    return (f"{school.name} ({school.uai}) : {added}, {unchanged}.", *bilans_set_aside(done))


def bilans_set_aside(done: FiledGradebook) -> Iterator[str]:
    """What of a gradebook's file was not filed, and what could not be checked."""
    if done.filed.strangers:
        strangers = french.count(done.filed.strangers, "bilan n'a", "bilans n'ont")
        yield (
            f"{strangers} pas été importés : leurs élèves ne sont pas dans LSUN. Vérifiez leurs"
            " INE."
        )
    for mismatch in done.mismatches:
        yield (
            "Les bilans d'un élève n'ont pas été importés, car il n'a pas le même nom sous cet"
            f" INE : {refusals.mismatch(mismatch)}. Vérifiez son INE dans le cahier de notes."
        )
    if not done.has_names:
        yield (
            "Ce fichier ne nomme pas ses élèves : leurs noms n'ont pas pu être comparés à ceux de"
            " LSUN, seuls leurs INE l'ont été."
        )
