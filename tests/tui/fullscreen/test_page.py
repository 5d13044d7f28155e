"""A page that the user leaves while it waits for something."""

import asyncio
from itertools import groupby

import pytest
from textual import work
from textual.app import App
from textual.css.query import NoMatches
from textual.reactive import var

from core.errors import UserError
from tests.tui.fullscreen.settling import press, settles
from tui.fullscreen.screens.page import Page
from tui.fullscreen.screens.run import RunScreen
from tui.fullscreen.screens.simulation import SimulationScreen
from tui.fullscreen.screens.telling import TellingScreen
from tui.fullscreen.widgets.notice import Notice
from tui.fullscreen.widgets.rows import Rows
from tui.fullscreen.widgets.sentence import Sentence


class WaitingPage(Page):
    """Waits for an answer, then shows it, or why there is none."""

    def __init__(self, answered, refusal=None):
        super().__init__("Attente")
        self._answered, self._refusal = answered, refusal
        self.is_done = False

    def body(self):
        yield Rows()

    def on_mount(self):
        super().on_mount()
        self._load()

    @work
    async def _load(self):
        # As for a transaction that has begun, whoever leaves does not end it.
        await asyncio.shield(self._answered)
        with self.saying_errors():
            if self._refusal:
                raise UserError(self._refusal)
            self.query_one(Rows).replace(())
        self.is_done = True


class PageApp(App):
    school_line = var("")

    def __init__(self):
        super().__init__()
        self.simulates = []

    def on_page_shown(self, told):
        self.simulates.append(told.simulates)


@pytest.mark.parametrize("refusal", [None, "La base LSUN n'est pas utilisable."])
async def test_what_comes_once_the_page_was_left_is_no_failure(refusal):
    async with PageApp().run_test() as pilot:
        answered = asyncio.get_running_loop().create_future()
        page = WaitingPage(answered, refusal)
        await pilot.app.push_screen(page)
        await page.remove_children()
        pilot.app._screen_stack.remove(page)
        answered.set_result(None)
        await settles(pilot)
        assert page.is_done
        pilot.app._screen_stack.append(page)


class SimulatingPage(WaitingPage):
    simulates = True


async def shown_in_turn(pilot, *pages):
    for page in pages:
        await pilot.app.push_screen(page)
        await settles(pilot)


async def test_the_application_is_told_which_pages_simulate_whatever_is_told_of_them():
    app = PageApp()
    async with app.run_test() as pilot:
        waits = asyncio.get_running_loop().create_future()
        told = TellingScreen("❯ Élève", ["un"], "")
        await shown_in_turn(pilot, WaitingPage(waits), SimulatingPage(waits), told)
        assert [shown for shown, _ in groupby(app.simulates)] == [False, True]
        for _ in range(2):
            pilot.app.pop_screen()
            await settles(pilot)
        assert [shown for shown, _ in groupby(app.simulates)] == [False, True, False]


def test_a_simulation_alone_simulates():
    assert SimulationScreen.simulates
    assert not RunScreen.simulates


async def test_what_is_missing_on_a_page_that_is_there_is_a_failure():
    async with PageApp().run_test() as pilot:
        page = WaitingPage(asyncio.get_running_loop().create_future())
        await pilot.app.push_screen(page)
        with pytest.raises(NoMatches), page.saying_errors():
            page.query_one("#rien")


async def test_what_is_told_of_a_pupil_belongs_to_the_simulation_that_it_is_about():
    application = PageApp()
    async with application.run_test() as pilot:
        waits = asyncio.get_running_loop().create_future()
        told = TellingScreen("Élève", ["Nom"], "")
        await shown_in_turn(pilot, SimulatingPage(waits), told, WaitingPage(waits))
        assert not application.simulates[-1]
        await press(pilot, "escape")
        assert application.simulates[-1]


async def test_a_refusal_is_said_on_the_page():
    async with PageApp().run_test() as pilot:
        answered = asyncio.get_running_loop().create_future()
        page = WaitingPage(answered, "La base LSUN n'est pas utilisable.")
        await pilot.app.push_screen(page)
        answered.set_result(None)
        await settles(pilot)
        assert page.query_one("#status", Notice).text == "La base LSUN n'est pas utilisable."


class AskingPage(Page):
    """Asks when it is told to; it remembers the answer."""

    def __init__(self, label="Question"):
        super().__init__(label)
        self.answers = []

    def body(self):
        yield Rows()

    @work
    async def ask_it(self):
        self.answers.append(await self.ask("Vraiment ?", "Rien n'a été fait."))


async def test_what_an_answer_that_is_no_leaves_undone_is_told_until_another_is_asked_for():
    async with PageApp().run_test() as pilot:
        page = AskingPage()
        await pilot.app.push_screen(page)
        for key in ("n", "escape", "enter"):
            page.ask_it()
            await settles(pilot)
            await press(pilot, key)
            assert page.query_one("#notice", Notice).text == "Rien n'a été fait.", key
        page.ask_it()
        await settles(pilot)
        await press(pilot, "o")
        assert page.query_one("#notice", Notice).text == ""
        assert page.answers == [False, False, False, True]


async def test_where_one_is_is_told_as_the_way_back_goes():
    async with PageApp().run_test() as pilot:
        for label in ("Paramétrage", "Élèves", "Historique"):
            await pilot.app.push_screen(AskingPage(label))
        assert told_place(pilot) == "❯ Paramétrage ❯ Élèves ❯ Historique"
        await press(pilot, "escape")
        assert told_place(pilot) == "❯ Paramétrage ❯ Élèves"
        await pilot.app.switch_screen(AskingPage("Importer"))
        assert told_place(pilot) == "❯ Paramétrage ❯ Importer"


def told_place(pilot):
    return pilot.app.screen.query_one("#breadcrumb", Sentence).text
