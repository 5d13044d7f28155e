"""What the screens and the command line always say, in French.

A run's own messages are in the core; what is made of facts is in `tui.wording.sentences`.
"""

APPLICATION = "lsun-sync"
SYNCHRONISATION, SIMULATION = "Synchronisation", "Simulation"
RESUME = "Reprendre les élèves non vérifiés"

NOT_OPENED = "LSUN — aucune école"
OPENING = "Ouverture de la base LSUN…"

SELECTION_HINT = "Espace coche, Entrée synchronise, taper un nom filtre."
NOTHING_TICKED = "Aucune classe n'est cochée : cochez-en au moins une avec Espace."
CLASS_COLUMNS = ("Classe", "Élèves", "Niveaux", "Enseignants", "Synchronisée")
NEW = "nouvelle"
CHECKBOX_STATES = ("coché", "partiel", "non coché")
ALL_CLASSES = "Toutes les classes"
NOTHING_SHOWN_TICKED = (
    "Aucune des classes affichées n'est cochée : cochez-en une avec Espace, ou effacez le filtre"
    " par Échap."
)

OVERRIDE_GUARD = "J'ai compris : continuer"
SEE_CHANGES = "Voir les changements"
HELD_HINT = (
    "« Voir les changements » les montre, élève par élève, sans rien écrire. « Continuer » les"
    " fait, une fois la source vérifiée."
)
NEW_YEAR = "C'est la nouvelle année : continuer"
NEW_YEAR_QUESTION = "C'est la nouvelle année, et je veux que ces changements soient faits ?"
OVERRIDE_QUESTION = "J'ai compris, et je veux que ces changements soient faits ?"

SIMULATE = "Simuler"
SIMULATING = "Simulation en cours : rien n'est écrit…"
APPLY = "Appliquer ce qui est coché"
SIMULATION_HELP = (
    "Ce qu'une synchronisation changerait. Rien n'est écrit.\n"
    "Espace laisse de côté l'élève marqué « > », ou le reprend ; Entrée montre chaque donnée avant"
    " et après, et si son livret serait archivé.\n"
    "Tab mène aux messages ; Entrée, sur l'un d'eux, montre aussi l'élève dont il parle.\n"
    "« Appliquer », ou le bouton, fait exactement ce qui est montré et coché : un élève qui a"
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
    "Comparer {name} à Base Elèves 1er degré, et mettre à jour ses données dans LSUN si elles"
    " y ont changé ? Ses informations sont archivées avant, si cet élève a des bilans verrouillés."
)

QUIT = "Quitter"
SYNCHRONISING_PUPIL = "Synchronisation de cet élève en cours…"
UNAVAILABLE = "(indisponible)"
EMPTY = "(rien)"
KEYS_OF_THIS_SCREEN = "Les touches de cet écran :"
PALETTE_TITLE = "Commandes — tapez pour filtrer, Entrée choisit, Échap ferme"
COPYING_TITLE = "Copier — Entrée choisit, Échap ferme"
COPYING = {
    "line": "Copier la ligne où est le curseur",
    "whole": "Copier tout ce qui est affiché",
    "file": "Enregistrer dans un fichier",
}
COPIED = (
    "La copie est envoyée au presse-papiers. Si rien ne se colle, votre terminal ne la prend pas :"
    " enregistrez plutôt dans un fichier."
)
PAUSED = "Affichage en pause : la synchronisation continue. {key} le reprend."
PAUSED_AT_THE_END = "Affichage en pause : la synchronisation est terminée. {key} montre la suite."

CONFIRM = "Confirmer — o Oui, n ou Échap Non"
SUMMARY = " Résumé "
YES, NO = "Oui", "Non"
STOP_QUESTION = (
    "Arrêter la synchronisation ? Les élèves en cours de vérification seront terminés,"
    " les suivants ne seront pas modifiés. Vous pourrez les reprendre."
)
QUIT_QUESTION = (
    "Une synchronisation est en cours. L'arrêter et quitter ? Les élèves en cours de vérification"
    " seront terminés, les suivants ne seront pas modifiés."
)
STARTING = "La synchronisation commence…"
RESUMING = "Reprise des élèves non vérifiés…"
NOT_BEGUN = "Non commencée : l'arrêt a été demandé."
STOPPING = (
    "Arrêt demandé : les élèves en cours de vérification se terminent. Demandez-le encore pour ne"
    " pas les attendre."
)

PROPOSED = "Entrée garde ceci, taper le remplace."
TYPE_A_PUPIL = "tapez un nom ou une classe"
TYPE_A_SCHOOL = "tapez un nom ou un UAI"
SEARCH = "Ne montrer que ce qui contient"
EVERYTHING = "tous les messages"
SERIOUS = "avertissements et erreurs"
ARCHIVES = "Archives de cet élève, de la plus récente à la plus ancienne :"


