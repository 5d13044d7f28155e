"""What is shown does not wait for what is not needed for it."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

from textual.css.stylesheet import Stylesheet

from core.errors import UserError
from core.model.livret import Livret
from core.model.runs import RunState, RunSummary
from core.usecases.workspace import Workspace
from tests.core.builders import a_pupil
from tests.core.memory import RUN, ine
from tests.core.school import CE1, CM2, DIRECTOR, NOW, POLICY, MemoryFiles, MemoryStore, everything
from tests.tui.fullscreen.settling import press
from tests.tui.fullscreen.tour import shows
from tui.fullscreen.app import LsunSync
from tui.fullscreen.screens.help import HelpScreen
from tui.fullscreen.screens.livret import LivretScreen
from tui.fullscreen.screens.menu import HomeScreen
from tui.fullscreen.screens.selection import SelectionScreen
from tui.fullscreen.terminal.colours import LIGHT
from tui.fullscreen.widgets.notice import Notice

INTERRUPTED = RunSummary(replace(RUN, scope=everything(CE1)), RunState.STOPPED, NOW, {None: 2}, 0)
NO_SECRET = "Rien ne dit à Base Elèves 1er degré qui demande."


async def refused():
    """What opens the register, where its settings are wrong."""
    await asyncio.sleep(0)
    raise UserError(NO_SECRET)


async def never_opened():
    """What opens the register, for somebody who does not wait for it."""
    await asyncio.Event().wait()


def an_application(open_register=never_opened, former_runs=()):
    store = MemoryStore([Livret(1, a_pupil(ine=ine(1)))], (CE1, CM2))
    store.former_runs = list(former_runs)

    @asynccontextmanager
    async def opens():
        yield Workspace(store, open_register, MemoryFiles(), DIRECTOR, POLICY)

    return LsunSync(opens)


async def test_the_classes_are_there_before_be1d_can_be_asked():
    async with an_application().run_test() as pilot:
        await shows(pilot, HomeScreen, "École")
        await pilot.press("enter")
        await shows(pilot, SelectionScreen, "CE1", "2 classes cochées")


async def test_why_be1d_cannot_be_asked_stays_beside_the_classes():
    async with an_application(refused).run_test() as pilot:
        await shows(pilot, HomeScreen, "École")
        await pilot.press("enter")
        await shows(pilot, SelectionScreen, "2 classes cochées", NO_SECRET)
        await press(pilot, "end", "space")
        await shows(pilot, SelectionScreen, "1 classe cochée", NO_SECRET)


async def test_a_run_is_not_resumed_with_a_be1d_that_cannot_be_asked():
    application = an_application(refused, [INTERRUPTED])
    async with application.run_test() as pilot:
        await shows(pilot, HomeScreen, "École")
        await pilot.press("enter")
        await shows(pilot, SelectionScreen, "Reprendre la synchronisation", NO_SECRET)
        application.screen.query_one("#resume").focus()
        await press(pilot, "enter")
        await shows(pilot, SelectionScreen)
        assert application.screen.query_one("#status", Notice).text == NO_SECRET


async def test_who_can_be_compared_to_nothing_is_told_so_and_not_asked():
    application = an_application(open_register=None)

    async def opened():
        return await application._workspace()

    async with application.run_test() as pilot:
        await shows(pilot, HomeScreen, "École")
        application.push_screen(LivretScreen("Marie", opened, 1, "Marie"))
        await shows(pilot, LivretScreen, "DUPONT")
        await pilot.press("f5")
        await shows(pilot, LivretScreen, "n'est pas réglée", "extractions de ONDE", "DUPONT")


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
