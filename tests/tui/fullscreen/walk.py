"""A walk through every screen with the keyboard alone, and what was seen on the way."""

from dataclasses import dataclass, field

from textual.screen import ModalScreen
from textual.widgets import Input

from tests.tui.fullscreen.settling import comes, screen_text, settles, strips_of
from tests.tui.fullscreen.tour import timeless, to_the_start, tour
from tui.fullscreen.terminal.colours import CONTRAST, DARK, LIGHT
from tui.fullscreen.widgets.lines import MARK

THEMES = (DARK, LIGHT, CONTRAST)
OVERLAYS = ("f1", "ctrl+p", "f12")
"""What opens above every screen, and is left by Échap."""


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
            seen.append(here)
        await to_the_start(pilot)
    return seen


async def wear_each_theme(pilot, here):
    for theme in THEMES:
        pilot.app.theme = theme
        await settles(pilot)
        shown = [
            item for strip in strips_of(pilot) for item in strip if item.style and item.text.strip()
        ]
        here.styles[theme] = {item.style: item.text for item in shown}
    pilot.app.theme = DARK
    await settles(pilot)


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


async def open_and_leave_overlays(pilot, here):
    page, before, place = pilot.app.screen, pilot.app.focused, pilot.app.cursor_position
    for key in OVERLAYS:
        await pilot.press(key)
        await comes(pilot, lambda: pilot.app.screen is not page, key)
        await pilot.press("escape")
        await comes(pilot, lambda: pilot.app.screen is page, "the page below")
        if pilot.app.focused is not before or pilot.app.cursor_position != place:
            here.lost.append(key)
