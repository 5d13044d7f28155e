"""A field of a form: what is proposed in it, what is wrong with it, and where Enter leads."""

from contextlib import asynccontextmanager

import pytest

from core.errors import UserError
from tests.tui.fullscreen.dressed import Dressed
from tests.tui.fullscreen.settling import press, screen_text, settles, strips_of
from tui.fullscreen.widgets.field import Field
from tui.fullscreen.widgets.form_field import FormField

FAULT = "Ce n'est pas un nombre."
PROPOSAL = "Entrée garde ceci, taper le remplace."


def _number(typed):
    if not typed.isdigit():
        raise UserError(FAULT)


class Form(Dressed):
    """Two fields, the first of which wants a number; Enter goes to the next one."""

    def compose(self):
        yield FormField("Nombre", _number, id="number")
        yield FormField("Suite", id="further")

    def on_input_submitted(self):
        self.screen.focus_next()


@asynccontextmanager
async def form(proposal=""):
    """The form, with the focus in its first field and this proposed there."""
    async with Form().run_test() as pilot:
        pilot.app.query_one("#number-field", FormField).put(proposal)
        pilot.app.query_one("#number").focus()
        await settles(pilot)
        yield pilot


def typed(pilot):
    return pilot.app.query_one("#number", Field).value


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("7",), "7"),
        (("right", "7"), "127"),
        (("end", "7"), "127"),
        (("backspace",), ""),
        (("tab", "shift+tab", "7"), "7"),
    ],
    ids=["typing replaces", "an arrow keeps", "the end keeps", "one key erases", "seen again"],
)
async def test_what_is_proposed_is_replaced_by_what_is_typed_unless_it_is_gone_on_with(keys, value):
    async with form("12") as pilot:
        await press(pilot, *keys)
        assert typed(pilot) == value


async def test_what_the_user_typed_himself_is_never_replaced():
    async with form() as pilot:
        await press(pilot, "1", "2", "tab", "shift+tab", "7")
        assert typed(pilot) == "127"


async def test_what_comes_late_is_proposed_only_where_nothing_was_typed():
    async with form() as pilot:
        await press(pilot, "7")
        pilot.app.query_one("#number-field", FormField).suggest("12")
        assert typed(pilot) == "7"


async def test_a_proposal_is_told_for_as_long_as_the_next_letter_replaces_it():
    async with form("12") as pilot:
        assert PROPOSAL in screen_text(pilot)
        for key in ("right", "tab"):
            await press(pilot, key)
            assert PROPOSAL not in screen_text(pilot), key
        await press(pilot, "shift+tab")
        assert PROPOSAL in screen_text(pilot)
        await press(pilot, "7")
        assert PROPOSAL not in screen_text(pilot)


@pytest.mark.parametrize("theme", Form.themes)
async def test_what_the_next_letter_replaces_is_reversed_in_every_theme(theme):
    async with form("12") as pilot:
        pilot.app.theme = theme
        await settles(pilot)
        assert [item.style.reverse for item in shown(pilot, "12")] == [True]
        await press(pilot, "right")
        assert not any(item.style.reverse for item in shown(pilot, "12"))


def shown(pilot, text):
    return [item for strip in strips_of(pilot) for item in strip if item.text == text]


async def test_enter_stays_where_something_is_wrong():
    async with form() as pilot:
        await press(pilot, "x", "enter")
        assert FAULT in screen_text(pilot)
        await press(pilot, "backspace", "1", "enter")
        assert typed(pilot) == "1"
        assert pilot.app.focused.id == "further"


async def test_a_fault_is_told_until_it_is_put_right_and_no_longer():
    async with form() as pilot:
        await press(pilot, "1", "x", "enter", "end", "y")
        assert FAULT in screen_text(pilot)
        await press(pilot, "backspace", "backspace")
        assert FAULT not in screen_text(pilot)


async def test_a_field_that_is_empty_may_be_filled_in_later():
    async with form() as pilot:
        await press(pilot, "enter")
        assert pilot.app.focused.id == "further"
