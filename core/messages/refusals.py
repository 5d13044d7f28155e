"""Why what was asked cannot be done: the object, the reason, the next step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.messages.french import count

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from datetime import date

    from core.errors import NotAllowed, RunInProgress
    from core.model.extraction import Extraction
    from core.model.gradebook import Mismatch
    from core.model.livret import Bilan
    from core.model.records import Pupil, School
    from core.model.runs import RunSummary
    from core.rules.gradebooks import Identities
    from core.rules.recognition import Recognition
    from core.rules.school_creation import Obstacle

NO_PUPIL = "Les classes cochées n'ont aucun élève : il n'y a rien à synchroniser."
NO_ARCHIVE = "Cet élève n'a aucune archive."
NO_REGISTER = (
    "L'adresse de Base Elèves 1er degré n'est pas réglée. Donnez-la par LSUN_SYNC_BE1D_ADRESSE ou"
    " par le fichier de réglages, ou synchronisez depuis des extractions de ONDE : par"
    " « Synchronisation élèves / enseignants », dans le menu Paramétrage, ou par « lsun-sync"
    " synchroniser --extractions »."
)
NO_SCHOOL = (
    "La base LSUN ne contient aucune école : il n'y a rien à synchroniser. Créez l'école depuis des"
    " extractions de ONDE : par « Synchronisation élèves / enseignants », dans le menu Paramétrage,"
    " ou par « lsun-sync importer ». Pour essayer d'abord : « lsun-sync demonstration »."
)
STILL_UNDER_WAY = (
    "Une synchronisation de cette école est en cours, ou s'est arrêtée net il y a moins de"
    " trente secondes. Attendez un peu, puis recommencez."
)
NOT_OF_THE_ACADEMY = (
    "L'école {uai} n'est pas dans la base de l'académie. Vérifiez son numéro : « lsun-sync ecoles »"
    " les dit tous."
)
MAY_NOT_WORK = (
    "Votre rôle ne permet pas de synchroniser : un ouvrier ne ferait rien. Donnez-lui le réglage"
    " LSUN_SYNC_UTILISATEUR_ROLE=service, et le compte du service."
)
NOT_WAITING = "Cette école n'attend personne : elle sera synchronisée à son tour."
WHICH_QUOTA = "Dites combien de demandes par seconde : un nombre, de 1 à 10 000."
NOTHING_TO_RESUME = "Aucune synchronisation de cette école n'est à reprendre."
HELD_BEFORE = "Cette synchronisation a été retenue : trop d'élèves changeraient d'un coup."
UNKNOWN_CLASS = "La classe « {label} » n'existe pas dans cette école. Ses classes sont : {labels}."
NOT_A_FILE_NAME = "« {typed} » n'est pas un nom de fichier. Tapez un autre nom."
WRONG_UAI = (
    "« {uai} » n'est pas un numéro d'école (UAI) : sept chiffres et une lettre de contrôle."
    " Vérifiez ce numéro : il est sur les courriers de l'école."
)
WRONG_LETTER = (
    "La lettre de « {uai} » ne va pas avec ses chiffres. Vérifiez ce numéro : il est sur les"
    " courriers de l'école."
)
NOT_A_DAY = "« {day} » n'est pas un jour du calendrier. Écrivez-le JJ/MM/AAAA."
DAY_TO_COME = "Le {day} n'est pas encore venu. Écrivez le jour de l'extraction : JJ/MM/AAAA."
ENDS_BEFORE_IT_BEGINS = "Cette période finit avant de commencer. Vérifiez ses deux dates."
NEW_SCHOOL_NEEDS_A_NAME = "Donnez le nom de la nouvelle école par --nom."
NOT_YET_IN_LSUN = (
    "L'école {uai} n'est pas dans LSUN : il n'y a rien à synchroniser. Créez-la d'abord par"
    " « lsun-sync importer »."
)
SCHOOL_EXISTS = (
    "L'école {uai} est déjà dans LSUN : elle n'est pas créée à nouveau. Pour la mettre à jour,"
    " synchronisez-la depuis ces extractions."
)
_OBSTACLES = {
    "NO_CLASS_IDENTIFIER": (
        "Cette extraction ne donne pas l'identifiant des classes : elle date d'avant ONDE. Une"
        " école ne peut être créée qu'à partir d'une extraction de ONDE."
    ),
    "NOBODY_ADMITTED": (
        "Cette extraction n'a aucun élève admis définitivement : il n'y a pas d'école à créer."
        " Vérifiez les fichiers."
    ),
}
BILANS_OF_ANOTHER_SCHOOL = (
    "Ce fichier est celui de l'école {uai}, qui n'est pas dans LSUN : rien n'a été importé."
    " Créez d'abord cette école depuis ses extractions de ONDE."
)
BILANS_OF_OTHER_PUPILS = (
    "LSUN ne connaît que {known} des {total} élèves de ce fichier : rien n'a été importé. Vérifiez"
    " que c'est bien celui de cette école, et que ses élèves sont dans LSUN."
)
WHICH_FORM = "Donnez au fichier le suffixe .xml (format LSU) ou .json (livret entier)."
UNKNOWN_PUPIL = "Aucun élève de cette école n'a cet INE dans LSUN. Vérifiez-le."
NOBODY_CALLED_SO = (
    "Aucun élève de cette école ne s'appelle ainsi dans LSUN, et ce n'est pas un INE (neuf chiffres"
    " et deux lettres, ou dix chiffres et une lettre). « lsun-sync eleves » le cherche dans toutes"
    " les écoles."
)
NO_RUN = "LSUN n'a gardé aucune synchronisation de ce numéro pour cette école. Vérifiez-le."
FILE_EXISTS = "Ce fichier existe déjà : il n'est pas remplacé. Choisissez un autre nom."
NOT_A_FILE = "« {file} » n'est pas un fichier ordinaire. Choisissez un fichier."
LARGE_FILE = (
    "Le fichier « {file} » est trop gros : il a plus de {most} Mo. Vérifiez que c'est le bon."
)
NO_REASON = "Dites pourquoi ce bilan est retiré : le motif est gardé avec lui."
LONG_REASON = "Le motif est trop long : il a plus de {longest} caractères. Raccourcissez-le."
BILAN_GONE = "Ce bilan n'est plus dans le livret, ou n'est plus verrouillé : rien n'a été retiré."
CANNOT_WRITE = "Le fichier ne peut pas être écrit. Vérifiez son dossier et vos droits."
NO_ROOM = "Le fichier ne peut pas être écrit : le disque est plein. Libérez de la place."
NO_FOLDER = (
    "Le fichier n'est pas écrit : le dossier « {folder} » n'existe pas. Créez-le, ou vérifiez"
    " son nom."
)


def extraction_needs(*, uai: bool, day: bool) -> str:
    """What is to be said of extractions, which do not say it; empty when nothing is missing."""
    if uai and day:
        return (
            "Les fichiers de ONDE ne disent ni leur école ni leur jour. Donnez l'UAI par --ecole"
            " et le jour de l'extraction par --date."
        )
    if uai:
        return "Les fichiers de ONDE ne disent pas leur école. Donnez son UAI par --ecole."
    if day:
        return (
            "Les fichiers de ONDE ne disent pas leur jour. Donnez celui de l'extraction par --date,"
            " JJ/MM/AAAA."
        )
    return ""


def slipped_gradebook(identities: Identities) -> str:
    """Why a gradebook's file was refused whole: its bilans would go to other children."""
    examples = " ; ".join(map(mismatch, identities.mismatches[:_MISMATCHES_NAMED]))
    return (
        f"Dans ce fichier, {len(identities.mismatches)} élèves sur {identities.compared} n'ont pas"
        f" le même nom que dans LSUN sous le même INE : {examples}. Ses lignes sont sans doute"
        " décalées : rien n'a été importé. Exportez-le à nouveau depuis le cahier de notes."
    )


