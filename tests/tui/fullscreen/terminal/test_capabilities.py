import subprocess
import sys

import pytest

from tui.fullscreen.terminal.capabilities import takes_clipboard

TELL = (
    "from tui.fullscreen.terminal.capabilities import capabilities as tell;"
    "has = tell(); print(has.has_colours, has.has_bright_colours, has.has_second_screen)"
)


@pytest.mark.parametrize(
    ("term", "output"),
    [
        ("linux", "True False False"),
        ("vt100", "False False False"),
        ("screen", "True False True"),
        ("tmux-256color", "True True True"),
        ("xterm-256color", "True True True"),
        ("inconnu", "True False False"),
    ],
)
def test_terminfo_tells_the_colours_and_the_second_screen(term, output):
    done = subprocess.run(  # terminfo is read once a process
        [sys.executable, "-c", TELL], env={"TERM": term}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == output


@pytest.mark.parametrize(
    ("environment", "taken"),
    [
        ({"TERM": "kitty"}, True),
        ({"TERM": "foot"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "vt100"}, False),
        ({"TERM": "foot", "TMUX": "/tmp/tmux-0/default,1,0"}, False),
        ({"TERM": "foot", "VTE_VERSION": "7006"}, False),
        ({"TERM": "foot", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({}, False),
    ],
)
def test_the_clipboard_is_offered_where_the_terminal_is_known_to_take_it(environment, taken):
    assert takes_clipboard(environment) is taken
