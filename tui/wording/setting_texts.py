"""What is accepted as a setting, why one is refused, and where each comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import wrap
from typing import Protocol

from tui.typography import NO_BREAK, typeset

TEXT = "un texte"
FILE = "le chemin d'un fichier"
BASE = "sqlite:///chemin, ou l'adresse d'un serveur PostgreSQL"
SCHOOL = "l'UAI ou le nom d'une école"
ADDRESS = "une adresse en https (en http, sur cet ordinateur ou un réseau fermé)"
PROXY = "l'adresse d'un mandataire, en http"
SECRET = "des lettres sans accent, des chiffres et des signes, sans espace"  # noqa: S105 - a meaning
HOST = "le nom ou l'adresse d'un serveur"
MAIL = "une adresse de courriel"
MAILS = "des adresses de courriel séparées par des virgules"
PERIODS = "des jours comme 17/10/2026-02/11/2026, 05/07-15/09"
DAYS = "des jours comme 2026-12-19/2027-01-03, séparés par des virgules"
HOUR = "une heure, de 00:00 à 23:59"
ZONE = "un fuseau, comme Europe/Paris"
HOST_AND_PORT = "hôte:port, ou rien"
KEYS = (
    "des touches séparées par des virgules : F1 à F12, Échap, ou Ctrl+ et une lettre (sauf A, B, H,"
    " I, J, M et S, que les terminaux gardent)"
)
YES, NO = "oui", "non"
BOOLEAN = "oui ou non, soit true ou false dans le fichier"

_KINDS = {True: "un nombre entier", False: "un nombre"}


def number(*, whole: bool, least: float | None, above: float | None, most: float | None) -> str:
    """A number between these bounds; None where there is none."""
    kind = _KINDS[whole]
    if above is not None and most is not None:
        return f"{kind} plus grand que {above:g}, et jusqu'à {most:g}"
    if most is not None:
        return f"{kind} de {least:g} à {most:g}"
    return f"{kind}, {least:g} ou plus"


def one_of(words: Sequence[str]) -> str:
    """One of these words."""
    return f"{', '.join(words[:-1])} ou {words[-1]}"


def in_file(path: object, line: int | None) -> str:
    """Where something of the file is said."""
    return f"{path}, ligne {line}" if line else str(path)


def in_variable(name: str) -> str:
    """Where something of the environment is said."""
    return f"La variable {name}"


_MEANT = " Vouliez-vous dire « {meant} » ?"


def _remedy(meant: str | None, known: Sequence[str]) -> str:
    if meant is not None:
        return _MEANT.format(meant=meant)
    return f" Il y a : {', '.join(known)}."


def unknown_section(where: str, name: str, meant: str | None, known: Sequence[str]) -> str:
    """A section that is none."""
    return f"{where} : il n'y a pas de section [{name}].{_remedy(meant, known)}"


def outside(where: str, name: str, sections: Sequence[str]) -> str:
    """A setting before any section, with those that have one of this name."""
    sections_of_it = " ou ".join(f"[{section}]" for section in sections)
    remedy = f"Écrivez-le sous {sections_of_it}." if sections else "Retirez-le."
    return f"{where} : « {name} » n'est dans aucune section. {remedy}"


def not_a_section(where: str, name: str) -> str:
    """A section that is written as a setting."""
    return f"{where} : « {name} » est une section. Écrivez [{name}], et ses réglages dessous."


def unknown_setting(
    where: str, section: str, name: str, meant: str | None, known: Sequence[str]
) -> str:
    """A setting that its section does not have."""
    return f"{where} : la section [{section}] n'a pas de réglage « {name} ».{_remedy(meant, known)}"


def unknown_variable(name: str, meant: str | None) -> str:
    """A variable that looks like ours, and sets nothing."""
    remedy = (
        _MEANT.format(meant=meant)
        if meant is not None
        else " Retirez-la ; « lsun-sync reglages » les dit toutes."
    )
    return f"La variable {name} ne règle rien.{remedy}"


def wrong_value(where: str, setting: str, shown: str | None, accepted: str) -> str:
    """A value that a setting does not take; that of a secret is not shown."""
    value = "ce qui est écrit" if shown is None else f"« {shown} »"
    return f"{where} : {value} ne convient pas à {setting}. Écrivez {accepted}."


def not_toml(where: str, column: int | None) -> str:
    """A line that cannot be read."""
    place = f"{where}, colonne {column}" if column else where
    return (
        f"{place} : cela ne se lit pas comme du TOML. Corrigez-le : une section s'écrit [be1d], un"
        ' réglage nom = valeur, un texte entre guillemets ("…"), et chacun une seule fois.'
    )


def not_utf8(where: str) -> str:
    """A line in another encoding."""
    return f"{where} : cela n'est pas en UTF-8. Enregistrez le fichier en UTF-8."


UNREADABLE = "Le fichier de réglages {path} ne peut pas être lu. Vérifiez vos droits."

# What `lsun-sync reglages` and the screens say of one of them.

SET = "réglé, non montré"
NOTHING = "rien"
DEFAULT_ORIGIN = "par défaut"


def origin(variable: str, line: int | None) -> str:
    """Where a value comes from: its variable, its line of the file, or nowhere."""
    if variable:
        return f"variable {variable}"
    return f"fichier, ligne {line}" if line else DEFAULT_ORIGIN


def explained(meaning: str, accepted: str) -> str:
    """What a setting is, and what it may be."""
    return f"{meaning[0].upper()}{meaning[1:]}. Accepté : {accepted}."


def file_line(path: object, *, is_there: bool) -> str:
    """Which file the settings are read from."""
    if is_there:
        return f"Fichier de réglages : {path}."
    return (
        f"Il n'y a pas de fichier de réglages {path} : « lsun-sync reglages --ecrire » l'écrit,"
        " chaque réglage expliqué."
    )


# The file itself.

FILE_HEAD = (
    "Réglages de lsun-sync. Une ligne qui commence par # ne règle rien : elle dit ce qui vaut par"
    " défaut. Retirez son # pour la changer. Une variable d'environnement l'emporte sur ce fichier."
    " « lsun-sync reglages » dit ce qui vaut, et d'où cela vient."
)
_WIDTH = 98
ALREADY_THERE = (
    "Le fichier {path} existe déjà : rien n'est écrit. Relisez-le, puis renommez-le ou"
    " supprimez-le, et recommencez."
)
NOT_WRITTEN = (
    "Le fichier {path} ne peut pas être écrit : rien n'a changé. Vérifiez vos droits sur son"
    " dossier, et la place du disque."
)
NOT_CHANGED = (
    "Ce réglage ne peut pas être changé d'ici dans {path} : rien n'est écrit. Changez-le dans ce"
    " fichier."
)


def comment(text: str) -> str:
    """Lines that a file of settings leaves out."""
    return "".join(f"# {line}\n".replace(NO_BREAK, " ") for line in wrap(typeset(text), _WIDTH))


def written_file(path: object, present: object) -> str:
    """What was written; `present` is the file that was there, and stays."""
    if present is None:
        return (
            f"Le fichier de réglages est écrit : {path}. Tout y est en commentaire : modifiez-le."
        )
    return (
        f"Le fichier de réglages {present} reste comme il est. Un nouveau, avec ses valeurs mais"
        f" sans ses commentaires, est écrit à côté : {path}. Relisez-le, puis renommez-le pour le"
        " remplacer."
    )


# The screen, and the same line by line.

HINT = "Entrée ouvre le réglage marqué « > » ; ce qui est changé est écrit dans le fichier."
SAVE = "Enregistrer"
VALUE = "Valeur"
HELP = (
    "Les réglages les plus courants, chacun avec sa valeur et d'où elle vient : une variable"
    " d'environnement, une ligne du fichier de réglages, ou ce qui vaut par défaut.\n"
    "« lsun-sync reglages » les dit tous ; « lsun-sync reglages --ecrire » écrit un fichier qui les"
    " explique tous."
)
ONE_HELP = (
    "Un réglage : ce qu'il est, ce qui est accepté, d'où vient sa valeur. Tapez-en une autre ;"
    " « défaut » remet celle qui vaut par défaut.\n"
    "Seul ce réglage est écrit dans le fichier : ses commentaires et les autres réglages restent."
)
UNCHANGED = "Rien n'a changé."
NEXT_START = "Cela vaudra au prochain démarrage de lsun-sync."
AT_ONCE = "Cela vaut dès maintenant."


class Known(Protocol):
    """A setting as it holds."""

    @property
    def meaning(self) -> str:
        """What it is."""

    @property
    def accepted(self) -> str:
        """What it may be."""

    @property
    def shown(self) -> str:
        """Its value."""

    @property
    def origin(self) -> str:
        """Where that comes from."""

    @property
    def variable(self) -> str:
        """The variable that it comes from, if it does."""

    @property
    def default(self) -> str:
        """What it is without anybody having set it."""


def title(meaning: str) -> str:
    """What a setting is, in a few words: the start of what it means."""
    start = re.split(r" [:;(]", meaning, maxsplit=1)[0]
    return f"{start[0].upper()}{start[1:]}"


def row(setting: Known) -> str:
    """A setting in a list."""
    return f"{title(setting.meaning)} : {setting.shown} ({setting.origin})"


def facts(setting: Known) -> tuple[str, ...]:
    """All that is told of one of them."""
    usual = f"Par défaut : {setting.default or NOTHING}."
    told = (row(setting), explained(setting.meaning, setting.accepted), usual)
    return (*told, set_by_variable(setting.variable)) if setting.variable else told


def set_by_variable(variable: str) -> str:
    """Why a setting cannot be changed here, and what to do."""
    return (
        f"La variable d'environnement {variable} donne ce réglage, et l'emporte sur le fichier :"
        " il ne peut pas être changé d'ici. Changez cette variable, ou retirez-la, puis relancez"
        " lsun-sync."
    )


def not_accepted(typed: str, accepted: str) -> str:
    """Why what is typed will not do."""
    return f"« {typed} » ne convient pas. Écrivez {accepted}, ou « défaut »."


WHOLE_ADDRESS = (
    "Le mot de passe de cette adresse n'est pas montré. Tapez l'adresse entière, ou laissez-en le"
    " mot de passe dans le fichier ~/.pgpass."
)


def saved(path: object, *, at_once: bool) -> str:
    """What was done."""
    return f"Enregistré dans {path}. {AT_ONCE if at_once else NEXT_START}"
