"""The command line: with screens where there is a terminal for them, line by line, or without."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from core.errors import UserError
from tui import incidents, settings
from tui.charset import charset, write_in
from tui.cli.output import say_aside
from tui.composition.academy import academy_opener
from tui.composition.demonstration import demonstration_opener
from tui.composition.workspace import open_workspace
from tui.exit_status import Status, status_of
from tui.wording import command_texts, sentences, texts

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.usecases.academy import AcademyOpener
    from core.usecases.workspace import WorkspaceOpener
    from tui.settings import Settings


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
        return _show_menus()
    from tui.cli.commands import COMMANDS, parser  # noqa: PLC0415

    options = parser().parse_args(typed)
    match options.command:
        case "demonstration" if options.lineaire or _has_terminal():
            opens = demonstration_opener(options.dossier, options.latence)
            return _show(
                opens, None, settings.load(), linear=options.lineaire, is_demonstration=True
            )
        case "":
            return _show_menus(linear=options.lineaire)
        case name:
            return COMMANDS[name].run(options)


def _show_menus(*, linear: bool = False) -> int:
    chosen = settings.load()
    return _show(partial(open_workspace, chosen), academy_opener(chosen), chosen, linear=linear)


def _show(
    opens: WorkspaceOpener,
    academy: AcademyOpener | None,
    chosen: Settings,
    *,
    linear: bool,
    is_demonstration: bool = False,
) -> int:
    """On screens where there is a terminal for them, line by line otherwise."""
    wants_lines = linear or chosen.terminal.linear or _reads_lines(os.environ)
    if wants_lines or not _has_terminal():
        from tui.linear import program  # noqa: PLC0415 - the screens do without

        return program.run(opens, academy, chosen.terminal)
    return _run_screens(opens, academy, chosen, is_demonstration=is_demonstration)


def _has_terminal() -> bool:
    # Textual draws on stderr.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def _reads_lines(environment: Mapping[str, str]) -> bool:
    """Whether the user reads with something else than a screen, or has a terminal without one."""
    is_heard = environment.get("ACCESSIBLE", "") not in ("", "0")
    return is_heard or environment.get("TERM", "") in ("", "dumb")


def _run_screens(
    opens: WorkspaceOpener,
    academy: AcademyOpener | None,
    chosen: Settings,
    *,
    is_demonstration: bool,
) -> int:
    from tui.fullscreen.app import LsunSync  # noqa: PLC0415 - never imported without a terminal

    badge = sentences.badge(chosen.user.role.value, is_demonstration=is_demonstration)
    app = LsunSync(opens, chosen.terminal, chosen.keys, badge, academy)
    app.run(mouse=False)
    if app.incident:
        say_aside(app.incident)
    return app.return_code or Status.SUCCESS
