"""How soon a key is seen to act, at rest and during a run."""

import math
import random
import time

from tests.benchmarks.driving import (
    AT_FULL_SPEED,
    MENU_IS_READY,
    RUN_IS_SHOWN,
    frames,
    launch,
    open_selection,
    tell,
    wait_for_the_run,
)
from tui.wording import texts

SERIOUS_ONLY = texts.SERIOUS

PRESSES, FEW_PRESSES = 100, 10


def bench_keys_while_running(school):
    """How long an arrow takes to show, once a run has ended and while it goes on.

    In a panel scrolled up, for the work is then the same, and no message shows where the key does.
    """
    keys = ("down", "up")
    with school.in_a_terminal(AT_FULL_SPEED) as terminal:
        terminal.wait_for(MENU_IS_READY)
        open_selection(terminal)
        launch(terminal)
        wait_until_the_panel_scrolls(terminal)
        terminal.type("home")
        while_running = press_at_irregular_moments(terminal, keys, PRESSES)
        wait_for_the_run(terminal)
        terminal.type("home")
        at_rest = press_at_irregular_moments(terminal, keys, PRESSES)
    busy = echoes(terminal, while_running, panel_top)
    idle = echoes(terminal, at_rest, panel_top)
    tell_delays("D'une flèche à son effet, au repos", idle)
    tell_delays("D'une flèche à son effet, pendant une synchronisation", busy)
    tell("  p95, pendant contre au repos", percentile(busy, 95) / percentile(idle, 95), "×", 2)


def bench_filter(terminal):
    """How long F2 takes to show: all the messages are laid out anew."""
    pressed = press_at_irregular_moments(terminal, ("f2",), FEW_PRESSES)
    tell_delays("De F2 à son effet, au repos", echoes(terminal, pressed, severity_filter))


def tell_delays(what, delays):
    """Print their median and their 95th percentile, and how many came too late to be told."""
    late = delays.count(math.inf)
    sentence = f" ({late} touches sans effet avant la suivante)" if late else ""
    median, high = percentile(delays, 50), percentile(delays, 95)
    print(f"{what}, {len(delays)} fois : médiane {median:.0f} ms, p95 {high:.0f} ms{sentence}")


def wait_until_the_panel_scrolls(terminal):
    """Until there is more than a panel can show: before that, arrows have nothing to move."""
    terminal.wait_for(RUN_IS_SHOWN)
    terminal.wait_until(lambda: panel_top(terminal.screen.display).strip(), "the first message")
    first = panel_top(terminal.screen.display)
    terminal.wait_until(lambda: panel_top(terminal.screen.display) != first, "a full panel")


def press_at_irregular_moments(terminal, keys, times):
    """Press these keys in turn, so many times in all; when each was pressed."""
    chance = random.Random(1)
    pressed = []
    for number in range(times):
        terminal.read_all_for(chance.uniform(0.2, 0.5))
        pressed.append(time.monotonic())
        terminal.press(keys[number % len(keys)])
    terminal.read_all_for(0.5)
    return pressed


def panel_top(lines):
    """The first line of the panel: new messages leave it alone once it was scrolled up."""
    return next((lines[y + 1] for y, line in enumerate(lines) if RUN_IS_SHOWN in line), None)


def severity_filter(lines):
    """What the sentence of the filter says of the gravity, which messages leave alone."""
    return any(RUN_IS_SHOWN in line and SERIOUS_ONLY in line for line in lines)


def echoes(terminal, pressed, watched):
    """The milliseconds until what is watched is no longer what it was at each press.

    Infinite when it still is at the next press: such a delay is long, not unknown.
    """
    seen = [(moment, watched(lines)) for moment, _, lines in frames(terminal)]
    found = []
    for press, run_session in zip(pressed, [*pressed[1:], math.inf], strict=True):
        was = [state for moment, state in seen if moment < press][-1]
        changes = (item for item, state in seen if press <= item < run_session and state != was)
        found.append(1000 * (next(changes, math.inf) - press))
    return found


def percentile(values, rank):
    """The value that so many percent of them are not above."""
    return sorted(values)[math.ceil(len(values) * rank / 100) - 1]
