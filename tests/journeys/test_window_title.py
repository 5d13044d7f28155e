"""The title of the window: the school and its run, for terminals that take one."""

import re

import pytest

from tests.journeys.terminal import Terminal
from tests.journeys.test_in_a_terminal import go_to_selection, launch

OSC_2 = re.compile(r"\x1b\]2;(.*?)\x1b\\")


@pytest.mark.proof
def test_the_window_is_called_after_the_school_and_its_run_then_given_back(opened, shown):
    demonstration = opened(shown)
    go_to_selection(demonstration)
    launch(demonstration)
    demonstration.wait_for("Synchronisation incomplète.")
    demonstration.type("ctrl+q")
    assert demonstration.wait_for_the_end() == 0
    first, *tenths, last, given_back = OSC_2.findall(demonstration.written)
    assert first == last == "École primaire publique des Tilleuls — lsun-sync"
    assert len(tenths) <= 11
    assert all(re.fullmatch(rf"\d+ % — Synchronisation — {first}", title) for title in tenths)
    assert given_back == ""


@pytest.mark.proof
def test_a_simulation_is_called_one_and_what_applies_it_never_is(opened, shown):
    terminal = opened(shown)
    go_to_selection(terminal)
    terminal.type("f6")
    terminal.wait_for("Simulation terminée")
    [usual, simulated] = OSC_2.findall(terminal.written)
    assert simulated == f"Simulation — {usual}"
    terminal.type("down", "enter")
    terminal.wait_for("Ce qui changerait")
    terminal.type("escape")
    terminal.wait_for("Tous les élèves qui changeraient")
    assert OSC_2.findall(terminal.written) == [usual, simulated]
    before = len(OSC_2.findall(terminal.written))
    terminal.type("f5")
    terminal.wait_for("comme montré ?")
    terminal.type("o")
    terminal.wait_for("Synchronisation incomplète.")
    written, *tenths, last = OSC_2.findall(terminal.written)[before:]
    assert written == last == usual
    assert all(title.endswith(f" % — Synchronisation — {usual}") for title in tenths)


def test_a_title_that_is_not_wanted_is_not_sent(environment, shown):
    wanted = {"LSUN_SYNC_TERMINAL_TITRE": "non"}
    with Terminal(environment=environment | shown.settings | wanted) as terminal:
        terminal.wait_for("École primaire publique des Tilleuls")
        terminal.type("ctrl+q")
        terminal.wait_for_the_end()
        assert not OSC_2.search(terminal.written)


def test_a_simple_terminal_gets_no_title(environment, shown):
    with Terminal(environment=environment | shown.settings | {"TERM": "vt100"}) as terminal:
        terminal.wait_for("École primaire publique des Tilleuls")
        terminal.type("ctrl+q")
        terminal.wait_for_the_end()
        assert not OSC_2.search(terminal.written)
