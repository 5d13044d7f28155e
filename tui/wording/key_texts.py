"""How commands and keys are called."""

from collections.abc import Sequence

COMMANDS = {
    "aide": "Aide",
    "commandes": "Commandes",
    "lancer": "Synchroniser",
    "simuler": "Simuler",
    "enregistrer": "Enregistrer",
    "archives": "Archives",
    "pause": "Pause",
    "gravite": "Gravité",
    "classe": "Classe",
    "chercher": "Chercher",
    "retour": "Retour",
    "copier": "Copier",
    "quitter": "Quitter",
    "redessiner": "Redessiner l'écran",
    "suspendre": "Suspendre lsun-sync",
}
"""By the names that `[touches]` of the settings knows; a screen may have a label of its own."""

SYNCHRONISE_PUPIL = "Synchroniser cet élève"
EXPORT = "Exporter"
REPORT = "Rapport"
RESUME = "Reprendre"
APPLY = "Appliquer"
CLOSE = "Fermer"
GO_ON = "Continuer"
READING = {
    "create": "Créer l'école",
    "bilans": "Ses bilans",
    "synchronise": "Synchroniser",
}
"""What Enter does with an extraction that was read."""
TICK = "Cocher"
ACTIVATE = "Activer"
CHOOSE = "Choisir"
LINE_UP, LINE_DOWN = "Ligne précédente", "Ligne suivante"
PAGE_UP, PAGE_DOWN = "Page précédente", "Page suivante"
FIRST_LINE, LAST_LINE = "Première ligne", "Dernière ligne"
LINE_END, LINE_START = "Suite des lignes", "Début des lignes"

_FRENCH = {"escape": "Échap", "space": "Espace", "enter": "Entrée"}


def key_name(key: str) -> str:
    """How a key is called."""
    return _FRENCH.get(key) or "+".join(part.capitalize() for part in key.split("+"))


def keys_named(keys: Sequence[str]) -> str:
    """How several keys are called."""
    return " ou ".join(map(key_name, keys))
