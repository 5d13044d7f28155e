"""What is said of copies of the store: made, verified, put back."""

from collections.abc import Sequence
from pathlib import Path

from core.model.identifiers import Uai
from core.model.integrity import Flaw, FlawKind
from core.model.users import Role

WHOLE = (
    "{what} est entière : sa structure, les empreintes de ses archives et son journal concordent."
)
THE_STORE, THE_COPY = "La base LSUN", "La sauvegarde {path}"

HOW_TO_RESTORE = (
    "Pour la remettre à la place de la base LSUN, relancez avec --confirmer. La base actuelle sera"
    " gardée à côté."
)

MIGRATED = "La base LSUN est à jour : ses tables sont celles de cette version."
FORBIDDEN = "Le compte « {account} » n'a plus accès à la base LSUN."

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


def allowed(account: str, role: Role, uai: Uai | None) -> str:
    """An account was given a role, in a school or in all of them."""
    where = f"dans l'école {uai}" if uai else "dans toutes les écoles"
    return f"Le compte « {account} » a le rôle « {role} » {where} de la base LSUN."


def copied(count: int) -> str:
    """All the rows of a base were copied."""
    return (
        f"La base LSUN est copiée : {count} lignes, comptées et comparées une à une par leurs"
        " empreintes. Pour travailler avec la copie, changez le réglage LSUN_SYNC_LSUN_BASE."
    )


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
