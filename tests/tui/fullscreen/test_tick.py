"""A tick is seen at once: in colour where there are colours, in bold where there are none."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import NoColor

from tests.tui.fullscreen.contrast import LEAST, PALETTES, ratio
from tests.tui.fullscreen.settling import press, strips_of
from tui.fullscreen import app
from tui.fullscreen.terminal.colours import CONTRAST, DARK, LIGHT, THEMES, EightColours
from tui.fullscreen.widgets.checklist import Checklist
from tui.fullscreen.widgets.rows import Row
from tui.wording import texts

TICKED, _, UNTICKED = texts.CHECKBOX_STATES


class ListApp(App):
    CSS = Path(app.__file__).with_name("app.tcss").read_text("utf-8")

    def __init__(self, theme):
        super().__init__(ansi_color=True)
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme

    def compose(self):
        yield Checklist(lambda _shown, _total: "Toutes")


@dataclass
class Shown:
    """A theme, and the styles that it gives a tick, one on the current row, and a box without."""

    theme: str
    tick: Style
    current: Style
    empty: Style


@pytest.fixture(params=[DARK, LIGHT, CONTRAST])
async def shown(request):
    application = ListApp(request.param)
    async with application.run_test(size=(40, 24)) as pilot:
        application.query_one(Checklist).offer([Row(1, "CE1 A"), Row(2, "CM1"), Row(3, "CM2")])
        await press(pilot, "end", "space", "up")
        _, tick, current, empty = strips_of(pilot)[:4]
        yield Shown(
            request.param,
            style_of(tick, TICKED),
            style_of(current, TICKED),
            style_of(empty, UNTICKED),
        )


def style_of(strip, text):
    return next(segment.style for segment in strip if text in segment.text)


def as_filtered(line_filter, style):
    [segment] = line_filter.apply([Segment("texte", style)], Color(0, 0, 0))
    return segment.style


def test_a_tick_has_a_colour_of_its_own_with_the_contrast_of_the_theme(shown):
    assert shown.tick.color != shown.empty.color
    assert shown.current.color == shown.tick.color
    for style in (shown.tick, shown.current):
        for palette in PALETTES.values():
            assert ratio(style, shown.theme, palette) >= LEAST[shown.theme]


def test_of_eight_colours_it_has_one_too(shown):
    style = as_filtered(EightColours(), shown.tick)
    assert style.color.number < 8
    assert style.bold
    as_bright = style + Style(color=RichColor.from_ansi(style.color.number + 8))
    for seen, palette in ((style, "xterm"), (as_bright, "Linux console")):
        assert ratio(seen, shown.theme, PALETTES[palette]) >= LEAST[shown.theme]


def test_without_colours_it_is_bold(shown):
    tick, empty = (as_filtered(NoColor(), style) for style in (shown.tick, shown.empty))
    assert all(style.color is None or style.color.is_default for style in (tick, empty))
    assert tick.bold
    assert not empty.bold
