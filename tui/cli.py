"""The command line: with screens where there is a terminal for them, and without."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui import texts
from tui.opening import demonstration_opening, opening
from tui.options import parser
from tui.refused import Refused
from tui.saying import say_aside
from tui.status import Status

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from tui.services import Opening


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; its exit statuses are those of `tui.status.Status`."""
    for stream in (sys.stdout, sys.stderr):
        # A sign that the terminal cannot show is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = parser().parse_args(arguments)
    try:
        status = _do(options)
        sys.stdout.flush()
    except Refused as refusal:
        say_aside(str(refusal))
        return Status.REFUSED
    except KeyboardInterrupt:
        # A run that has begun drains instead.
        say_aside(texts.CUT_SHORT)
        return Status.WITH_ERRORS
    except BrokenPipeError:
        # Who read has enough (`lsun-sync rapport | head`); Python would complain at its own end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Status.WITH_ERRORS
    return status


def _do(options: argparse.Namespace) -> int:
    if options.command == "demonstration" and _has_terminal():
        return _run_screens(demonstration_opening(options.dossier, options.latence))
    if not options.command:
        if not _has_terminal():
            raise Refused(texts.NO_TERMINAL)
        return _run_screens(opening())
    from tui.commands import COMMANDS  # noqa: PLC0415 - the screens do without

    return COMMANDS[options.command](options)


def _has_terminal() -> bool:
    # Textual draws on stderr.
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _run_screens(opening: Opening) -> int:
    from tui.app import LsunSync  # noqa: PLC0415 - never imported without a terminal

    app = LsunSync(opening)
    app.run(mouse=False)
    return app.return_code or Status.SUCCESS
