"""What the screens and the command line always say, in French.

A run's own messages are in the core; what is made of facts is in `tui.sentences`.
"""

APPLICATION = "lsun-sync"
SYNCHRONISATION = "Synchronisation élèves / enseignants"
HOME_MENU = "Accueil"
SETTINGS_MENU = "Paramétrage"
PUPILS_MENU = "Élèves"
HISTORY_MENU = "Historique des synchronisations"
PURGE_MENU = "Archives à supprimer"
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
LINEAR_HELP = "au lieu des écrans, des questions et des réponses, ligne par ligne"
DEMONSTRATION_HELP = "essayer sur une école fictive, avec son propre serveur simulé"
STAND_IN_HELP = "servir une Base Elèves 1er degré simulée sur cette machine"
FAULT_NAMES = "muet, coupure, 429, 503, tronque, illisible, type, autre, enorme, html404"

NO_ACCESS_GIVEN = "Le jeton d'accès manque. Donnez-le par la variable d'environnement {variable}."
PORT_TAKEN = "Le port {port} ne peut pas être ouvert. Choisissez-en un autre par --port."
NOT_A_SCHOOL = "Le fichier {path} n'est pas une école lisible. Vérifiez --donnees."
NOT_A_FAULT = (
    "« {text} » n'est pas une panne. Écrivez INE=NOM ou INE=NOM*FOIS, où NOM est l'un de : {names}."
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
