"""What only the line mode says, in French; the rest are the sentences of the screens."""

WELCOME = (
    "lsun-sync, ligne par ligne. Tapez le numéro d'un choix, puis Entrée ; ? donne l'aide de"
    " l'endroit où vous êtes."
)
NOBODY_ANSWERS = (
    "lsun-sync pose des questions, et personne n'y répond ici : rien n'a été fait."
    " Utilisez « lsun-sync synchroniser », qui n'en pose aucune."
)
INPUT_ENDED = "Il n'y a plus de réponse à lire : lsun-sync se ferme."
ASKED_TO_END = "Arrêt demandé : lsun-sync se ferme."
GOODBYE = "Au revoir."

QUIT, BACK = "Quitter", "Retour"
CHOICE = "Votre choix (0 à {last}, ? pour l'aide) :"
NOTHING_TYPED = "Rien n'a été tapé. Tapez un numéro de 0 à {last}, ou ? pour l'aide."
NOT_A_CHOICE = "« {typed} » n'est pas un choix. Tapez un numéro de 0 à {last}, ou ? pour l'aide."
NONE_CONTAINS = (
    "« {typed} » n'est ni un numéro de 0 à {last}, ni contenu dans l'un des choix. Tapez un numéro,"
    " d'autres lettres, ou ? pour l'aide."
)
SHOWN = "Choix {first} à {last} sur {total}. Entrée dit les suivants ; des lettres les filtrent."
SHOWN_LAST = "Choix {first} à {last} sur {total}. Des lettres les filtrent."
KEPT_ONE = "1 choix sur {total} contient « {typed} ». Entrée redonne la liste entière."
KEPT = "{kept} choix sur {total} contiennent « {typed} ». Entrée redonne la liste entière."
ANSWER = "Votre réponse (Entrée : {default}) :"
NOT_AN_ANSWER = "« {typed} » n'est pas une réponse. Tapez non ou oui, ou leur numéro, 1 ou 2."
CONFIRM_HELP = "Tapez non ou 1, oui ou 2. Entrée seule donne la réponse proposée."
COMMON_HELP = (
    "Partout : 0 revient en arrière, ? donne cette aide, Ctrl+C quitte. Pendant une"
    " synchronisation, Ctrl+C l'arrête proprement et revient ici."
)
LIST_HELP = (
    "Des lettres ne gardent que les choix qui les contiennent, sans accents ni majuscules ; Entrée"
    " seule dit la suite d'une longue liste, ou la redonne entière."
)
ERROR = "Erreur : {sentence}"

MENU_HELP = (
    "Le menu Paramétrage. Tapez le numéro d'une entrée, puis Entrée.\n"
    "Les autres menus de LSU, Bilans, Attestations et Outils, et les Périodes ne sont pas dans"
    " lsun-sync : ouvrez LSU pour y accéder."
)
SCHOOLS_HELP = "Les écoles de la base LSUN. Le numéro choisit ; l'école choisie est ensuite dite."
WHICH_SCHOOL = "De quelle école s'agit-il ? Tapez son numéro, son nom ou son UAI."

TICK = "Numéros à cocher ou décocher, tout, rien, ou Entrée pour continuer :"
NOT_TO_TICK = (
    "« {typed} » ne convient pas. Tapez des numéros de 1 à {last} séparés par des espaces ou des"
    " virgules, tout, rien, Entrée pour continuer, ou 0 pour revenir."
)
TICK_HELP = (
    "Un ou plusieurs numéros, séparés par des espaces ou des virgules, cochent ou décochent ; tout"
    " les coche tous, rien les décoche tous. Entrée seule continue, après la suite d'une longue"
    " liste."
)
SELECTION_HELP = "Les classes à synchroniser, toutes cochées au départ."
NOTHING_TICKED = "Aucune classe n'est cochée : tapez le numéro d'au moins une, ou tout."
LAUNCH_HELP = (
    "La synchronisation dit d'abord ce qui va être fait, et demande si c'est bien ce que vous"
    " voulez. La simulation dit ce qui changerait, sans rien écrire."
)
RUN_HELP = (
    "La synchronisation est terminée ; chaque message dit est enregistré. Un résultat donne ses"
    " élèves. Les messages se relisent, tous ou certains ; le rapport s'écrit dans un fichier."
)
REPORT_HELP = (
    "Une synchronisation telle qu'elle a été enregistrée. Un résultat donne ses élèves. Les"
    " messages se relisent, tous ou certains ; le rapport s'écrit dans un fichier."
)
PROGRESS = "{percent} % : {sentence}."
READ_AGAIN = "Relire les messages"
REPORT = "Rapport dans un fichier"

TELL_THESE = "Dire ces messages"
ALL_SEVERITIES = "Garder tous les messages"
SERIOUS_ONLY = "Ne garder que les avertissements et les erreurs"
ONE_CLASS = "Ne garder qu'une classe"
ALL_DIVISIONS = "Toutes les classes"
SOME_WORDS = "Ne garder que ce qui contient un texte"
OPEN_ONE = "Choisir l'un de ces messages : l'élève dont il parle, avant et après"
ONE_MESSAGE_HELP = (
    "Le numéro d'un message dit l'élève dont il parle : ce qui a changé, avant et après, ou"
    " pourquoi rien n'a changé. Un message qui n'est d'aucun élève est redit seul."
)
WORDS = "Texte à chercher (Entrée : aucun) :"
MESSAGES_HELP = (
    "Choisissez d'abord ce que vous voulez relire, par gravité, par classe et par les mots, sans"
    " accents ni majuscules ; puis faites dire ces messages, ou choisissez-en un pour que l'élève"
    " dont il parle soit dit, avant et après."
)

