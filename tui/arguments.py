"""Command lines in French: argparse speaks English only."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from tui.saying import say_aside

_SENTENCES = (
    (r"unrecognized arguments: (.*)", "« {0} » n'est pas une option de cette commande."),
    (r"argument .*: invalid choice: '(.*?)'.*", "« {0} » n'est pas une commande."),
    (r"argument (.*): expected one argument", "L'option {0} attend une valeur."),
    (r"argument (.*): invalid \S+ value: '(.*)'", "« {1} » ne convient pas à l'option {0}."),
    (r"the following arguments are required: (.*)", "Il manque {0}."),
    (r"argument (.*?): (.*)", "L'option {0} ne convient pas : {1}."),
)


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = "Utilisation : ",
    ) -> None:
        super().add_usage(usage, actions, groups, prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser whose help and errors are French sentences."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(**kwargs, formatter_class=_Formatter, add_help=False, allow_abbrev=False)
        self.options = self.add_argument_group("Options")
        self.options.add_argument("-h", "--help", action="help", help="afficher cette aide")

    def error(self, message: str) -> NoReturn:
        """Say what was not understood, and end with status 2."""
        sentence = next(
            french.format(*found.groups())
            for pattern, french in (*_SENTENCES, (r"(.*)", "{0}"))
            if (found := re.fullmatch(pattern, message, re.DOTALL))
        )
        say_aside(f"{sentence} Voir « {self.prog} --help ».")
        sys.exit(2)
