"""What single keys do: a stable name for each command, its keys, and how keys are called.

No key is a letter alone (WCAG 2.1.4), and none is one that terminals keep for themselves: Ctrl+A
(screen), Ctrl+B (tmux), Ctrl+S (flow control), F10 and F11 (windows). Each command is in the
palette too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """The keys of a command unless the settings give it others, and what it does."""

    keys: str
    label: str


COMMANDS: Mapping[str, Command] = {
    "aide": Command("f1,ctrl+g", "Aide"),
    "commandes": Command("ctrl+p", "Commandes"),
    "lancer": Command("f5,ctrl+r", "Synchroniser"),
    "simuler": Command("f6,ctrl+y", "Simuler"),
    "enregistrer": Command("f7,ctrl+e", "Enregistrer"),
    "archives": Command("f8,ctrl+o", "Archives"),
    "pause": Command("f9,ctrl+u", "Pause"),
    "gravite": Command("f2,ctrl+w", "Gravité"),
    "classe": Command("f3,ctrl+t", "Classe"),
    "chercher": Command("f4,ctrl+f", "Chercher"),
    "retour": Command("escape", "Retour"),
    "copier": Command("f12,ctrl+k", "Copier"),
    "quitter": Command("ctrl+q,ctrl+c", "Quitter"),
    "redessiner": Command("ctrl+l", "Redessiner l'écran"),
    "suspendre": Command("ctrl+z", "Suspendre lsun-sync"),
}
"""By the names that `[touches]` of the settings knows, in the order in which they are shown."""

_KEY = re.compile(r"f([1-9]|1[0-2])|ctrl\+[c-gk-ln-rt-z]|escape")
"""Without A, B, S, and H, I, J, M, which arrive as Retour arrière, Tab and Entrée."""
_FRENCH = {"escape": "Échap", "space": "Espace", "enter": "Entrée"}


def keys_read(text: str) -> str | None:
    """The keys that a setting names (« F5, Ctrl+R », « Échap »); None when one is no such key."""
    names = [name for name in re.split(r"[,\s]+", text.strip().lower()) if name]
    keys = ["escape" if name in ("échap", "echap") else name for name in names]
    return ",".join(keys) if keys and all(map(_KEY.fullmatch, keys)) else None


def key_name(key: str) -> str:
    """How a key is called."""
    return _FRENCH.get(key) or "+".join(part.capitalize() for part in key.split("+"))


def keys_named(keys: Sequence[str]) -> str:
    """How several keys are called."""
    return " ou ".join(map(key_name, keys))
