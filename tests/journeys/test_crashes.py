"""An error of the program's own, in each front: it is told, and nothing of what it met is shown."""

import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.crashing import PUPIL, SECRET
from tests.journeys.terminal import Terminal
from tests.processes import start
from tests.waiting import PATIENCE
from tui.exit_status import Status

pytestmark = pytest.mark.proof

CRASHING = "tests.crashing"
FATAL = ("in the program", "in a thread", "in a group")
SENTENCE = re.compile(
    r"lsun-sync s'est arrêté sur une erreur .* incident (\d{8}-\d{6}-[0-9a-f]{4})\."
)


@pytest.fixture
def state(environment):
    return Path(environment["XDG_STATE_HOME"]) / "lsun-sync" / "incidents"


def crash(*arguments, environment, where):
    pipes: dict[str, Any] = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
    }
    variables = environment | {"CRASHES": where}
    with start(*arguments, environment=variables, module=CRASHING, text=True, **pipes) as process:
        written = "".join(process.communicate(timeout=PATIENCE))
    return process.returncode, written


def assert_nothing_is_given_away(written, state):
    """Neither on a terminal nor in the file, which says where it was, and is its owner's."""
    files = list(state.iterdir())
    for text in (written, *(file.read_text("utf-8") for file in files)):
        assert PUPIL not in text
        assert SECRET not in text
        assert "Traceback" not in text
    for file in files:
        assert "builtins.ValueError" in file.read_text("utf-8")
        assert re.search(r"\.fail:\d+$", file.read_text("utf-8"), re.MULTILINE)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


@pytest.mark.parametrize("where", FATAL)
def test_a_crash_of_a_command_is_told_by_its_number_and_shows_no_value(environment, state, where):
    status, written = crash("eleves", environment=environment, where=where)
    assert status == Status.CRASHED
    told = SENTENCE.search(written)
    assert told is not None
    assert [file.name for file in state.iterdir()] == [f"incident-{told[1]}.txt"]
    assert_nothing_is_given_away(written, state)


def in_a_terminal(environment, where, **variables):
    environment = environment | {"CRASHES": where} | variables
    return Terminal(environment=environment, module=CRASHING)


@pytest.mark.parametrize("where", FATAL)
def test_a_crash_of_the_screens_gives_the_terminal_back_and_shows_no_value(
    environment, state, where
):
    with in_a_terminal(environment, where) as terminal:
        assert terminal.wait_for_the_end() == Status.CRASHED
        assert terminal.attributes == terminal.before
        assert "\x1b[?1049l" in terminal.written
        assert SENTENCE.search(" ".join(terminal.written.split()))
        assert_nothing_is_given_away(terminal.written, state)


def test_a_crash_of_what_reads_the_keys_ends_the_screens(environment, state):
    with in_a_terminal(environment, "in the keys") as terminal:
        terminal.wait_for("Quitter")
        terminal.press("down")
        assert terminal.wait_for_the_end() == Status.CRASHED
        assert_nothing_is_given_away(terminal.written, state)


@pytest.mark.parametrize("where", FATAL)
def test_a_crash_line_by_line_is_told_and_shows_no_value(environment, state, where):
    with in_a_terminal(environment, where, TERM="dumb") as terminal:
        assert terminal.wait_for_the_end() == Status.CRASHED
        assert SENTENCE.search(" ".join(terminal.written.split()))
        assert_nothing_is_given_away(terminal.written, state)


def test_what_fails_beside_the_program_is_kept_and_writes_nothing(environment, state):
    status, written = crash(
        "eleves", "--format", "json", environment=environment, where="beside it"
    )
    assert (status, written) == (Status.SUCCESS, "")
    assert len(list(state.iterdir())) == 4
    assert_nothing_is_given_away(written, state)


def test_an_error_without_end_does_not_fill_the_disk(environment, state):
    script = (
        "from tui import incidents\nfor _ in range(100):\n    print(incidents.record(ValueError()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert len(list(state.iterdir())) == 20
    assert "incident" in done.stdout.splitlines()[-1]


def test_a_crash_is_told_even_where_nothing_can_be_kept(environment, tmp_path):
    (tmp_path / "state").write_text("no folder")
    status, written = crash("eleves", environment=environment, where="in the program")
    assert status == Status.CRASHED
    assert SENTENCE.search(written)
    assert "Le fichier" not in written
