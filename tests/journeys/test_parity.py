"""The same synchronisation on the screens, line by line and by the command: the same sentences."""

import re

import pytest

from tests.journeys.terminal import Terminal
from tests.journeys.test_line_by_line import LAUNCHED, WORDS
from tui.fullscreen.widgets.lines import MARK

pytestmark = pytest.mark.proof


IN_ORDER = {"LSUN_SYNC_BE1D_SIMULTANES": "1", "LSUN_SYNC_TERMINAL_PRESSE_PAPIERS": "oui"}
FIGURE = re.compile(r".+ : \d+ élèves?(, dont \d+ avec archivage)?")
TO_PUT_RIGHT = "Avertissement : À corriger d'abord"
"""What is said of the register before a run is no message of the run."""


@pytest.fixture
def a_copy(served, tmp_path):
    """The command on a store of its own, as the school was."""

    def copied(name):
        copy = served.on_a_copy(tmp_path / name)
        copy.settings |= IN_ORDER
        return copy

    return copied


@pytest.fixture
def reported(a_copy, tmp_path):
    """What `rapport` tells of the run of `synchroniser`, but for its title, which has a date."""
    command = a_copy("command.sqlite")
    assert command("synchroniser").returncode == 0
    return command("rapport").stdout.splitlines()[1:]


@pytest.fixture
def on_the_screens(a_copy, environment):
    """A terminal that shows a whole run at once, when it has ended."""
    copy = a_copy("screens.sqlite")
    with Terminal(environment=environment | copy.settings, columns=110, lines=60) as terminal:
        terminal.wait_for("École primaire publique des Tilleuls")
        terminal.type("enter")
        terminal.wait_for("6 classes cochées, 131 élèves.")
        terminal.type("f5")
        terminal.wait_for("Comparer 131 élèves")
        terminal.type("o")
        terminal.wait_for("Synchronisation terminée.", "Non admis définitivement : 1 élève")
        yield terminal


def messages(lines):
    return [line for line in lines if line.startswith(WORDS) and TO_PUT_RIGHT not in line]


def summary_and_closing(lines):
    """The figures, then the closing sentence, which may be said before them."""
    figures = [line for line in lines if FIGURE.fullmatch(line)]
    return [*figures, *(line for line in lines if line.startswith("Synchronisation terminée"))]


def sentences_shown(terminal):
    """The screen's lines without the sign of the current one; those that go on are put together."""
    shown: list[str] = []
    for line in terminal.text.splitlines():
        if line.startswith(" " * len(MARK + "    ")):
            shown[-1] += f" {line.strip()}"
        else:
            shown.append(line[len(MARK) :])
    return shown


def saved(terminal, path, form, key):
    """Write this form, which this key leads to, to this file by the screen that saves; read it."""
    terminal.wait_for(form)
    terminal.wait_until(lambda: "/" in terminal.current_line, "the name that is proposed")
    _, proposed = terminal.current_line.split("/", 1)
    terminal.type(*["backspace"] * len(f"/{proposed}"), str(path), "enter")
    terminal.wait_until(lambda: terminal.current_line.startswith(MARK), "the forms")
    terminal.type(key)
    terminal.wait_until(lambda: form in terminal.current_line, form)
    terminal.type("enter")
    terminal.wait_for("Écrit dans")
    return path.with_suffix(".txt").read_text().splitlines()


def test_the_screens_what_they_save_and_what_they_copy_say_what_is_reported(
    on_the_screens, reported, tmp_path
):
    shown = sentences_shown(on_the_screens)
    assert len(messages(shown)) > 20
    assert messages(shown) == messages(reported)
    assert len(summary_and_closing(shown)) == 7
    assert summary_and_closing(shown) == summary_and_closing(reported)

    on_the_screens.type("f7")
    title, *report = saved(on_the_screens, tmp_path / "rapport", "Le rapport en texte", "home")
    assert title.startswith("Synchronisation n° 1 de l'école 0960001E, avec Base Elèves 1er degré")
    assert report == reported

    on_the_screens.type("escape")
    on_the_screens.wait_for("F7 Rapport")
    on_the_screens.type("f12")
    on_the_screens.wait_for("Enregistrer dans un fichier")
    on_the_screens.type("end", "enter")
    copied = saved(on_the_screens, tmp_path / "tout", "Tout ce que l'écran affichait", "end")
    assert messages(copied) == messages(reported)
    assert summary_and_closing(copied) == summary_and_closing(reported)


def test_the_line_mode_says_what_is_reported(a_copy, reported):
    output = a_copy("lines.sqlite")("--lineaire", typed=LAUNCHED).stdout.splitlines()
    assert messages(output) == messages(reported)
    assert summary_and_closing(output) == summary_and_closing(reported)
