"""The command line: with screens where there is a terminal for them, line by line, or without."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from core.errors import UserError
from tui import settings
from tui.charset import charset, write_in
from tui.cli.commands import COMMANDS, parser
from tui.cli.output import say_aside
from tui.composition.demonstration import demonstration_opener
from tui.composition.workspace import opener
from tui.exit_status import Status
from tui.wording import command_texts

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.usecases.workspace import WorkspaceOpener


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; its exit statuses are those of `tui.exit_status.Status`."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            # A sign that cannot be shown is no reason to stop.
            write_in(stream, charset() if stream.isatty() else stream.encoding)
    options = parser().parse_args(arguments)
    try:
        status = _do(options)
        sys.stdout.flush()
    except UserError as error:
        say_aside(str(error))
        return Status.REFUSED
    except KeyboardInterrupt:
        # A run that has begun drains instead.
        say_aside(command_texts.CUT_SHORT)
        return Status.WITH_ERRORS
    except BrokenPipeError:
        # Who read has enough (`lsun-sync rapport | head`); Python would complain at its own end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Status.WITH_ERRORS
    return status


def _do(options: argparse.Namespace) -> int:
    match options.command:
        case "demonstration" if options.lineaire or _has_terminal():
            opens = demonstration_opener(options.dossier, options.latence)
        case "":
            opens = opener()
        case name:
            return COMMANDS[name].run(options)
    if options.lineaire or not _has_terminal() or _wants_lines(os.environ):
        from tui.linear import program  # noqa: PLC0415 - the screens do without

        return program.run(opens)
    return _run_screens(opens)


def _has_terminal() -> bool:
    # Textual draws on stderr.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def _wants_lines(environment: Mapping[str, str]) -> bool:
    """Whether the user reads with something else than a screen, or has a terminal without one."""
    return (
        environment.get("ACCESSIBLE", "") not in ("", "0")
        or environment.get("TERM", "") in ("", "dumb")
        or settings.load(environment).terminal.linear
    )


def _run_screens(opens: WorkspaceOpener) -> int:
    from tui.fullscreen.app import LsunSync  # noqa: PLC0415 - never imported without a terminal

    chosen = settings.load()
    app = LsunSync(opens, chosen.terminal, chosen.keys)
    app.run(mouse=False)
    return app.return_code or Status.SUCCESS