def mismatch(found: Mismatch) -> str:
    """A pupil as a gradebook's file and LSUN have him, under one INE."""
    return (
        f"« {found.in_file.full_name} » dans le fichier, {found.in_lsun.full_name}"
        f" ({found.in_lsun.division.label}) dans LSUN"
    )


def obstacle(found: Obstacle) -> str:
    """Why no school can be created from an extraction."""
    return _OBSTACLES[found.name]


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
    periods = f" sur {bilan.periods}" if bilan.periods else ""
    return f"{bilan.kind} {bilan.number}{periods}, {year}"


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


def outdated(extraction: Extraction, newer: date) -> str:
    """Why an extraction is refused unless it is confirmed: LSUN has what came after it."""
    return (
        f"Cette extraction est du {extraction.provenance.extracted_on:%d/%m/%Y}, et LSUN a déjà été"
        f" mis à jour avec des données du {newer:%d/%m/%Y} : elle en remettrait de plus anciennes."
        " Faites une nouvelle extraction. Rien n'a été modifié."
    )


def unknown_archive(known: int) -> str:
    """Why an archive cannot be exported."""
    if not known:
        return NO_ARCHIVE
    archives = count(known, "archive", "archives")
    return f"Cet élève a {archives}, de 1 (la plus récente) à {known}. Choisissez l'une d'elles."


