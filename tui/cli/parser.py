"""Command lines in French: `argparse` is given its own words by its own gettext."""

import argparse
import sys
from gettext import NullTranslations
from typing import Any, NoReturn

from tui.cli.output import say_aside
from tui.exit_status import Status
from tui.wording.argparse_texts import CATALOGUE, SEE_HELP


class _French(NullTranslations):
    def gettext(self, message: str) -> str:
        return CATALOGUE.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n < 2 else msgid2)


# What `argparse` calls for each of its messages: installed here, and nowhere but here.
vars(argparse).update(_=_French().gettext, ngettext=_French().ngettext)


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors end the program with a French sentence."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(**options, add_help=False, allow_abbrev=False)
        self.options = self.add_argument_group(CATALOGUE["options"])
        self.options.add_argument(
            "-h", "--help", action="help", help=CATALOGUE["show this help message and exit"]
        )

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401 - as its own
        # argparse's own keeps silent when this cannot be written.
        if message:
            (file or sys.stderr).write(message)

    def error(self, message: str) -> NoReturn:
        """Say what was not understood, and end with status 2."""
        say_aside(SEE_HELP.format(message=message, program=self.prog))
        sys.exit(Status.REFUSED)
