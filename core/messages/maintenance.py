"""What is said of copies of the store: made, verified, put back."""

from collections.abc import Sequence
from pathlib import Path

from core.model.integrity import Flaw, FlawKind

WHOLE = (
    "{what} est entière : sa structure, les empreintes de ses archives et son journal concordent."
)
THE_STORE, THE_COPY = "La base LSUN", "La sauvegarde {path}"

HOW_TO_RESTORE = (
    "Pour la remettre à la place de la base LSUN, relancez avec --confirmer. La base actuelle sera"
    " gardée à côté."
)

IN_USE = (
    "Une synchronisation est en cours dans la base LSUN. Attendez qu'elle ait fini, ou arrêtez-la,"
    " puis recommencez."
)

_FLAWS = {
    FlawKind.NOT_A_STORE: "ce n'est pas une base de lsun-sync",
    FlawKind.UNKNOWN_VERSION: "elle est d'une version que celle-ci ne connaît pas ({where})",
    FlawKind.DAMAGED: "son fichier est abîmé",
    FlawKind.ORPHANS: "{count} lignes de « {where} » se rapportent à des lignes qui n'existent pas",
    FlawKind.ALTERED_ARCHIVE: "l'archive n° {where} n'a plus l'empreinte de quand elle fut faite",
    FlawKind.UNREADABLE_LIVRET: "les données de l'élève n° {where} ne sont plus lisibles",
    FlawKind.UNJOURNALLED: "{count} retraits de bilan n'ont pas leur ligne dans le journal",
}


def saved(path: Path) -> str:
    """A copy was made."""
    return f"La base LSUN est sauvegardée dans {path}. Ce fichier contient des données d'élèves."


def restored(path: Path, kept: Path | None) -> str:
    """A copy was put back; `kept` is where what it replaced is."""
    before = f" Celle qu'elle remplace est gardée dans {kept}." if kept else ""
    return f"La sauvegarde {path} est remise à la place de la base LSUN.{before}"


def flaw(found: Flaw) -> str:
    """What is wrong, as the end of a sentence."""
    return _FLAWS[found.kind].format(where=found.where, count=found.count)


def not_whole(path: Path, flaws: Sequence[Flaw]) -> str:
    """Why a copy is not put back."""
    reasons = " ; ".join(map(flaw, flaws))
    return (
        f"La sauvegarde {path} n'est pas entière : {reasons}. Rien n'a été changé."
        " Choisissez-en une autre."
    )
