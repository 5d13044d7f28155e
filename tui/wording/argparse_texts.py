"""What `argparse` says, in French: by its own words, as its gettext asks for them."""

from collections.abc import Sequence

CATALOGUE = {
    "usage: ": "Utilisation : ",
    "options": "Options\u00a0",
    "positional arguments": "Arguments\u00a0",
    "show this help message and exit": "afficher cette aide",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "the following arguments are required: %s": "il manque %s",
    "expected one argument": "il manque une valeur",
    "expected at least one argument": "il manque au moins une valeur",
    "expected at most one argument": "une seule valeur est attendue",
    "expected %s argument": "%s valeur est attendue",
    "expected %s arguments": "%s valeurs sont attendues",
    "ignored explicit argument %r": "la valeur « %s » est de trop",
    "invalid %(type)s value: %(value)r": "« %(value)s » ne convient pas",
}
"""By the message that `argparse` would say in English."""

SEE_HELP = "{message}. Voir « {program} --help »."

NOT_A_COMMAND = "« {name} » n'est pas une commande"
NOT_AN_OPTION = "« {typed} » n'est pas une option de cette commande"
TOO_MUCH = "« {typed} » est de trop"
_PERHAPS = "{message} (vouliez-vous dire « {name} » ?)"


def suggesting(message: str, name: str | None) -> str:
    """What was not understood, and what was perhaps meant; None when nothing is like it."""
    return _PERHAPS.format(message=message, name=name) if name else message


def not_one_of(typed: str, names: Sequence[str]) -> str:
    """What was typed, and what could have been."""
    *others, last = names
    listed = f"{', '.join(others)} ou {last}" if others else last
    return f"« {typed} » ne convient pas : choisissez {listed}"
