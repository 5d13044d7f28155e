"""The school that every place of the line mode says first."""

from core.messages import refusals
from tests.core.school import MemoryStore, a_workspace
from tests.tui.linear.test_console import told
from tui.linear.navigator import Navigator
from tui.linear.signals import Signals


async def test_an_empty_base_is_told_and_is_no_error(typing, capsys):
    console, _ = typing
    workspace = a_workspace(MemoryStore(schools=()))
    assert not await Navigator(console, workspace, Signals(console)).look_up_school()
    assert told(capsys)[1] == f"{refusals.NO_SCHOOL}\n"
