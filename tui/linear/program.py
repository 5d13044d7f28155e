"""The line mode from its first line to its last."""

import asyncio
import sys

from tui.linear import texts
from tui.linear.console import Console, InputEnded, Leaving
from tui.linear.home import Home
from tui.linear.journey import Journey
from tui.linear.keyboard import Keyboard
from tui.linear.signals import Signals
from tui.refused import Refused
from tui.services import Opening
from tui.status import Status
from tui.texts import OPENING


def run(opening: Opening) -> Status:
    """Ask and answer until the user leaves; raise `Refused` when nobody answers at all."""
    if sys.stdin is None or sys.stdin.closed:
        raise Refused(texts.NOBODY_ANSWERS)
    return asyncio.run(_run(opening, Keyboard(sys.stdin.fileno())))


async def _run(opening: Opening, keyboard: Keyboard) -> Status:
    if await keyboard.has_nothing():
        raise Refused(texts.NOBODY_ANSWERS)
    console = Console(keyboard)
    signals = Signals(console)
    console.progress(texts.WELCOME)
    console.progress(OPENING)
    async with opening() as office:
        try:
            await Home(Journey(console, office, signals)).stay()
        except InputEnded as end:
            if not console.was_answered:
                raise Refused(texts.NOBODY_ANSWERS) from end
            console.progress(str(end))
        except Leaving as leaving:
            console.progress(str(leaving))
        else:
            console.progress(texts.GOODBYE)
    return Status.SUCCESS
