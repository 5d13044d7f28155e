"""Command lines in French: `argparse` is given its own words by its own gettext."""

import argparse
import sys
from collections.abc import Sequence
from gettext import NullTranslations
from itertools import takewhile
from typing import Any, NoReturn

from tui.cli.output import say_aside
from tui.exit_status import Status
from tui.nearest import meant_by
from tui.wording.argparse_texts import (
    CATALOGUE,
    NOT_A_COMMAND,
    NOT_AN_OPTION,
    SEE_HELP,
    TOO_MUCH,
    suggesting,
)
from tui.wording.example_texts import Example, told


class _French(NullTranslations):
    def gettext(self, message: str) -> str:
        return CATALOGUE.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n < 2 else msgid2)


# What `argparse` calls for each of its messages: installed here, and nowhere but here.
vars(argparse).update(_=_French().gettext, ngettext=_French().ngettext)


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors end the program with a French sentence.

    They name what was perhaps meant; `examples` end the help.
    """

    def __init__(
        self,
        examples: Sequence[Example] = (),
        **options: Any,  # noqa: ANN401 - argparse's own
    ) -> None:
        super().__init__(**options, add_help=False, allow_abbrev=False)
        self._examples = examples
        self.options = self.add_argument_group(CATALOGUE["options"])
        self.options.add_argument(
            "-h", "--help", action="help", help=CATALOGUE["show this help message and exit"]
        )

    def format_help(self) -> str:
        return super().format_help() + told(self._examples)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401
        """Refuse what is not known: of a command, while its own options are at hand."""
        typed = list(sys.argv[1:] if args is None else args)
        # What comes after the name of a command is the command's.
        own = takewhile(_is_option, typed) if self._subparsers else typed
        for option in filter(_is_option, own):
            # First, or its value would be taken for an argument, and wrongly blamed.
            if option.partition("=")[0] not in self._option_string_actions:
                self._refuse(option)
        known, unknown = super().parse_known_args(typed, namespace)
        if unknown:
            self._refuse(" ".join(unknown))
        return known, unknown

    def _refuse(self, unknown: str) -> NoReturn:
        name = unknown.partition("=")[0]
        message = (NOT_AN_OPTION if _is_option(name) else TOO_MUCH).format(typed=unknown)
        self.error(suggesting(message, meant_by(name, self._option_string_actions)))

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401
        # The values of options are checked as they are read: this is the name of a command.
        if action.choices is not None and value not in action.choices:
            message = NOT_A_COMMAND.format(name=value)
            raise argparse.ArgumentError(None, suggesting(message, meant_by(value, action.choices)))

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:  # noqa: ANN401
        try:
            return super()._get_value(action, arg_string)
        except argparse.ArgumentError as error:
            if action.option_strings:
                raise
            # What was typed is told: the name that the help has for its place tells nothing more.
            raise argparse.ArgumentError(None, error.message) from None

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401 - as its own
        # argparse's own keeps silent when this cannot be written.
        if message:
            (file or sys.stderr).write(message)

    def error(self, message: str) -> NoReturn:
        """Say what was not understood, and end with status 2."""
        sentence = message[:1].upper() + message[1:]
        say_aside(SEE_HELP.format(message=sentence, program=self.prog))
        sys.exit(Status.REFUSED)


def _is_option(typed: str) -> bool:
    """Whether `argparse` takes this for an option, written out."""
    return typed.startswith("--") and typed != "--" and " " not in typed
