"""The program as a bench drives it, and the line of each figure."""

import time

import pyte

from tests.benchmarks.table import BARS, Bar
from tui.wording import places, texts

MENU_IS_READY = "LSUN — École de"
MENU_IS_PAINTED = places.SETTINGS.label
SELECTION_IS_READY = "classes cochées"
QUESTION_IS_ASKED = texts.YES
RUN_IS_SHOWN = "Affichés"
RUN_HAS_ENDED = "Synchronisation terminée"
COLUMNS, LINES = 80, 24
KILOBYTE, MEGABYTE = 1024, 1024 * 1024
LONGEST_RUN = 120
AT_FULL_SPEED, AT_50_PER_SECOND = 20, 5


def tell(what, value, unit="", budget=None):
    """Print a figure, and whether it is within its budget."""
    figure = f"{what:<62} {value:>8.2f} {unit:<12}"
    if budget is None:
        print(figure, flush=True)
    else:
        kept = "tenu" if value <= budget else "dépassé"
        BARS.append(Bar(what.strip(), "", value, budget, unit))
        print(f"{figure} au plus {budget:>5g} : {kept}", flush=True)


def open_selection(terminal):
    """From the first menu to the classes."""
    terminal.type("enter")
    terminal.wait_for(SELECTION_IS_READY)
    terminal.wait_for_quiet()


def launch(terminal):
    """From the classes to the confirmation that starts the run."""
    terminal.type("f5")
    terminal.wait_for(QUESTION_IS_ASKED)
    terminal.wait_for_quiet()
    terminal.press("o")


def wait_for_the_run(terminal):
    """Until it has ended and the screen with it."""
    end = time.monotonic() + LONGEST_RUN
    while RUN_HAS_ENDED not in terminal.flowing_text:
        assert time.monotonic() < end, f"the run never ended; the screen is:\n{terminal.text}"
        terminal.read_all_for(0.5)
    terminal.wait_for_quiet()


def frames(terminal):
    """What the screen was after each piece received: when, how many bytes in all, its lines."""
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    before = 0
    for moment, received in terminal.arrivals:
        stream.feed(bytes(terminal.received[before:received]))
        before = received
        yield moment, received, screen.display
