"""Behind a dialog: the page that opened it, dimmed, and nothing beside the dialog itself."""

from pathlib import Path

import pytest
from textual.app import App
from textual.screen import Screen

from tests.tui.fullscreen.settling import comes, screen_text, settles, strips_of
from tui.fullscreen import app
from tui.fullscreen.screens.dialog import UNDIMMED
from tui.fullscreen.screens.question import Question
from tui.fullscreen.terminal.colours import CONTRAST, DARK, LIGHT, THEMES
from tui.fullscreen.widgets.rows import Row, Rows

NAMES = [f"élève {number} de la classe de CE1 A, qui a quatre bilans" for number in range(24)]


class PupilsScreen(Screen):
    def compose(self):
        yield Rows([Row(name, name) for name in NAMES])


class DialogApp(App):
    CSS = Path(app.__file__).with_name("app.tcss").read_text("utf-8")

    def __init__(self, theme, classes=""):
        super().__init__(ansi_color=True)
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self.add_class(*classes.split())


def first_line(pilot):
    return screen_text(pilot).split("\n")[0]


async def asked(pilot):
    """The lines above the dialog and below it, those of the dialog, and all their styles."""
    await pilot.app.push_screen(PupilsScreen())
    await settles(pilot)
    await pilot.app.push_screen(Question("Supprimer ?"))
    await settles(pilot)
    lines, strips = screen_text(pilot).split("\n"), strips_of(pilot)
    box = pilot.app.screen.query_one(".box").region
    rows = [*range(box.y), *range(box.bottom, 24)]
    around = [lines[row] for row in rows]
    styles = {segment.style for row in rows for segment in strips[row] if segment.text.strip()}
    return around, lines[box.y : box.bottom], styles


@pytest.mark.parametrize("theme", [DARK, LIGHT])
async def test_around_a_dialog_the_page_stays_in_one_dim_colour_without_its_cursor(theme):
    async with DialogApp(theme).run_test(size=(80, 24)) as pilot:
        around, inside, styles = await asked(pilot)
        assert around[0] == f"  {NAMES[0]}"
        assert around[-2:] == [f"  {NAMES[-2]}", ""]
        assert all(line.strip()[0] in "┌│└" for line in inside)
        assert not any("élève" in line for line in inside)
        [style] = styles
        assert style.color.number == 8
        assert not any((style.bold, style.dim, style.reverse))


async def test_what_happens_below_is_not_shown_before_the_dialog_is_left():
    async with DialogApp(DARK).run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        pilot.app.screen_stack[-2].query_one(Rows).replace([Row(1, "un autre")])
        await settles(pilot)
        assert NAMES[0] in screen_text(pilot)
        await pilot.resize_terminal(80, 30)
        await settles(pilot)
        await pilot.press("escape")
        await settles(pilot)
        assert screen_text(pilot).split("\n")[0] == "> un autre"


async def test_a_terminal_of_another_size_has_around_a_dialog_what_there_was():
    async with DialogApp(DARK).run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        whole = f"  {NAMES[0]}"
        for width, lines in ((40, 15), (80, 24)):
            await pilot.resize_terminal(width, lines)
            shown = whole[:width]
            await comes(pilot, lambda shown=shown: first_line(pilot) == shown, shown)


@pytest.mark.parametrize(("theme", "classes"), [(CONTRAST, ""), (DARK, UNDIMMED)])
async def test_in_high_contrast_and_in_few_colours_there_is_nothing_around(theme, classes):
    async with DialogApp(theme, classes).run_test(size=(80, 24)) as pilot:
        around, _, _ = await asked(pilot)
        assert not any(around)
