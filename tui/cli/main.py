"""The command line: with screens where there is a terminal for them, line by line, or without."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from core.errors import UserError
from tui import incidents, settings
from tui.charset import charset, write_in
from tui.cli.output import say_aside
from tui.composition.academy import academy_opener
from tui.composition.demonstration import demonstration_opener
from tui.composition.workspace import opener
from tui.exit_status import Status, status_of
from tui.wording import command_texts, sentences, texts

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.usecases.academy import AcademyOpener
    from core.usecases.workspace import WorkspaceOpener


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; its exit statuses are those of `tui.exit_status.Status`."""
    incidents.watch()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            # A sign that cannot be shown is no reason to stop.
            write_in(stream, charset() if stream.isatty() else stream.encoding)
    try:
        try:
            return _do(sys.argv[1:] if arguments is None else arguments)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except UserError as error:
        say_aside(str(error))
        return status_of(error)
    except KeyboardInterrupt:
        # A run that has begun drains instead.
        say_aside(command_texts.CUT_SHORT)
        return Status.INCOMPLETE
    except BrokenPipeError:
        # Who read has enough (`lsun-sync rapport | head`).
        _write_no_more()
        return Status.INCOMPLETE
    except Exception as error:  # noqa: BLE001 - whatever it is, its values are shown to nobody
        if isinstance(error, OSError) and error.errno in _OUTPUT_FAILED:
            _write_no_more()
            say_aside(texts.CANNOT_SAY)
            return Status.INCOMPLETE
        say_aside(incidents.record(error))
        return Status.CRASHED


_OUTPUT_FAILED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What a disk says; of the store and of files it is a sentence by now: this is the output's."""


def _write_no_more() -> None:
    """Let nothing go to the standard output any more: Python would complain at its own end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _do(typed: Sequence[str]) -> int:
    if not typed:
        # The first screen does not wait for the table of the commands.
        return _show(opener(), academy_opener(settings.load()))
    from tui.cli.commands import COMMANDS, parser  # noqa: PLC0415

    options = parser().parse_args(typed)
    match options.command:
        case "demonstration" if options.lineaire or _has_terminal():
            opens = demonstration_opener(options.dossier, options.latence)
            return _show(opens, None, linear=options.lineaire, is_demonstration=True)
        case "":
            return _show(opener(), academy_opener(settings.load()), linear=options.lineaire)
        case name:
            return COMMANDS[name].run(options)


def _show(
    opens: WorkspaceOpener,
    academy: AcademyOpener | None,
    *,
    linear: bool = False,
    is_demonstration: bool = False,
) -> int:
    """Show the menus: on screens where there is a terminal for them, line by line otherwise."""
    if linear or not _has_terminal() or _wants_lines(os.environ):
        from tui.linear import program  # noqa: PLC0415 - the screens do without

        return program.run(opens, academy, settings.load().terminal)
    return _run_screens(opens, academy, is_demonstration=is_demonstration)


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


def _run_screens(
    opens: WorkspaceOpener, academy: AcademyOpener | None, *, is_demonstration: bool
) -> int:
    from tui.fullscreen.app import LsunSync  # noqa: PLC0415 - never imported without a terminal

    chosen = settings.load()
    badge = sentences.badge(chosen.user.role.value, is_demonstration=is_demonstration)
    app = LsunSync(opens, chosen.terminal, chosen.keys, badge, academy)
    app.run(mouse=False)
    if app.incident:
        say_aside(app.incident)
    return app.return_code or Status.SUCCESS
