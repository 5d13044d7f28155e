"""Files that are imported line by line: what is asked, and what is proposed."""

from datetime import date

import pytest

from core.errors import UserError
from core.model.extraction import Extraction, Provenance
from core.model.gradebook import Gradebook
from tests.core.builders import a_registration
from tests.core.school import CE1, LILAS, TILLEULS, TODAY, MemoryFiles, MemoryStore, a_workspace
from tests.tui.linear.test_console import told
from tui.last_extractions import remember_extractions
from tui.linear.console import WentBack
from tui.linear.importing import import_files
from tui.linear.navigator import Navigator
from tui.linear.signals import Signals
from tui.wording import declined_texts, file_texts

EXTRACTION = Extraction(
    provenance=Provenance(TILLEULS.uai, TODAY),
    structures=(CE1,),
    registrations=(a_registration(),),
    teachers=None,
)


@pytest.fixture
async def typed(typing, tmp_path, monkeypatch, capsys):
    """Types lines for somebody without any school; what is asked then is returned."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    console, type_lines = typing
    store = MemoryStore(schools=())
    workspace = a_workspace(store, files=MemoryFiles(EXTRACTION))
    navigator = Navigator(console, workspace, Signals(console))

    async def nothing():
        pass

    async def go(*lines):
        type_lines(*lines, end=False)
        await import_files(navigator, nothing)
        return told(capsys)[1]

    return go


async def test_what_was_answered_before_going_back_is_proposed_again(typed, tmp_path):
    with pytest.raises(WentBack):
        await typed(TILLEULS.uai, "01/09/2026", "0")
    asked = await typed("", "", str(tmp_path), "0")
    assert f"(Entrée : {TILLEULS.uai}) :" in asked
    assert "(Entrée : 01/09/2026) :" in asked
    again = await typed("", "", "", "0")
    assert f"(Entrée : {tmp_path}, 0 : revenir) :" in again


async def test_what_was_typed_for_one_school_is_not_proposed_for_another(typed, tmp_path, capsys):
    remember_extractions(TILLEULS.uai, tmp_path, date(2026, 9, 2))
    (tmp_path / "sept").mkdir()
    await typed(LILAS.uai, "01/09/2026", str(tmp_path / "sept"), "0")
    capsys.readouterr()
    with pytest.raises(WentBack):
        await typed(TILLEULS.uai, "", "0")
    asked = told(capsys)[1]
    assert "(Entrée : 02/09/2026) :" in asked
    assert f"(Entrée : {tmp_path}, 0 : revenir) :" in asked


async def test_the_day_of_the_last_time_is_told_while_it_is_the_one_that_is_proposed(
    typed, tmp_path, capsys
):
    remember_extractions(TILLEULS.uai, tmp_path, date(2026, 9, 2))
    with pytest.raises(WentBack):
        await typed(TILLEULS.uai, "01/09/2026", "0")
    assert "la dernière fois" in told(capsys)[1]
    with pytest.raises(WentBack):
        await typed(TILLEULS.uai, "0")
    asked = told(capsys)[1]
    assert "(Entrée : 01/09/2026) :" in asked
    assert "la dernière fois" not in asked


async def test_a_day_that_is_missing_is_asked_for_in_the_words_of_who_answers(typed, tmp_path):
    with pytest.raises(UserError) as refused:
        await typed(TILLEULS.uai, "", str(tmp_path))
    assert str(refused.value) == file_texts.DAY_NEEDED


async def test_a_school_that_is_not_created_is_said_not_to_be(typed, tmp_path):
    asked = await typed(TILLEULS.uai, "01/09/2026", str(tmp_path), "1", "Acacias", "non")
    assert declined_texts.NOT_CREATED in asked


async def test_once_bilans_are_in_the_next_step_is_said(typing, tmp_path, capsys):
    (tmp_path / "cahier.xml").touch()
    console, type_lines = typing
    gradebook = Gradebook(TILLEULS.uai, ())
    workspace = a_workspace(MemoryStore(), files=MemoryFiles(gradebook=gradebook))

    async def nothing():
        pass

    type_lines("", "", str(tmp_path / "cahier.xml"), "oui")
    await import_files(Navigator(console, workspace, Signals(console)), nothing)
    assert told(capsys)[0].endswith(f"{file_texts.AFTER_BILANS}\n")