WHICH_SCHOOL_SCREEN = "De quelle école s'agit-il ? Tapez son nom ou son UAI, puis Entrée."
SCHOOLS_HELP = (
    "Les écoles de la base LSUN. Taper des lettres ne garde que celles dont le nom ou l'UAI les"
    " contient ; Entrée choisit. L'école choisie est rappelée en haut de chaque écran."
)
SHARED_KEY = (
    "Le réglage [touches] donne {key} à deux commandes, {one} et {other}. Donnez-leur deux touches."
)
CANNOT_SAY = (
    "Le résultat ne peut pas être écrit : le disque est plein, ou ne répond pas. Faites de la"
    " place, ou écrivez ailleurs, puis recommencez. Ce qui a été annoncé est enregistré."
)
CRASHED_UNRECORDED = (
    "lsun-sync s'est arrêté sur une erreur qui est la sienne : incident {number}. Ce qui a été"
    " annoncé est enregistré. Relancez lsun-sync. Si cela se reproduit, donnez ce numéro à votre"
    " assistance."
)
CRASHED = (
    CRASHED_UNRECORDED
    + " Joignez le fichier {path} : il dit où l'erreur s'est produite, sans aucune donnée."
)
INCIDENT = "Incident {number} de lsun-sync {version}"

HOW_TO_QUIT = "Vous êtes à l'accueil. Pour fermer lsun-sync, choisissez « Quitter »."

HELP_TITLE = "Aide — Échap ferme, ↑ et ↓ font défiler"
COMMON_HELP = (
    "Partout :\n"
    "Tab et Maj+Tab vont d'un élément à l'autre, phrases de réponse comprises.\n"
    "↑ ↓ Début Fin Page↑ Page↓ déplacent dans une liste ; Entrée ouvre ou active.\n"
    "→ et ← montrent la suite, puis le début, des lignes plus longues que l'écran.\n"
    "« Commandes » donne tout ce qui peut être fait ici, par son nom, et où l'on peut aller.\n"
    "« Copier » copie, ou enregistre dans un fichier, une ligne ou tout l'écran.\n"
    "« Retour » lève d'abord ce qui filtre l'écran, puis le quitte.\n"
    "« Quitter » demande d'abord, si une synchronisation est en cours."
)
MENU_HELP = (
    "Le menu Paramétrage. Entrée ouvre l'entrée marquée « > ».\n"
    "Les autres menus de LSU, Bilans, Attestations et Outils, et les Périodes ne sont pas dans"
    " lsun-sync : ouvrez LSU pour y accéder."
)
SELECTION_HELP = (
    "Les classes à synchroniser, toutes cochées au départ.\n"
    "Espace coche ou décoche la classe marquée « > » ; la première ligne vaut pour toutes les"
    " classes affichées : coché, non coché, ou partiel.\n"
    "Taper des lettres ne garde à l'écran que les classes qui les contiennent ; Retour arrière en"
    " efface une, Échap les efface toutes.\n"
    "Entrée, « Synchroniser » ou le bouton dit ce qui va être fait des classes cochées, puis, une"
    " fois que vous l'avez confirmé, le fait.\n"
    "« Simuler » montre ce qui changerait, sans rien écrire."
)
RUN_HELP = (
    "Les messages de la synchronisation. Chacun est déjà enregistré quand il s'affiche.\n"
    "Le panneau suit les derniers messages ; ↑ ou Page↑ remonte et arrête ce suivi, Fin le"
    " reprend.\n"
    "« Pause » arrête l'affichage, et non la synchronisation ; une seconde fois le reprend.\n"
    "« Gravité » affiche tous les messages, ou seulement les avertissements et les erreurs.\n"
    "« Classe » n'affiche qu'une classe, puis la suivante, puis de nouveau toutes.\n"
    "« Chercher » n'affiche que les messages qui contiennent ce que vous tapez ; Entrée y"
    " retourne.\n"
    "Entrée, sur un message, ouvre l'élève dont il parle : ce qui a changé, avant et après, ou"
    " pourquoi rien n'a changé.\n"
    "« Retour » pendant la synchronisation propose de l'arrêter : les élèves en cours sont"
    " terminés.\n"
    "À la fin, Tab mène au résumé ; Entrée y ouvre les élèves d'un résultat. « Reprendre »"
    " vérifie les élèves qui ne l'ont pas été ; « Rapport » écrit le rapport dans un fichier."
)
PUPILS_HELP = "Les élèves d'un même résultat. Entrée montre ce qui a changé pour l'un d'eux."
PUPIL_HELP = (
    "Ce que la synchronisation a fait pour cet élève : chaque donnée avant et après, les mots qui"
    " diffèrent entre crochets, ou pourquoi rien n'a changé ; ses messages ; ses archives.\n"
    "Tab mène au bouton, qui ouvre son livret tel qu'il est aujourd'hui.\n"
    "« Synchroniser cet élève » le synchronise seul, et dit chaque étape.\n"
    "« Exporter » écrit son livret ou l'une de ses archives dans un fichier.\n"
    "« Archives » montre ses archives à côté de ce qu'il est aujourd'hui."
)
