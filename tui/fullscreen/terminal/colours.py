"""The themes, in the terminal's own colours, and what is left of them where there are few."""

from dataclasses import replace

from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as TextualColor
from textual.filter import LineFilter
from textual.theme import BUILTIN_THEMES, Theme

DARK, LIGHT, CONTRAST = "sombre", "clair", "contraste"

_BASIC = 8


def _theme(
    base: str,
    name: str,
    *,
    foreground: str = "ansi_default",
    background: str = "ansi_default",
    title: tuple[str, str] = ("ansi_bright_white", "ansi_blue"),
    keys: str,
    success: str,
    warning: str,
    error: str,
) -> Theme:
    """One of Textual's themes of terminal colours, in fewer of them."""
    known = BUILTIN_THEMES[base]
    return replace(
        known,
        name=name,
        primary=title[1],
        accent=title[0],
        secondary=keys,
        success=success,
        foreground=foreground,
        background=background,
        warning=warning,
        error=error,
        surface=background,
        panel=background,
        boost=background,
        variables={
            **known.variables,
            "input-cursor-background": foreground,
            "input-cursor-foreground": background,
            "input-selection-background": foreground,
            "input-selection-foreground": background,
        },
    )


THEMES = (
    _theme(
        "ansi-dark",
        DARK,
        keys="ansi_bright_cyan",
        success="ansi_bright_green",
        warning="ansi_bright_yellow",
        error="ansi_bright_red",
    ),
    _theme(
        "ansi-light",
        LIGHT,
        keys="ansi_blue",
        success="ansi_blue",
        warning="ansi_magenta",
        error="ansi_red",
    ),
    _theme(
        "ansi-dark",
        CONTRAST,
        foreground="ansi_bright_white",
        background="ansi_black",
        title=("ansi_black", "ansi_bright_white"),
        keys="ansi_bright_yellow",
        success="ansi_bright_green",
        warning="ansi_bright_yellow",
        error="ansi_bright_white",
    ),
)
"""The first two are for a terminal whose own background is dark, or light, and leave it as it is;
the third paints its own. None of their colours says anything that a word does not say too."""


class EightColours(LineFilter):
    """Says a bright colour as bold, as terminals of eight colours do."""

    def apply(self, segments: list[Segment], background: TextualColor) -> list[Segment]:
        """The same segments in eight colours."""
        return [
            Segment(text, style and _in_eight(style), control) for text, style, control in segments
        ]


def _in_eight(style: Style) -> Style:
    colour = style.color
    if colour is None or colour.type is not ColorType.STANDARD or (colour.number or 0) < _BASIC:
        return style
    basic = Color.from_ansi((colour.number or 0) - _BASIC)
    return style + Style(color=basic, bold=True)
