"""What single keys do: a stable name for each command, and its keys.

No key is a letter alone (WCAG 2.1.4), and none is one that terminals keep for themselves: Ctrl+A
(screen), Ctrl+B (tmux), Ctrl+S (flow control), F10 and F11 (windows). Each command is in the
palette too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tui.wording import key_texts as words


@dataclass(frozen=True, slots=True)
class Command:
    """The keys of a command unless the settings give it others, and what it does."""

    keys: str
    label: str


COMMANDS: Mapping[str, Command] = {
    "aide": Command("f1,ctrl+g", words.COMMANDS["aide"]),
    "commandes": Command("ctrl+p", words.COMMANDS["commandes"]),
    "lancer": Command("f5,ctrl+r", words.COMMANDS["lancer"]),
    "simuler": Command("f6,ctrl+y", words.COMMANDS["simuler"]),
    "enregistrer": Command("f7,ctrl+e", words.COMMANDS["enregistrer"]),
    "archives": Command("f8,ctrl+o", words.COMMANDS["archives"]),
    "pause": Command("f9,ctrl+u", words.COMMANDS["pause"]),
    "gravite": Command("f2,ctrl+w", words.COMMANDS["gravite"]),
    "classe": Command("f3,ctrl+t", words.COMMANDS["classe"]),
    "chercher": Command("f4,ctrl+f", words.COMMANDS["chercher"]),
    "retour": Command("escape", words.COMMANDS["retour"]),
    "copier": Command("f12,ctrl+k", words.COMMANDS["copier"]),
    "quitter": Command("ctrl+q,ctrl+c", words.COMMANDS["quitter"]),
    "redessiner": Command("ctrl+l", words.COMMANDS["redessiner"]),
    "suspendre": Command("ctrl+z", words.COMMANDS["suspendre"]),
}
"""By the names that `[touches]` of the settings knows, in the order in which they are shown."""

_KEY = re.compile(r"f([1-9]|1[0-2])|ctrl\+[c-gk-ln-rt-z]|escape")
"""Without A, B, S, and H, I, J, M, which arrive as Retour arrière, Tab and Entrée."""


def keys_read(text: str) -> str | None:
    """The keys that a setting names (« F5, Ctrl+R », « Échap »); None when one is no such key."""
    names = [name for name in re.split(r"[,\s]+", text.strip().lower()) if name]
    keys = ["escape" if name in ("échap", "echap") else name for name in names]
    return ",".join(keys) if keys and all(map(_KEY.fullmatch, keys)) else None
