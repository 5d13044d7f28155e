"""The pictures of the README: the application itself, driven to three of its screens."""

import asyncio
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from tui.composition.demonstration import demonstration_opener
from tui.fullscreen.app import LsunSync
from tui.wording import sentences

FOLDER = Path(__file__).parent
PLAIN = {ord("\u00a0"): " "}


async def draw(folder: Path) -> None:
    """Choose the classes, foresee, then synchronise the demonstration school."""
    badge = sentences.badge("directeur", is_demonstration=True)
    app = LsunSync(demonstration_opener(folder, latency_ms=0), badge=badge)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await _shows(pilot, "6 classes cochées, 131 élèves.", "À corriger")
        _keep(pilot, "classes")
        await pilot.press("f6")
        await _shows(pilot, "12 élèves cochés sur 12.")
        _keep(pilot, "simulation")
        await pilot.press("escape")
        await _shows(pilot, "6 classes cochées, 131 élèves.")
        await pilot.press("f5", "o")
        await _shows(pilot, "Synchronisation incomplète.", "Non vérifiés")
        await pilot.press("tab")
        await pilot.pause()
        _keep(pilot, "ecran")
        await pilot.press("ctrl+q")


async def _shows(pilot: Pilot[None], *texts: str) -> None:
    """Wait until all of these are on the screen."""
    while not all(text in _text(pilot) for text in texts):
        await pilot.pause(0.1)
    await pilot.pause()


def _text(pilot: Pilot[None]) -> str:
    shown = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - as it is painted
    return "\n".join(strip.text for strip in shown).translate(PLAIN)


def _keep(pilot: Pilot[None], name: str) -> None:
    picture = pilot.app.export_screenshot(title="lsun-sync")
    (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")


with tempfile.TemporaryDirectory() as temporary:
    asyncio.run(draw(Path(temporary)))
