"""A command that works in a workspace: opened for it, closed after it."""

import argparse
import asyncio
from collections.abc import Callable, Coroutine

from core.usecases.workspace import Workspace, WorkspaceOpener
from tui.cli.writers import WRITERS, Writer, write_text
from tui.composition.workspace import opener
from tui.exit_status import Status

Work = Callable[[Workspace, argparse.Namespace, Writer], Coroutine[None, None, Status]]
"""What a command does, given its options and the writer of the form that they ask for."""


def in_school(work: Work) -> Callable[[argparse.Namespace], Status]:
    """A command on the school that `--ecole` names, or on the only one."""
    return lambda options: in_workspace(opener(options.ecole), work, options)


def in_store(work: Work) -> Callable[[argparse.Namespace], Status]:
    """A command on the store as a whole."""
    return lambda options: in_workspace(opener(), work, options)


def in_workspace(opens: WorkspaceOpener, work: Work, options: argparse.Namespace) -> Status:
    """Do the work of a command in the workspace that `opens` opens."""
    # A command that writes a file has no form; a report has one more, which is not of lines.
    writer = WRITERS.get(getattr(options, "format", ""), write_text)

    async def run() -> Status:
        async with opens() as workspace:
            return await work(workspace, options, writer)

    return asyncio.run(run())
