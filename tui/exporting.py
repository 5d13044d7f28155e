"""What can be written to files from the screens: a livret and its archives, a run's report."""

from collections.abc import Awaitable, Callable, Sequence

from tui import file_texts
from tui.screens.saving import SavingScreen
from tui.services import Office
from tui.things import Thing, livret_things, report_things, shown_things

Opened = Callable[[], Awaitable[Office]]


def livret_screen(opened: Opened, livret_id: int, name: str) -> SavingScreen:
    """Offers a livret as it is now, then its archives, each in the two forms."""

    async def load() -> Sequence[Thing]:
        return await livret_things(await opened(), livret_id)

    return SavingScreen(file_texts.EXPORT_TRAIL.format(name=name), f"livret-{livret_id}", load)


def report_screen(opened: Opened, run_id: int) -> SavingScreen:
    """Offers the report of a run, in its three forms."""

    async def load() -> Sequence[Thing]:
        return await report_things(await opened(), run_id)

    trail = file_texts.REPORT_TRAIL.format(number=run_id)
    return SavingScreen(trail, f"synchronisation-{run_id}", load)


def text_screen(opened: Opened, line: str, whole: str) -> SavingScreen:
    """Offers what a screen shows: the current line, or all of it."""

    async def load() -> Sequence[Thing]:
        return shown_things(await opened(), line, whole)

    return SavingScreen(file_texts.SHOWN_TRAIL, file_texts.SHOWN_FILE, load)
