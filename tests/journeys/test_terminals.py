"""The whole job on other terminals: old, small or wide, with few colours, in other locales."""

import codecs
import os
import re
import sys
import unicodedata

import pytest

from tests.journeys.terminal import Terminal
from tests.processes import PROGRAM

pytestmark = pytest.mark.proof

SGR = re.compile(r"\x1b\[([\d;]*)m")
EXTENSIONS = re.compile(r"\x1b\[\?(1049|2004|2026|2048|1004|1000|1003)|\x1b\[[<>]")
BRIGHT = {*range(90, 98), *range(100, 108)}
COLOURS = {*range(30, 39), *range(40, 49)} | BRIGHT

UTF_8, LATIN_1, POSIX = {"LANG": "C.UTF-8"}, {"LANG": "fr_FR.ISO-8859-1"}, {"LANG": "C"}
ENCODINGS = {"C.UTF-8": "utf-8", "fr_FR.ISO-8859-1": "iso8859-1", "C": "ascii"}
NO_COLOUR = {"NO_COLOR": "1"}
CONTRAST = {"LSUN_SYNC_TERMINAL_THEME": "contraste"}
USUAL, SMALL, LARGE = (80, 24), (40, 15), (200, 60)

TERMINALS = {
    "xterm-256color": ({"TERM": "xterm-256color"} | UTF_8, USUAL),
    "linux": ({"TERM": "linux"} | UTF_8, USUAL),
    "vt100, POSIX": ({"TERM": "vt100"} | POSIX, USUAL),
    "screen, Latin-1": ({"TERM": "screen"} | LATIN_1, USUAL),
    "tmux-256color, large, NO_COLOR": ({"TERM": "tmux-256color"} | UTF_8 | NO_COLOUR, LARGE),
    "linux, small, Latin-1": ({"TERM": "linux"} | LATIN_1, SMALL),
    "vt100, small": ({"TERM": "vt100"} | UTF_8, SMALL),
    "xterm-256color, small, POSIX, high contrast": (
        {"TERM": "xterm-256color"} | POSIX | CONTRAST,
        SMALL,
    ),
}


def colours_sent(terminal):
    """The numbers of the colours that were asked of the terminal."""
    codes = SGR.findall(terminal.received.decode("latin-1"))
    return {int(number) for code in codes for number in code.split(";") if number} & COLOURS


def in_ascii(text):
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


@pytest.fixture
def opened(environment, shown):
    terminals = []

    def open_terminal(variables, size=USUAL):
        encoding = ENCODINGS[variables["LANG"]]
        columns, lines = size
        terminal = Terminal(
            environment=environment | shown.settings | variables,
            columns=columns,
            lines=lines,
            encoding=encoding,
        )
        terminals.append(terminal)
        return terminal

    yield open_terminal
    for terminal in terminals:
        with terminal:
            pass


def run_to_the_summary(terminal, read):
    terminal.wait_for(read("École primaire publique"))
    terminal.wait_for(read("Historique des synchronisations"))
    terminal.type("enter")
    terminal.wait_for(read("6 classes cochées, 131 élèves."))
    terminal.type("f5")
    terminal.wait_for("Oui", "Non")
    terminal.type("o")
    terminal.wait_for(read("Synchronisation incomplète."), read("Mis à jour : 10 élèves"))


@pytest.mark.parametrize(("variables", "size"), TERMINALS.values(), ids=TERMINALS)
def test_from_the_menu_to_the_summary(opened, variables, size):
    terminal = opened(variables, size)
    read = in_ascii if variables["LANG"] == "C" else str
    run_to_the_summary(terminal, read)
    assert not terminal.screen.cursor.hidden
    # What was received so far may end in the middle of a letter.
    decoder = codecs.getincrementaldecoder(ENCODINGS[variables["LANG"]])()
    sent = decoder.decode(terminal.received)
    assert "❯" in sent or variables["LANG"] != "C.UTF-8"
    colours = colours_sent(terminal)
    if variables["TERM"] == "vt100" or "NO_COLOR" in variables:
        assert not colours
    elif variables["TERM"] in ("linux", "screen"):
        assert not colours & BRIGHT
    else:
        assert colours & BRIGHT
    if variables["TERM"] in ("linux", "vt100"):
        assert not EXTENSIONS.search(sent)
    terminal.type("ctrl+q")
    assert terminal.wait_for_the_end() == 0
    assert terminal.attributes == terminal.before


def test_another_size_at_any_time_shows_the_whole_screen_anew(opened):
    terminal = opened(UTF_8)
    run_to_the_summary(terminal, str)
    for size in (SMALL, LARGE, USUAL):
        terminal.resize(*size)
        terminal.wait_for("F1 Aide" if size != SMALL else "Synchronisation incomplète.")
        assert max(map(len, terminal.text.split("\n"))) <= size[0]


def test_ctrl_z_gives_the_terminal_back_and_fg_finds_the_screen_again(environment, shown):
    shell = Terminal(
        command=("bash", "--norc", "--noprofile", "-i"),
        environment=environment | shown.settings | {"PS1": "$ "},
    )
    with shell:
        shell.wait_for("$")
        shell.type(f"{sys.executable} -m {PROGRAM}\r")
        shell.wait_for("École primaire publique", "Quitter")
        shell.type("ctrl+z")
        shell.wait_for("Stopped")
        received = len(shell.received)
        shell.type("fg\r")
        shell.wait_until(
            lambda: "Paramétrage" in shell.received[received:].decode(), "the screen again"
        )
        shell.type("down")
        shell.wait_until(lambda: "> Importer" in shell.current_line, "the second entry")
        assert not shell.screen.cursor.hidden


def test_ctrl_z_does_nothing_where_no_shell_could_wake_the_program(opened):
    terminal = opened(UTF_8)
    terminal.wait_for("École primaire publique", "Quitter")
    terminal.type("ctrl+z", "down")
    terminal.wait_until(lambda: "> Importer" in terminal.current_line, "the second entry")


def test_a_letter_typed_in_latin_1_is_that_letter(opened):
    terminal = opened({"TERM": "xterm"} | LATIN_1)
    terminal.wait_for("École primaire publique")
    terminal.wait_for("Historique")
    terminal.type("down", "down", "enter")
    terminal.wait_for("Filtre : aucun")
    terminal.type("é")
    terminal.wait_for("Filtre : é")


def test_a_byte_that_is_no_letter_is_no_key(opened):
    terminal = opened(UTF_8)
    terminal.wait_for("École primaire publique", "Quitter")
    os.write(terminal._fd, b"\xff\xfe\x80")
    terminal.type("down")
    terminal.wait_until(lambda: "> Importer" in terminal.current_line, "the second entry")