def other_source(interrupted_run: RunSummary) -> str:
    """Why an interrupted run cannot be resumed from here."""
    extracted_on = interrupted_run.run.scope.extracted_on
    source = f"l'extraction du {extracted_on:%d/%m/%Y}" if extracted_on else "BE1D, en ligne"
    return f"La synchronisation interrompue venait d'ailleurs : reprenez-la depuis {source}."


def unknown_bilan(locked: int) -> str:
    """Why no locked bilan of a livret has the number that was given, if one was."""
    if not locked:
        return "Cet élève n'a aucun bilan verrouillé : il n'y a rien à retirer."
    return f"Dites lequel de ses bilans verrouillés est à retirer, de 1 à {locked}."


_PUPILS_NAMED = 10
_SCHOOLS_NAMED = 10
_MISMATCHES_NAMED = 3


def unknown_school(wanted: str, schools: Sequence[School]) -> str:
    """No school is called so."""
    return (
        f"L'école « {wanted} » n'est pas dans la base LSUN. {_schools(schools)}"
        " Nommez l'une d'elles par --ecole ou par le réglage LSUN_SYNC_LSUN_ECOLE."
    )


def which_school(schools: Sequence[School]) -> str:
    """Several schools could be meant."""
    return (
        f"Plusieurs écoles conviennent. {_schools(schools)}"
        " Dites laquelle par son UAI : --ecole, ou le réglage LSUN_SYNC_LSUN_ECOLE."
    )


def which_pupil(pupils: Sequence[Pupil]) -> str:
    """Several pupils could be meant; each is told with what tells him from the others."""
    named = [_with_what_tells_him(pupil) for pupil in pupils]
    return (
        f"Plusieurs élèves conviennent : {_listed(named, _PUPILS_NAMED)}. Dites lequel par son INE,"
        " ou ajoutez à son nom sa classe, sa date de naissance ou la fin de son INE."
    )


def _with_what_tells_him(pupil: Pupil) -> str:
    ine = f", INE {pupil.ine.masked}" if pupil.ine else ""
    return f"{pupil.full_name} ({pupil.division.label}, {pupil.birth_date:%d/%m/%Y}{ine})"


def _schools(schools: Sequence[School]) -> str:
    named = [f"{school.name} ({school.uai})" for school in schools]
    return f"Les écoles : {_listed(named, _SCHOOLS_NAMED)}."


def _listed(named: Sequence[str], most: int) -> str:
    more = len(named) - most
    others = f" et {count(more, 'autre', 'autres')}" if more > 0 else ""
    return f"{', '.join(named[:most])}{others}"


def in_progress(run: RunInProgress) -> str:
    """Who else synchronises the school, and since when."""
    since = f"{run.since.astimezone():%d/%m/%Y à %H:%M}"
    return (
        f"{run.by} synchronise déjà cette école depuis le {since}. Attendez la fin. Si ce programme"
        " s'est arrêté brusquement, sa synchronisation pourra être reprise dans une minute."
    )


def not_allowed(error: NotAllowed) -> str:
    """Why a user may not do something, and who may."""
    return (
        f"Votre rôle ({error.user.role}) ne permet pas de {error.action} : demandez-le au"
        " directeur de l'école. Vous pouvez consulter, simuler et exporter."
    )
