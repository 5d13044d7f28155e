"""What the manual page says besides what the commands say of themselves."""

NAME, SYNOPSIS, DESCRIPTION = "NOM", "SYNOPSIS", "DESCRIPTION"
COMMANDS, OPTIONS, SETTINGS = "COMMANDES", "OPTIONS", "RÉGLAGES"
EXIT_STATUSES, FILES, EXAMPLES = "ÉTATS DE SORTIE", "FICHIERS", "EXEMPLES"
MANUAL = "Manuel de lsun-sync"
SHORT = "mettre LSUN à jour depuis Base Elèves 1er degré"
COMMAND, ARGUMENTS = "COMMANDE", "ARGUMENT…"

DESCRIBED = """\
Quand un élève change dans Base Elèves 1er degré (BE1D, aujourd'hui ONDE), son livret dans LSUN doit
suivre. lsun-sync est, au terminal, le bouton « Synchronisation élèves / enseignants » de LSU : les
élèves non trouvés sont signalés, les autres mis à jour ; si un bilan est verrouillé, le livret est
d'abord archivé.

Sans commande, lsun-sync ouvre ses écrans, qui se conduisent au clavier seul : F1 en dit les
touches. Avec --lineaire, ou ACCESSIBLE=1 dans l'environnement, les mêmes choix se font ligne par
ligne, pour un lecteur d'écran ou une plage braille. Les commandes sont pour les scripts.

Un message affiché est un fait déjà enregistré. Ctrl+C arrête proprement : les élèves en cours sont
terminés, les autres ne sont pas modifiés.

Partout où une commande prend un INE, elle prend aussi les mots entiers d'un nom."""
SETTINGS_DESCRIBED = (
    "Ils sont dans le fichier {path}, par section ; une variable d'environnement l'emporte : base,"
    " dans la section [lsun], est LSUN_SYNC_LSUN_BASE. Un secret vient de l'environnement, d'un"
    " fichier que son propriétaire seul peut lire, ou du trousseau."
)
SETTINGS_FILE = "~/.config/lsun-sync/reglages.toml"
KEYS = "les touches d'une commande des écrans, par son nom"

STATUSES = {
    0: "tout a été fait",
    1: "il reste quelque chose : élèves à vérifier, arrêt demandé, disque plein",
    2: "refusé : rien n'a été fait, la raison est sur la sortie d'erreur",
    3: "retenue : trop d'élèves changeraient d'un coup, quelqu'un doit dire qu'il a compris",
    4: "occupé : une synchronisation de cette école est déjà en cours",
    5: "Base Elèves 1er degré ne répond pas, ou refuse l'accès",
    70: "erreur de lsun-sync lui-même : son numéro d'incident est sur la sortie d'erreur",
}

PATHS = {
    SETTINGS_FILE: "les réglages",
    "~/.local/share/lsun-sync/lsun.sqlite": (
        "la base LSUN, si le réglage n'en dit pas d'autre : les données d'élèves y sont"
    ),
    "~/.local/share/lsun-sync/demonstration/": "l'école fictive, refaite à chaque fois",
    "~/.local/state/lsun-sync/lsun-sync.log": "le journal du programme, en nombres",
    "~/.local/state/lsun-sync/incidents/": "les erreurs de lsun-sync, sans aucune valeur",
    "~/.local/state/lsun-sync/extractions.json": "où étaient les dernières extractions lues",
    "~/.local/state/lsun-sync/automatique.json": "ce qui a déjà été dit d'une synchronisation",
    "~/.config/systemd/user/": "le minuteur de « lsun-sync automatique installer »",
}
"""As they are where no XDG variable says otherwise."""
