"""A datum before and after: two columns, or one above the other; what differs has a sign."""

import pytest
from textual.app import App

from core.model.events import Change
from tests.processes import plain
from tests.tui.fullscreen.settling import comes, settles
from tui.fullscreen.widgets.paragraphs import Paragraphs
from tui.wording.comparison_texts import beside

FIRST_NAMES = Change("Prénoms", "Marie Claire", "Marie Claire, Yvete")
ADDRESS = Change(
    "Adresse 1",
    "3 rue des Lilas, 35000 Rennes",
    "13 boulevard de la Liberté prolongée, résidence des Acacias, 35000 Rennes",
)
EMAIL = Change("Courriel", "", "a@example.fr")


class TwoColumns(App):
    CSS = "Rows { height: 1fr; } .paragraphs--changed { color: ansi_yellow; }"

    def __init__(self, *changes):
        super().__init__()
        self.paragraphs = Paragraphs(["Ce qui a changé", *map(beside, changes)])

    def compose(self):
        yield self.paragraphs


@pytest.fixture
async def shown(request):
    """Opens these changes on so many columns."""
    width, *changes = request.param
    async with TwoColumns(*changes).run_test(size=(width, 20)) as pilot:
        await settles(pilot)
        yield pilot


def lines(pilot):
    rows = pilot.app.paragraphs
    found = [plain(rows.render_line(y).text.rstrip()) for y in range(rows.size.height)]
    return list(filter(None, found))


def coloured(pilot):
    rows = pilot.app.paragraphs
    segments = [item for y in range(rows.size.height) for item in rows.render_line(y)]
    return [item.text for item in segments if item.style.color and item.style.color.number == 3]


def at(width, *changes):
    return pytest.mark.parametrize("shown", [(width, *changes)], indirect=True)


@at(80, FIRST_NAMES, EMAIL)
async def test_before_and_after_are_beside_each_other(shown):
    assert lines(shown)[1:] == [
        "  Prénoms",
        "    Avant : Marie Claire                │ Après : Marie Claire, [Yvete]",
        "  Courriel",
        "    Avant : (vide)                      │ Après : [a@example.fr]",
    ]


@at(59, FIRST_NAMES)
async def test_on_a_narrow_terminal_they_are_one_above_the_other(shown):
    assert lines(shown)[1:] == [
        "  Prénoms",
        "    Avant : Marie Claire",
        "    Après : Marie Claire, [Yvete]",
    ]


@at(60, ADDRESS)
async def test_a_long_text_goes_on_in_its_own_column(shown):
    left, right = zip(*(line.split("│") for line in lines(shown)[2:]), strict=True)
    assert " ".join(" ".join(left).split()) == "Avant : [3 rue] des [Lilas], 35000 Rennes"
    assert " ".join(" ".join(right).split()) == (
        "Après : [13 boulevard de la Liberté prolongée, résidence] des [Acacias], 35000 Rennes"
    )


@at(80, ADDRESS, FIRST_NAMES)
async def test_what_differs_has_a_colour_too_and_nothing_else_has(shown):
    assert "".join(coloured(shown)).count("[") == "".join(coloured(shown)).count("]") == 5
    assert coloured(shown)[-1] == "[Yvete]"
    assert not any("35000" in text or "Avant" in text or "│" in text for text in coloured(shown))


@at(80, ADDRESS)
async def test_another_width_lays_them_out_anew(shown):
    await shown.resize_terminal(40, 20)
    await comes(shown, lambda: not any("│" in line for line in lines(shown)), "one column")


@at(80, Change("Nom", "[/red] \x1b[31m漢字", "[/red] \u202e漢 [字]"))
async def test_what_comes_from_outside_is_shown_literally(shown):
    text = "\n".join(lines(shown))
    assert "[/red]" in text
    assert not {"\x1b", "\u202e"} & set(text)


@at(80, FIRST_NAMES)
async def test_what_is_copied_says_which_is_which(shown):
    await shown.press("end")
    assert shown.app.paragraphs.copied.split("\n") == [
        "Prénoms, avant : « Marie Claire »",
        "Prénoms, après : « Marie Claire, [Yvete] »",
    ]
