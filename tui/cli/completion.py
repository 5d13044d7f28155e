"""`completion`: what has a shell complete command lines, made from the table of commands."""

import argparse
import sys
from collections.abc import Iterator

from tui.cli.commands import parser
from tui.exit_status import Status
from tui.wording.command_texts import COMMANDS_OF_ZSH
from tui.wording.texts import APPLICATION

_FILES = frozenset({"FICHIER", "CHEMIN", "OBJET"})
_FOLDERS = frozenset({"DOSSIER"})
"""What stands for a path in the help of an option or an argument."""


def completion(options: argparse.Namespace) -> Status:
    """Write the script that this shell reads."""
    import shtab  # noqa: PLC0415 - no other command needs it

    whole = parser()
    for action in _actions(whole):
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.metavar in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    script = shtab.complete(whole, shell=options.interpreteur)
    sys.stdout.write(script.replace(f"'{APPLICATION} commands'", f"'{COMMANDS_OF_ZSH}'"))
    return Status.SUCCESS


def _actions(whole: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """All that a parser and its commands take."""
    for action in whole._actions:  # noqa: SLF001 - as shtab reads them
        yield action
        if isinstance(action.choices, dict):
            for known in action.choices.values():
                yield from _actions(known)
