"""What is typed on a form: for whom it comes back, and what becomes of it."""

from dataclasses import replace

import pytest

from core.errors import UserError
from core.messages import refusals
from core.usecases.exports import ExportOption, livret_options
from tests.core.builders import a_livret, a_locked_bilan
from tests.core.school import MemoryStore, a_workspace
from tests.tui.fullscreen.dressed import Dressed, Remembering
from tests.tui.fullscreen.settling import press, screen_text, settles
from tui.fullscreen.screens.saving import SavingScreen
from tui.fullscreen.screens.withdrawing import WithdrawScreen
from tui.fullscreen.widgets.field import Field
from tui.wording import file_texts

FIRST = a_livret(a_locked_bilan())
NAMESAKE = replace(FIRST, id=2)


async def opened():
    return a_workspace(MemoryStore([FIRST, NAMESAKE]))


def withdrawing(livret):
    return WithdrawScreen("Retirer un bilan", opened, livret.id)


def exporting(livret):
    async def load():
        return await livret_options(await opened(), livret.id)

    name = file_texts.livret_file(livret.id)
    return SavingScreen("Exporter le livret de Léa Dupont", name, load)


@pytest.mark.parametrize("form", [withdrawing, exporting])
async def test_what_was_typed_for_a_pupil_is_not_for_his_namesake(form):
    async with Remembering().run_test() as pilot:

        async def typed_for(livret, *keys):
            await pilot.app.push_screen(form(livret))
            await settles(pilot)
            field = pilot.app.screen.query_one(Field)
            field.focus()
            await press(pilot, *keys)
            typed = field.value
            await press(pilot, "escape")
            return typed

        assert await typed_for(FIRST, *"zzz") == "zzz"
        assert await typed_for(NAMESAKE) != "zzz"
        assert await typed_for(FIRST) == "zzz"


async def test_a_name_that_no_file_can_have_is_left_to_be_refused_by_the_writing():
    async def refuses(path):
        raise UserError(refusals.CANNOT_WRITE)

    async def load():
        return [ExportOption("Le livret", ".xml", refuses)]

    async with Dressed().run_test() as pilot:
        await pilot.app.push_screen(SavingScreen("Exporter", "livret-1", load))
        await settles(pilot)
        pilot.app.screen.query_one(Field).value = "x" * 300
        await press(pilot, "enter", "enter")
        assert "Le fichier ne peut pas être écrit" in screen_text(pilot)
