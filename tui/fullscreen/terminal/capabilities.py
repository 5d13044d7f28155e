"""What terminfo, and the environment, tell of a terminal."""

import curses
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

_USUAL_COLOURS = 8
"""For a terminal that terminfo does not know."""

_TAKE_THE_CLIPBOARD = ("foot", "alacritty", "kitty", "wezterm", "ghostty", "contour")
"""The `TERM`s of terminals that take OSC 52 as they come. `xterm` is not one: most of those that
call themselves so, by SSH above all, do not."""

_KEEP_THE_CLIPBOARD = ("TMUX", "STY", "VTE_VERSION")
"""What stands between the program and such a terminal, or only calls itself one."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """How many colours a terminal has, and whether it has a second screen to give back the first.

    A terminal with a second screen is of the xterm family: it ignores what it does not know.
    """

    colours: int
    has_second_screen: bool

    @property
    def has_colours(self) -> bool:
        """Whether anything but bold, underlined and reversed can be shown."""
        return self.colours >= _USUAL_COLOURS

    @property
    def has_bright_colours(self) -> bool:
        """Whether the eight bright colours are there beside the eight others."""
        return self.colours > _USUAL_COLOURS


@cache
def capabilities() -> Capabilities:
    """What terminfo tells of the terminal at hand."""
    try:
        curses.setupterm(fd=1)
    except curses.error:
        return Capabilities(_USUAL_COLOURS, has_second_screen=False)
    return Capabilities(curses.tigetnum("colors"), curses.tigetstr("smcup") is not None)


def takes_clipboard(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal is known to take a text for its clipboard (OSC 52)."""
    if any(environment.get(name) for name in _KEEP_THE_CLIPBOARD):
        return False
    if environment.get("TERM_PROGRAM") == "Apple_Terminal":
        return False
    return environment.get("TERM", "").startswith(_TAKE_THE_CLIPBOARD)
