"""Where the keys lead on the screens of a first synchronisation, over a store in memory."""

from contextlib import asynccontextmanager
from datetime import date

import pytest

from core.model.extraction import Extraction, Provenance
from core.model.views import KnownIn
from core.usecases.extractions import ReadExtraction
from tests.core.builders import a_livret, a_registration
from tests.core.memory import MemoryRegister
from tests.core.school import CE1, LILAS, TILLEULS, TODAY, MemoryStore, a_session, a_workspace
from tests.tui.fullscreen.dressed import Dressed, Remembering
from tests.tui.fullscreen.settling import press, screen_text, settles
from tui.fullscreen.screens.importing import ImportScreen
from tui.fullscreen.screens.question import Question
from tui.fullscreen.screens.reading import ReadingScreen
from tui.fullscreen.screens.selection import SelectionScreen
from tui.fullscreen.widgets.field import Field
from tui.fullscreen.widgets.folder import Folder
from tui.fullscreen.widgets.notice import Notice
from tui.last_extractions import remember_extractions
from tui.wording import declined_texts, file_texts

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


async def test_a_new_school_whose_pupils_another_has_is_in_doubt_before_anything_else():
    read = ReadExtraction(EXTRACTION, elsewhere=(KnownIn(LILAS, 1),))
    first, *_ = file_texts.reading_report(read)
    assert first.startswith("Avertissement : LSUN n'a pas d'école 0951099D")
    assert "sur 1 INE de cette extraction il en connaît déjà 1 dans « École élémentaire" in first
    page = ReadingScreen("Lecture", a_workspace(MemoryStore()), read, lambda: None)
    async with shown(page) as pilot:
        assert "de ces élèves : lisez" in screen_text(pilot).replace("\xa0", " ")


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


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "novembre").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


def importing(store):
    async def opened():
        return a_workspace(store)

    return ImportScreen("Importer", opened, lambda: None)


async def test_what_was_typed_and_where_one_was_is_there_again_after_the_way_back(folder):
    async with Remembering().run_test() as pilot:
        await pilot.app.push_screen(importing(MemoryStore(schools=())))
        await settles(pilot)
        await press(pilot, *"0951099", "tab", *"20/11", "tab", "enter", "escape")
        await pilot.app.push_screen(importing(MemoryStore(schools=())))
        await settles(pilot)
        page = pilot.app.screen
        assert [field.value for field in page.query(Field)] == ["0951099", "20/11"]
        assert page.query_one(Folder).path == folder / "novembre"


async def go_to(pilot, row):
    """Into the folder of this row."""
    rows = pilot.app.screen.query_one(Folder)
    rows.focus()
    await press(pilot, "home")
    while rows.current.text != row:
        await press(pilot, "down")
    await press(pilot, "enter")


async def test_a_folder_that_was_chosen_is_kept_whatever_that_of_the_last_time_is(folder):
    remember_extractions(TILLEULS.uai, folder / "novembre", TODAY)
    async with Remembering().run_test() as pilot:
        await pilot.app.push_screen(importing(MemoryStore()))
        await settles(pilot)
        assert pilot.app.screen.query_one(Folder).path == folder / "novembre"
        await go_to(pilot, file_texts.PARENT_FOLDER)
        await press(pilot, "escape")
        await pilot.app.push_screen(importing(MemoryStore()))
        await settles(pilot)
        assert pilot.app.screen.query_one(Folder).path == folder


async def test_the_day_of_the_last_time_is_proposed_for_its_own_school_alone(folder):
    remember_extractions(TILLEULS.uai, folder, TODAY)
    async with shown(importing(MemoryStore())) as pilot:
        day = pilot.app.screen.query_one("#day", Field)
        assert day.value == f"{TODAY:%d/%m/%Y}"
        await press(pilot, "shift+tab", *LILAS.uai)
        assert day.value == ""
        assert "la dernière fois" not in screen_text(pilot)
        pilot.app.screen.query_one("#uai", Field).value = TILLEULS.uai
        await settles(pilot)
        assert day.value == f"{TODAY:%d/%m/%Y}"


async def test_who_went_elsewhere_and_came_back_has_chosen_the_folder_he_is_in(folder):
    async with shown(importing(MemoryStore(schools=()))) as pilot:
        assert pilot.app.screen.draft() == {}
        await go_to(pilot, "novembre/")
        await go_to(pilot, file_texts.PARENT_FOLDER)
        assert pilot.app.screen.draft() == {"folder": str(folder)}


async def test_where_nothing_can_be_read_the_first_folder_is_the_current_row(folder):
    (folder / "novembre" / "eleves.csv").touch()
    async with shown(importing(MemoryStore(schools=()))) as pilot:
        rows = pilot.app.screen.query_one(Folder)
        assert rows.current.text == "novembre/"
        rows.focus()
        await press(pilot, "enter")
        assert rows.current.text == file_texts.WHOLE_FOLDER


async def test_what_was_typed_for_one_school_is_not_for_another(folder):
    application = Remembering()
    async with application.run_test() as pilot:
        await pilot.app.push_screen(importing(MemoryStore(schools=())))
        await settles(pilot)
        await press(pilot, *"0960001E", "escape")
        application.school_line = "École des Tilleuls"
        await pilot.app.push_screen(importing(MemoryStore()))
        await settles(pilot)
        assert pilot.app.screen.query_one("#uai", Field).value == TILLEULS.uai


async def test_a_name_that_was_typed_is_there_again_for_the_school_that_it_was_typed_for():
    store = MemoryStore(schools=())
    async with Remembering().run_test() as pilot:
        await pilot.app.push_screen(of_a_new_school(store))
        await settles(pilot)
        await press(pilot, *"Acacias", "escape")
        await pilot.app.push_screen(of_a_new_school(store))
        await settles(pilot)
        assert pilot.app.screen.query_one(Field).value == "Acacias"


@pytest.mark.usefixtures("folder")
async def test_where_the_school_is_known_it_is_the_day_that_is_asked():
    async with shown(importing(MemoryStore())) as pilot:
        await press(pilot, *"20/11/26", "enter")
        fields = {field.id: field.value for field in pilot.app.screen.query(Field)}
        assert fields == {"uai": TILLEULS.uai, "day": "20/11/26"}
        assert isinstance(pilot.app.focused, Folder)


async def test_another_day_is_looked_for_beside_the_folder_of_the_last_time(folder):
    remember_extractions(TILLEULS.uai, folder / "novembre", date(2026, 11, 2))
    async with shown(importing(MemoryStore())) as pilot:
        rows = pilot.app.screen.query_one(Folder)
        assert rows.path == folder / "novembre"
        await press(pilot, *"03/11/2026")
        assert rows.path == folder
        await press(pilot, "backspace", *"6", "home", "delete", "delete", *"02")
        assert rows.path == folder / "novembre"


@pytest.mark.usefixtures("folder")
async def test_what_is_wrong_is_replaced_by_what_is_typed():
    async with shown(importing(MemoryStore(schools=()))) as pilot:
        await press(pilot, *"0960001A", "enter", *"0960001E", "enter")
        assert pilot.app.screen.query_one("#uai", Field).value == "0960001E"
        assert pilot.app.focused is pilot.app.screen.query_one("#day", Field)
