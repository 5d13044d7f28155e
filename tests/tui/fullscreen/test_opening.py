"""What is shown does not wait for what is not needed for it."""

import asyncio
from contextlib import asynccontextmanager

from textual.css.stylesheet import Stylesheet

from core.model.livret import Livret
from core.usecases.workspace import Workspace
from tests.core.builders import a_pupil
from tests.core.memory import ine
from tests.core.school import CE1, CM2, DIRECTOR, POLICY, MemoryFiles, MemoryStore
from tests.tui.fullscreen.settling import press
from tests.tui.fullscreen.tour import shows
from tui.fullscreen.app import LsunSync
from tui.fullscreen.screens.help import HelpScreen
from tui.fullscreen.screens.menu import HomeScreen
from tui.fullscreen.screens.selection import SelectionScreen
from tui.fullscreen.terminal.colours import LIGHT


async def never_opened():
    """What opens the register, for somebody who does not wait for it."""
    await asyncio.Event().wait()


def an_application():
    store = MemoryStore([Livret(1, a_pupil(ine=ine(1)))], (CE1, CM2))

    @asynccontextmanager
    async def opens():
        yield Workspace(store, never_opened, MemoryFiles(), DIRECTOR, POLICY)

    return LsunSync(opens)


async def test_the_classes_are_there_before_be1d_can_be_asked():
    async with an_application().run_test() as pilot:
        await shows(pilot, HomeScreen, "École")
        await pilot.press("enter")
        await shows(pilot, SelectionScreen, "CE1", "2 classes cochées")


async def test_the_stylesheet_is_parsed_again_for_another_theme_alone(monkeypatch):
    parsed = []
    monkeypatch.setattr(
        Stylesheet, "reparse", lambda self, parse=Stylesheet.reparse: parsed.append(parse(self))
    )
    application = an_application()
    async with application.run_test() as pilot:
        await shows(pilot, HomeScreen, "École")
        await press(pilot, "f1")
        await shows(pilot, HelpScreen)
        await press(pilot, "escape")
        assert not parsed
        application.theme = LIGHT
        await press(pilot, "f1")
        await shows(pilot, HelpScreen)
        assert len(parsed) == 1
