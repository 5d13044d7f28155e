"""What the screens and the command line say, in French. A run's own messages are in the core."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.changes import Change
    from core.decisions import Decision
    from core.livret import Archive
    from core.overview import PupilResult, RunSummary, StructureOverview
    from core.progress import Progress
    from core.records import Pupil, School
    from core.report import Report


APPLICATION = "lsun-sync"
SYNCHRONISATION = "Synchronisation élèves / enseignants"
HOME_MENU = "Accueil"
SETTINGS_MENU = "Paramétrage"
PUPILS_MENU = "Élèves"
HISTORY_MENU = "Historique des synchronisations"
RESUME = "Reprendre les élèves non vérifiés"

NOT_OPENED = "LSUN — aucune école"
OPENING = "Ouverture de la base LSUN…"
ELSEWHERE = "« {entry} » n'est pas proposé par lsun-sync : ouvrez LSU pour y accéder."

SELECTION_HINT = "Espace coche ou décoche, tapez un nom pour filtrer, F5 lance la synchronisation."
NOTHING_TICKED = "Aucune classe n'est cochée : cochez-en au moins une avec Espace."
NO_PUPIL = "Les classes cochées n'ont aucun élève : il n'y a rien à synchroniser."
NEW = "nouvelle"
ALL_CLASSES = "Toutes les classes"

GO_ON = "J'ai compris : continuer quand même"
GO_ON_QUESTION = "J'ai compris, et je veux que ces changements soient faits ?"

SIMULATE = "Simuler"
SIMULATING = "Simulation en cours : rien n'est écrit…"
APPLY = "Appliquer ce qui est coché"
ALL_CHANGING = "Tous les élèves qui changeraient"
SIMULATION_HELP = (
    "Ce qu'une synchronisation changerait. Rien n'est écrit.\n"
    "Espace laisse de côté l'élève marqué « > », ou le reprend ; Entrée montre chaque donnée avant"
    " et après, et si son livret serait archivé.\n"
    "Tab mène aux messages.\n"
    "F5 (ou Ctrl+R, ou le bouton) fait exactement ce qui est montré et coché : un élève qui a"
    " changé entre-temps dans LSUN n'est pas modifié."
)
FORESEEN_HELP = (
    "Ce que la synchronisation ferait de cet élève : ses messages, chaque donnée avant → après, et"
    " comment il a été recherché."
)
SYNCHRONISE_PUPIL_HELP = (
    "Comment cet élève a été recherché et trouvé, en quoi il différait, et ce qui a été fait."
)
SYNCHRONISE_PUPIL_QUESTION = (
    "Comparer {name} à Base Elèves 1er degré, et mettre à jour ses données dans LSUN s'il y a"
    " changé ? Ses informations sont archivées avant, s'il a des bilans verrouillés."
)

YES, NO = "Oui", "Non"
STOP_QUESTION = (
    "Arrêter la synchronisation ? Les élèves en cours de vérification seront terminés,"
    " les suivants ne seront pas modifiés. Vous pourrez les reprendre."
)
QUIT_QUESTION = (
    "Une synchronisation est en cours. L'arrêter et quitter ? Les élèves en cours de vérification"
    " seront terminés, les suivants ne seront pas modifiés."
)
RESUMING = "Reprise des élèves non vérifiés…"
CUT_SHORT = "Interrompu : rien n'a été commencé, rien n'a changé."
STOPPING = "Arrêt demandé : les élèves en cours de vérification se terminent…"

SEARCH = "Ne montrer que ce qui contient :"
EVERYTHING = "tous les messages"
SERIOUS = "avertissements et erreurs"
NOTHING_WRITTEN = "Aucune donnée de cet élève n'a été modifiée par cette synchronisation."
ARCHIVES = "Archives de cet élève, de la plus récente à la plus ancienne :"
NO_ARCHIVE = "Cet élève n'a aucune archive."

DESCRIPTION = (
    "Synchronisation élèves / enseignants : met LSUN à jour depuis Base Elèves 1er degré."
    " Sans commande, ouvre les écrans."
)
SCHOOLS_COMMAND_HELP = "dire les écoles de la base LSUN"
HISTORY_HELP = "dire les synchronisations de l'école, de la plus récente à la plus ancienne"
ARCHIVES_COMMAND_HELP = "dire les archives d'un élève, à côté de ce qu'il est aujourd'hui"
PURGE_HELP = "dire les archives que plus rien n'oblige à garder, et les supprimer si on le confirme"
SIMULATE_HELP = "dire ce qu'une synchronisation changerait, sans rien écrire"
SYNCHRONISE_HELP = "synchroniser sans écran : une ligne par message, puis le bilan"
DEMONSTRATION_HELP = "essayer sur une école fictive, avec son propre serveur simulé"
STAND_IN_HELP = "servir une Base Elèves 1er degré simulée sur cette machine"
FAULT_NAMES = "muet, coupure, 429, 503, tronque, illisible, type, autre, enorme, html404"

NO_ACCESS_GIVEN = "Le jeton d'accès manque. Donnez-le par la variable d'environnement {variable}."
PORT_TAKEN = "Le port {port} ne peut pas être ouvert. Choisissez-en un autre par --port."
NOT_A_SCHOOL = "Le fichier {path} n'est pas une école lisible. Vérifiez --donnees."
NOT_A_FAULT = (
    "« {text} » n'est pas une panne. Écrivez INE=NOM ou INE=NOM*FOIS, où NOM est l'un de : {names}."
)

NO_TERMINAL = (
    "lsun-sync a besoin d'un terminal pour ses écrans, et il n'y en a pas ici."
    " Utilisez « lsun-sync synchroniser », qui s'en passe."
)
NO_REGISTER = (
    "L'adresse de Base Elèves 1er degré n'est pas réglée. Donnez-la par LSUN_SYNC_BE1D_ADRESSE ou"
    " par le fichier de réglages, ou synchronisez depuis des extractions : menu Paramétrage,"
    " Importer, ou « lsun-sync synchroniser --extractions »."
)
NO_SCHOOL = (
    "La base LSUN ne contient aucune école : il n'y a rien à synchroniser. Créez l'école depuis des"
    " extractions de ONDE (menu Paramétrage, Importer, ou « lsun-sync importer »), ou essayez"
    " « lsun-sync demonstration »."
)
CHANGE_SCHOOL_MENU = "Changer d'école"
WHICH_SCHOOL_SCREEN = "De quelle école s'agit-il ? Tapez son nom ou son UAI, puis Entrée."
SCHOOLS_HELP = (
    "Les écoles de la base LSUN. Taper des lettres ne garde que celles dont le nom ou l'UAI les"
    " contient ; Entrée choisit. L'école choisie est rappelée en haut de chaque écran."
)
NOTHING_TO_TAKE_UP = "Aucune synchronisation de cette école n'est à reprendre."
HOW_TO_GO_ON = (
    "Vérifiez la source. Si vous avez compris et que tout est juste, recommencez avec"
    " --j-ai-compris."
)
UNKNOWN_CLASS = "La classe « {label} » n'existe pas dans cette école. Ses classes sont : {labels}."
UNREADABLE_SETTINGS = (
    "Le fichier de réglages {path} est illisible. Corrigez-le, il doit être au format TOML."
)
BAD_SETTING = "Un réglage n'est pas valable ({error}). Corrigez {path} ou l'environnement."
DEMONSTRATION_IN_USE = (
    "Une démonstration est déjà ouverte dans {folder}. Fermez-la, ou choisissez un autre dossier"
    " avec --dossier."
)
NO_FOLDER = (
    "Le dossier {folder} ne peut pas être utilisé. Vérifiez vos droits, ou choisissez un autre"
    " dossier avec --dossier."
)
DEMONSTRATION_FAILED = (
    "Le serveur Base Elèves 1er degré de démonstration n'a pas démarré. Relancez la démonstration."
)
DEMONSTRATION_STORE = "La base LSUN de cette démonstration est dans {path}."

HOW_TO_QUIT = "Vous êtes à l'accueil. Pour quitter, appuyez sur Ctrl+Q."

HELP_TITLE = "Aide — Échap ferme, ↑ et ↓ font défiler"
COMMON_HELP = (
    "Partout :\n"
    "Tab et Maj+Tab vont d'un élément à l'autre.\n"
    "↑ ↓ Début Fin Page↑ Page↓ déplacent dans une liste ; Entrée ouvre ou active.\n"
    "Échap revient en arrière ; F1 affiche cette aide.\n"
    "Ctrl+Q quitte, et demande d'abord si une synchronisation est en cours."
)
MENU_HELP = (
    "Les menus de LSU. Entrée ouvre l'entrée marquée « > ».\n"
    "La synchronisation se trouve dans Paramétrage."
)
SELECTION_HELP = (
    "Les classes à synchroniser, toutes cochées au départ.\n"
    "Espace coche ou décoche la classe marquée « > » ; la première ligne vaut pour toutes les"
    " classes affichées : [x] cochées, [ ] non cochées, [-] en partie.\n"
    "Taper des lettres ne garde à l'écran que les classes qui les contiennent ; Retour arrière en"
    " efface une, Échap les efface toutes.\n"
    "F5 (ou Ctrl+R, ou le bouton) dit ce qui va être fait, puis lance la synchronisation.\n"
    "F6 (ou Ctrl+Y) simule : il montre ce qui changerait, sans rien écrire."
)
RUN_HELP = (
    "Les messages de la synchronisation. Chacun est déjà enregistré quand il s'affiche.\n"
    "Le panneau suit les derniers messages ; ↑ ou Page↑ remonte et arrête ce suivi, Fin le"
    " reprend.\n"
    "F2 affiche tous les messages ou seulement les avertissements et les erreurs.\n"
    "F3 n'affiche qu'une classe, puis la suivante, puis de nouveau toutes.\n"
    "F4 n'affiche que les messages qui contiennent ce que vous tapez ; Entrée y retourne.\n"
    "Échap pendant la synchronisation propose de l'arrêter : les élèves en cours sont terminés.\n"
    "À la fin, Tab mène au résumé ; Entrée y ouvre les élèves d'un résultat. F5 (ou Ctrl+R)"
    " reprend les élèves non vérifiés ; F7 (ou Ctrl+E) écrit le rapport dans un fichier."
)
PUPILS_HELP = "Les élèves d'un même résultat. Entrée montre ce qui a changé pour l'un d'eux."
PUPIL_HELP = (
    "Ce que la synchronisation a fait pour cet élève : ses messages, chaque donnée avant et après,"
    " et les archives de son livret.\n"
    "F6 (ou Ctrl+Y) synchronise cet élève seul, et dit chaque étape.\n"
    "F7 (ou Ctrl+E) écrit son livret ou l'une de ses archives dans un fichier.\n"
    "F8 (ou Ctrl+A) montre ses archives à côté de ce qu'il est aujourd'hui."
)


def can_be_taken_up(cut_short: RunSummary) -> str:
    """An interrupted run, for who starts another."""
    return (
        f"La synchronisation du {never_or_when(cut_short.run.started_at)} s'est interrompue après"
        f" {count(cut_short.reached, 'élève', 'élèves')} sur {cut_short.total}."
        " « lsun-sync synchroniser --reprendre » la reprend."
    )


def other_source(cut_short: RunSummary) -> str:
    """Why an interrupted run cannot be taken up from here."""
    extracted_on = cut_short.run.scope.extracted_on
    source = f"l'extraction du {extracted_on:%d/%m/%Y}" if extracted_on else "BE1D, en ligne"
    return f"La synchronisation interrompue venait d'ailleurs : reprenez-la depuis {source}."


_SCHOOLS_NAMED = 10


def never_or_when(moment: datetime | None) -> str:
    """A moment in the local time of the machine, or « jamais »."""
    return "jamais" if moment is None else f"{moment.astimezone():%d/%m/%Y %H:%M}"


def count(number: int, one: str, several: str) -> str:
    """A number and its noun, which French keeps singular below two."""
    return f"{number} {one if number < 2 else several}"


def school_line(school: School, schools: int = 1) -> str:
    """The school, as each screen names it; a warning when the store has others."""
    if schools < 2:
        return f"LSUN — {school.name} ({school.uai})"
    return f"⚠ {schools} écoles : vous êtes dans {school.uai} — {school.name}"


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


def _schools(schools: Sequence[School]) -> str:
    named = [f"{school.name} ({school.uai})" for school in schools]
    shown = ", ".join(named[:_SCHOOLS_NAMED])
    more = len(named) - _SCHOOLS_NAMED
    return f"Les écoles : {shown}{f' et {more} autres' if more > 0 else ''}."


def levels(row: StructureOverview) -> str:
    """The levels of a class."""
    if row.structure.is_group:
        return "regroupement"
    return ", ".join(row.structure.levels) or "sans niveau"


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


def selection_sentence(ticked: Collection[StructureOverview]) -> str:
    """What the button would synchronise, or why it cannot."""
    if not ticked:
        return NOTHING_TICKED
    pupils = _number_of_pupils(ticked)
    if not pupils and not any(row.is_new for row in ticked):
        return NO_PUPIL
    classes = count(len(ticked), "classe cochée", "classes cochées")
    return f"{classes}, {count(pupils, 'élève', 'élèves')}."


def launch_question(ticked: Collection[StructureOverview], extracted_on: date | None) -> str:
    """What the dialog says will happen."""
    pupils = _number_of_pupils(ticked)
    register = (
        f"l'extraction du {extracted_on:%d/%m/%Y}" if extracted_on else "Base Elèves 1er degré"
    )
    return (
        f"Comparer {count(pupils, 'élève', 'élèves')} de {count(len(ticked), 'classe', 'classes')},"
        f" et leurs enseignants, à {register}, et mettre à jour dans LSUN ce qui y a changé ? Les"
        " élèves nouveaux sont ajoutés. Les informations d'un élève qui a des bilans verrouillés"
        " sont archivées avant sa mise à jour."
    )


def progress_sentence(progress: Progress) -> str:
    """How far the run is, in words."""
    said = f"{progress.done} sur {progress.total}, {progress.rate:.0f} élèves par seconde"
    left = progress.seconds_left
    return said if left is None else f"{said}, encore {duration(left)}"


def progress_bar(progress: Progress, width: int) -> str:
    """The same, as a bar of so many characters."""
    full = int(progress.share * width)
    return f"[{'#' * full}{'.' * (width - full)}] {progress.share * 100:3.0f} %"


def duration(seconds: float) -> str:
    """A duration as one says it."""
    minutes, left = divmod(math.ceil(seconds), 60)
    return f"{minutes} min {left:02} s" if minutes else f"{left} s"


def filter_sentence(serious_only: bool, division: str | None, shown: int, kept: int) -> str:
    """What the panel shows."""
    what = SERIOUS if serious_only else EVERYTHING
    where = f"classe {division}" if division else "toutes les classes"
    return f"Affichés : {what}, {where} — {shown} sur {kept}."


def after_run(outcome: str) -> str:
    """The breadcrumb of what a synchronisation made of its pupils."""
    return f"❯ {SETTINGS_MENU} ❯ Synchronisation ❯ {outcome}"


def pupil_line(result: PupilResult) -> str:
    """A pupil in a list."""
    archived = " — archivé" if result.archived else ""
    changes = f" — {count(len(result.changes), 'différence', 'différences')}"
    return f"{result.name} ({result.division}){changes if result.changes else ''}{archived}"


def selection_detail(structures: int, ticked: int) -> str:
    """The first row of the selector in words, state included."""
    state = "cochées" if ticked == structures else "en partie cochées" if ticked else "non cochées"
    return f"{ALL_CLASSES}, {state} : {ticked} sur {structures}."


def simulated(decisions: Sequence[Decision]) -> str:
    """What a simulation comes to."""
    modified = sum(one.update is not None for one in decisions)
    archived = sum(one.archive for one in decisions)
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


def typed_filter(text: str) -> str:
    """What was typed to filter the classes."""
    return f"Filtre : {text} (Échap l'efface)" if text else "Filtre : aucun"


def change_sentence(change: Change) -> str:
    """A field before and after."""
    if not change.before:
        return f"{change.label} : « {change.after} » (ajouté)"
    if not change.after:
        return f"{change.label} : « {change.before} » (retiré)"
    return f"{change.label} : « {change.before} » est devenu « {change.after} »"


def foreseen_change(change: Change) -> str:
    """A field before and after, as a simulation shows it."""
    return f"{change.label} : « {change.before} » → « {change.after} »"


def archive_sentence(archive: Archive) -> str:
    """An archive: when it was made, the pupil as he stood, and what it covers."""
    pupil = archive.livret.pupil
    locked = count(len(archive.livret.locked_bilans), "bilan verrouillé", "bilans verrouillés")
    return (
        f"Le {never_or_when(archive.archived_at)}, synchronisation n° {archive.run_id} :"
        f" {pupil.full_name} ({pupil.division.label}), {locked}."
    )


def report_title(report: Report) -> str:
    """Which run a report is of."""
    run = report.run
    source = (
        f"depuis l'extraction du {run.scope.extracted_on:%d/%m/%Y}"
        if run.scope.extracted_on
        else "avec Base Elèves 1er degré"
    )
    return (
        f"Synchronisation n° {run.id} de l'école {run.scope.uai}, {source},"
        f" le {never_or_when(run.started_at)}."
    )


def _number_of_pupils(rows: Collection[StructureOverview]) -> int:
    from core.overview import pupils_of  # noqa: PLC0415 - not before the first screen

    return pupils_of(rows)