PUPIL_ALONE = "Synchroniser cet élève seul"
EXPORT_PUPIL = "Exporter son livret ou l'une de ses archives"
ARCHIVES_OF_PUPIL = "Ses archives, à côté de ce qu'il est aujourd'hui"
REASON_PROMPT = "Pourquoi ce bilan est-il retiré (0 : revenir) ?"
PUPIL_HELP = (
    "Ce que LSUN sait de cet élève, ou ce que la synchronisation en a fait. Il peut être"
    " synchronisé seul, chaque étape étant dite ; son livret ou ses archives s'écrivent dans un"
    " fichier."
)
ARCHIVES_HELP = (
    "Les archives de cet élève, de la plus récente à la plus ancienne. Le numéro en dit une à côté"
    " de ce qu'il est aujourd'hui : une ligne qui commence par * diffère d'aujourd'hui."
)
PUPILS_HELP = "Les élèves d'un même résultat. Le numéro dit ce qui a changé pour l'un d'eux."
PUPILS_OF_SCHOOL_HELP = "Les élèves de l'école dans LSUN. Le numéro dit un élève."
CHANGES_HELP = (
    "Le premier et le dernier jour de ce que vous voulez relire, compris. Entrée seule ne borne pas"
    " la période de ce côté."
)
PAST_CHANGES_HELP = (
    "Qui a changé, de la première synchronisation à la dernière. Le numéro dit un élève avant et"
    " après ; un nom, une classe ou un INE filtre."
)
HISTORY_HELP = (
    "Les synchronisations de l'école, de la plus récente à la plus ancienne : quand, par qui,"
    " depuis quelle source, et ce qui en est sorti. Le numéro en relit une."
)

FILE_NAME = "Fichier, sans son suffixe {suffix} (Entrée : {suggested}, 0 : revenir) :"
SAVING_HELP = (
    "Choisissez ce qui doit être écrit, puis tapez le nom du fichier. Il est créé pour vous seul ;"
    " un fichier existant n'est pas remplacé."
)

SIMULATION_STOPPED = "Simulation arrêtée : rien n'a été écrit."
CHANGING_HELP = "Les élèves qui changeraient, tous cochés au départ."
SIMULATION_HELP = (
    "Ce qu'une synchronisation changerait ; rien n'est écrit. Appliquer fait exactement ce qui est"
    " dit et coché : un élève qui a changé entre-temps dans LSUN n'est pas modifié."
)
TICK_PUPILS = "Laisser des élèves de côté, ou les reprendre"
SEE_WHY = "Voir pourquoi un élève changerait"
WHY_HELP = (
    "Ce que la synchronisation ferait d'un élève : ses messages, chaque donnée avant → après, et"
    " comment il a été recherché."
)
NOTHING_TO_APPLY = "Rien ne changerait : il n'y a rien à appliquer."
TICKED, UNTICKED = "{line}, coché", "{line}, non coché"

FIELD = "{label} (Entrée : passer, pour un cahier de notes ; 0 : revenir) :"
BOUND = "{label} (Entrée : pas de limite, 0 : revenir) :"
SUGGESTED_SETTING = "{label} (Entrée : garder {shown}, 0 : revenir) :"
SUGGESTED_FIELD = "{label} (Entrée : {suggested}) :"
PATH = "Dossier ou fichier à importer (Entrée : revenir) :"
SUGGESTED_PATH = "Dossier ou fichier à importer (Entrée : {folder}, 0 : revenir) :"
NAME_NEEDED = "Cette école est nouvelle. Son nom (Entrée : revenir) :"
IMPORT_HELP = (
    "Les extractions de ONDE ne disent ni leur école ni leur jour : tapez-les d'abord ; un fichier"
    " .xml de cahier de notes n'en a pas besoin. Puis tapez le chemin du dossier des extractions,"
    " de l'une d'elles (.csv), ou du fichier .xml. Rien n'est écrit avant que vous l'ayez confirmé."
)
READING_HELP = (
    "Ce que contiennent les extractions, ce que LSUN en connaît, et ce qui n'a pas été utilisé."
    " Rien n'est écrit avant que vous l'ayez confirmé."
)
PURGE_HELP = (
    "Les archives que plus rien n'oblige à garder, avec le jour jusqu'auquel il le fallait."
    " Celles-là sont supprimées, et aucune autre, une fois que vous l'avez confirmé."
)

_SHOWN_OF_AN_ANSWER = 60


def shortened(typed: str) -> str:
    """What was typed, as an error repeats it."""
    return typed if len(typed) <= _SHOWN_OF_AN_ANSWER else f"{typed[:_SHOWN_OF_AN_ANSWER]}…"
