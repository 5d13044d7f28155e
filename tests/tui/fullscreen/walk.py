"""A walk through every screen with the keyboard alone, and what was seen on the way."""

from dataclasses import dataclass, field

from textual.screen import ModalScreen
from textual.widgets import Input

from tests.tui.fullscreen.settling import comes, press, screen_text, settles, strips_of
from tests.tui.fullscreen.tour import timeless, to_the_start, tour
from tui.fullscreen.screens.changes import ChangesScreen
from tui.fullscreen.screens.messages import MessagesPage
from tui.fullscreen.screens.stepping import SteppingBack
from tui.fullscreen.terminal.colours import CONTRAST, DARK, LIGHT
from tui.fullscreen.widgets.filtered import FilteredRows
from tui.fullscreen.widgets.lines import MARK
from tui.fullscreen.widgets.panel import MessagePanel

THEMES = (DARK, LIGHT, CONTRAST)
OVERLAYS = ("f1", "ctrl+p", "f12")
"""What opens above every screen, and is left by Échap."""

LISTS = "FilteredRows, MessagePanel"


@dataclass
class Seen:
    """A screen: its text, its controls, and where the focus was seen."""

    name: str
    text: str
    controls: int
    styles: dict = field(default_factory=dict)
    reached: list = field(default_factory=list)
    """The control of each Tab, until the first one comes again."""
    unseen: list = field(default_factory=list)
    """Those that had the focus, and no sign of it where the cursor was."""
    lost: list = field(default_factory=list)
    """The overlays after which the focus, or the cursor, was elsewhere."""
    filtered: int = 0
    """In how many ways what it shows was filtered."""
    stuck: list = field(default_factory=list)
    """Those that Échap did not lift, or from which it went elsewhere than to the list."""


async def walk(application, extractions, size, *, closely):
    """Go everywhere; look `closely` at colours and overlays, which no size changes."""
    seen = []
    async with application.run_test(size=size) as pilot:
        async for name in tour(pilot, extractions):
            here = Seen(name, timeless(screen_text(pilot)), len(application.screen.focus_chain))
            if closely:
                await wear_each_theme(pilot, here)
            await press_tab_around(pilot, here)
            if closely and not isinstance(application.screen, ModalScreen):
                await open_and_leave_overlays(pilot, here)
            if closely and isinstance(application.screen, SteppingBack):
                await lift_each_filter(pilot, here)
            seen.append(here)
        await to_the_start(pilot)
    return seen


async def wear_each_theme(pilot, here):
    for theme in THEMES:
        pilot.app.theme = theme
        await settles(pilot)
        shown = [
            item
            for strip in active_lines(pilot)
            for item in strip
            if item.style and item.text.strip()
        ]
        here.styles[theme] = {item.style: item.text for item in shown}
    pilot.app.theme = DARK
    await settles(pilot)


def active_lines(pilot):
    """The lines that are there to be read: around a dialog there are others (WCAG 2.2, 1.4.3)."""
    strips, box = strips_of(pilot), pilot.app.screen.query(".box")
    return strips[box.first().region.y : box.first().region.bottom] if box else strips


async def press_tab_around(pilot, here):
    first = pilot.app.focused
    for _ in range(here.controls):
        here.reached.append(repr(pilot.app.focused))
        if not is_seen(pilot):
            here.unseen.append(f"{pilot.app.focused}, cursor at {pilot.app.cursor_position}")
        await pilot.press("tab")
        await settles(pilot)
    assert pilot.app.focused is first, f"{here.name}: Tab does not come back to {first}"


def is_seen(pilot):
    """Whether the cursor is on what has the focus, after the sign of it."""
    widget, cursor = pilot.app.focused, pilot.app.cursor_position
    if widget is None or cursor not in widget.region.intersection(pilot.app.screen.region):
        return False
    lines = screen_text(pilot).split("\n")
    if isinstance(widget, Input):  # on a narrow screen its label, with the sign, is above it
        return any(line.startswith(MARK) for line in lines[cursor[1] - 1 : cursor[1] + 1])
    return lines[cursor[1]][: cursor[0]].endswith(MARK)


async def lift_each_filter(pilot, here):
    screen, before = pilot.app.screen, pilot.app.focused
    for keys in ways_to_filter(screen):
        here.filtered += 1
        screen.query(LISTS).first().focus()
        await press(pilot, *keys)
        assert any(known.is_filtering for known in screen.filters), (here.name, keys)
        await press(pilot, "escape")
        if (
            pilot.app.screen is not screen
            or any(known.is_filtering for known in screen.filters)
            or not isinstance(pilot.app.focused, FilteredRows | MessagePanel)
        ):
            here.stuck.append(keys)
            return
    before.focus()
    await settles(pilot)


def ways_to_filter(screen):
    """Keys that leave something out, with the focus in the list, in a field or on a button."""
    if isinstance(screen, MessagesPage):
        search = ("f4", "m", "o")
        yield from (("f2",), ("f3",), ("f4",), search, (*search, "enter"), ("f2", "f3", "tab"))
    elif screen.query(FilteredRows):
        yield from (("e",), ("z", "z"), ("e", "tab"))
    if isinstance(screen, ChangesScreen):
        yield from (("shift+tab", *"01/09/2000", "enter"), ("shift+tab", "0"))


async def open_and_leave_overlays(pilot, here):
    page, before, place = pilot.app.screen, pilot.app.focused, pilot.app.cursor_position
    for key in OVERLAYS:
        await pilot.press(key)
        await comes(pilot, lambda: pilot.app.screen is not page, key)
        await pilot.press("escape")
        await comes(pilot, lambda: pilot.app.screen is page, "the page below")
        if pilot.app.focused is not before or pilot.app.cursor_position != place:
            here.lost.append(key)
