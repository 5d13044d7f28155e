"""Where the keys lead on the screens of a first synchronisation, over a store in memory."""

from contextlib import asynccontextmanager

from core.model.extraction import Extraction, Provenance
from core.usecases.extractions import ReadExtraction
from tests.core.builders import a_livret, a_registration
from tests.core.memory import MemoryRegister
from tests.core.school import CE1, TILLEULS, TODAY, MemoryStore, a_session, a_workspace
from tests.tui.fullscreen.dressed import Dressed
from tests.tui.fullscreen.settling import press, screen_text, settles
from tui.fullscreen.screens.question import Question
from tui.fullscreen.screens.reading import ReadingScreen
from tui.fullscreen.screens.selection import SelectionScreen
from tui.fullscreen.widgets.notice import Notice
from tui.wording import declined_texts

EXTRACTION = Extraction(
    provenance=Provenance(TILLEULS.uai, TODAY),
    structures=(CE1,),
    registrations=(a_registration(),),
    teachers=None,
)


@asynccontextmanager
async def shown(page):
    async with Dressed().run_test() as pilot:
        await pilot.app.push_screen(page)
        await settles(pilot)
        yield pilot


def of_a_new_school(store):
    """Its extraction, as it was read: LSUN has no such school."""
    return ReadingScreen("Lecture", a_workspace(store), ReadExtraction(EXTRACTION), lambda: None)


async def test_what_is_typed_on_the_report_of_a_new_school_is_its_name():
    store = MemoryStore(schools=())
    async with shown(of_a_new_school(store)) as pilot:
        await press(pilot, *"Acacias", "enter")
        assert "l'école Acacias" in screen_text(pilot)
        await press(pilot, "o")
        assert [contents.school.name for contents in store.filled] == ["Acacias"]


async def test_enter_creates_a_school_from_wherever_it_is_pressed():
    store = MemoryStore(schools=())
    async with shown(of_a_new_school(store)) as pilot:
        await press(pilot, *"Acacias")
        for key in ("tab", "shift+tab", "shift+tab"):
            await press(pilot, key, "enter")
            assert isinstance(pilot.app.screen, Question), key
            assert "l'école Acacias" in screen_text(pilot)
            await press(pilot, "n")


async def test_a_school_that_was_not_created_is_said_not_to_be():
    store = MemoryStore(schools=())
    async with shown(of_a_new_school(store)) as pilot:
        await press(pilot, *"Acacias", "enter", "n")
        notice = pilot.app.screen.query_one("#notice", Notice)
        assert notice.text == declined_texts.NOT_CREATED
        assert store.filled == []


async def test_enter_on_the_classes_asks_to_synchronise_those_that_are_ticked():
    store = MemoryStore([a_livret()])
    workspace, register = a_workspace(store), MemoryRegister([a_registration()], [CE1])

    async def opened():
        return workspace

    async with shown(SelectionScreen("Classes", opened, a_session(store, register))) as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "n", "space", "enter")
        assert not isinstance(pilot.app.screen, Question)
        assert "Aucune classe n'est cochée" in screen_text(pilot)
