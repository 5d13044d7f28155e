"""What can be written to files from the screens: a livret and its archives, a run's report."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from core.livret import Archive, Livret
from tui import file_texts
from tui.reports import as_file
from tui.screens.saving import Save, SavingScreen, Thing
from tui.services import Office

Opened = Callable[[], Awaitable[Office]]


def livret_screen(opened: Opened, livret_id: int, name: str) -> SavingScreen:
    """Offers a livret as it is now, then its archives, each in the two forms."""

    async def load() -> Sequence[Thing]:
        office = await opened()
        livret = await office.livrets.livret(livret_id)
        archives = await office.livrets.archives(livret_id)
        return [
            *_forms(office, livret, None),
            *(thing for archive in archives for thing in _forms(office, archive.livret, archive)),
        ]

    return SavingScreen(file_texts.EXPORT_TRAIL.format(name=name), f"livret-{livret_id}", load)


def report_screen(opened: Opened, run_id: int) -> SavingScreen:
    """Offers the report of a run, in its three forms."""

    async def load() -> Sequence[Thing]:
        office = await opened()
        report = await office.livrets.report((await office.school()).uai, run_id)
        if report is None:
            return []
        return [
            (label, suffix, _saving(office, as_file(report, form)))
            for form, (label, suffix) in file_texts.REPORT_THINGS.items()
        ]

    trail = file_texts.REPORT_TRAIL.format(number=run_id)
    return SavingScreen(trail, f"synchronisation-{run_id}", load)


def _forms(office: Office, livret: Livret, archive: Archive | None) -> Iterator[Thing]:
    for label, suffix in zip(file_texts.livret_forms(archive), (".xml", ".json"), strict=True):
        yield label, suffix, partial(office.export, livret)


def _saving(office: Office, body: bytes) -> Save:
    async def save(path: Path) -> Sequence[str]:
        await office.write(path, body)
        return ()

    return save
