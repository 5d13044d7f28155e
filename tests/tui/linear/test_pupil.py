"""One pupil, line by line: what is refused is refused before anything is asked."""

from core.messages import refusals
from core.model.livret import Livret
from tests.core.builders import a_pupil
from tests.core.school import MemoryStore, a_workspace
from tests.tui.linear.test_console import told
from tui.linear.navigator import Navigator
from tui.linear.pupil import open_livret
from tui.linear.signals import Signals


async def test_who_can_be_compared_to_nothing_is_told_so_and_not_asked(typing, capsys):
    console, type_lines = typing
    type_lines("1", "0")
    workspace = a_workspace(MemoryStore([Livret(1, a_pupil())]))
    await open_livret(Navigator(console, workspace, Signals(console)), "Élèves", 1, "Marie")
    asked = told(capsys)[1]
    assert f"Erreur : {refusals.NO_REGISTER}" in asked
    assert "Comparer" not in asked
