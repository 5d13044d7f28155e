"""The picture of the README: the application itself, driven to its summary, exports its screen."""

import asyncio
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from tui.composition.demonstration import demonstration_opener
from tui.fullscreen.app import LsunSync
from tui.fullscreen.screens.run import RunScreen

PICTURE = Path(__file__).with_name("ecran.svg")


async def draw(folder: Path) -> None:
    """Synchronise the demonstration school, and keep the last screen."""
    app = LsunSync(demonstration_opener(folder, latency_ms=0))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        while "131" not in _text(pilot):
            await pilot.pause(0.1)
        await pilot.press("f5", "o")
        while not isinstance(app.screen, RunScreen) or "incomplète" not in _text(pilot):
            await pilot.pause(0.1)
        await pilot.press("tab")
        await pilot.pause()
        PICTURE.write_text(app.export_screenshot(title="lsun-sync"), encoding="utf-8")
        await pilot.press("ctrl+q")


def _text(pilot: Pilot[None]) -> str:
    return pilot.app.export_screenshot(simplify=True)


with tempfile.TemporaryDirectory() as temporary:
    asyncio.run(draw(Path(temporary)))
