"""Files that are written line by line."""

from core.messages import refusals
from core.model.livret import Livret
from tests.core.builders import a_pupil
from tests.core.school import MemoryFiles, MemoryStore, a_workspace
from tests.tui.linear.test_console import told
from tui.linear.navigator import Navigator
from tui.linear.saving import save_livret
from tui.linear.signals import Signals


async def test_a_name_that_a_file_has_already_is_asked_again(typing, tmp_path, capsys):
    (tmp_path / "marie.json").touch()
    console, type_lines = typing
    type_lines("2", str(tmp_path / "marie"), str(tmp_path / "claire"))
    files = MemoryFiles()
    workspace = a_workspace(MemoryStore([Livret(1, a_pupil())]), files=files)
    await save_livret(Navigator(console, workspace, Signals(console)), 1, "Marie")
    assert f"Erreur : {refusals.FILE_EXISTS}" in told(capsys)[1]
    assert list(files.written) == [tmp_path / "claire.json"]
