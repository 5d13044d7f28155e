"""The line mode from its first line to its last."""

import asyncio
import sys

from core.errors import UserError
from core.usecases.academy import AcademyOpener
from core.usecases.workspace import WorkspaceOpener
from tui.exit_status import Status
from tui.linear.console import Console, InputEnded, Leaving
from tui.linear.home import Home
from tui.linear.keyboard import Keyboard
from tui.linear.navigator import Navigator
from tui.linear.signals import Signals
from tui.settings import TerminalSettings
from tui.wording import line_texts
from tui.wording.texts import OPENING


def run(
    opens: WorkspaceOpener, academy: AcademyOpener | None, terminal: TerminalSettings
) -> Status:
    """Ask and answer until the user leaves; raise `UserError` when nobody answers at all.

    Not everybody has an academy.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise UserError(line_texts.NOBODY_ANSWERS)
    keyboard = Keyboard(sys.stdin.fileno())
    return asyncio.run(_run(opens, academy, keyboard, Console(keyboard, terminal)))


async def _run(
    opens: WorkspaceOpener, academy: AcademyOpener | None, keyboard: Keyboard, console: Console
) -> Status:
    if await keyboard.has_nothing():
        raise UserError(line_texts.NOBODY_ANSWERS)
    signals = Signals(console)
    console.progress(line_texts.WELCOME)
    console.progress(OPENING)
    async with opens() as workspace:
        try:
            await Home(Navigator(console, workspace, signals), academy).stay()
        except InputEnded as end:
            if not console.was_answered:
                raise UserError(line_texts.NOBODY_ANSWERS) from end
            console.progress(str(end))
        except Leaving as leaving:
            console.progress(str(leaving))
        else:
            console.progress(line_texts.GOODBYE)
    return Status.SUCCESS
