"""What can be written to files: a livret and its archives, a run's report, a screen's text."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from core.livret import Archive, Livret
from tui import file_texts
from tui.refusals import refusals
from tui.refused import Refused
from tui.reports import as_file
from tui.services import Office

Save = Callable[[Path], Awaitable[Sequence[str]]]
"""Writes a new file, and says what is to be known of it; raises `Refused` when it cannot."""

Thing = tuple[str, str, Save]
"""What can be written: how it is called, the suffix of its file, and who writes it."""


def path_named(typed: str, suffix: str) -> Path:
    """The file that a user names, with its suffix; raise `Refused` when it is no name."""
    try:
        path = Path(typed.removesuffix(suffix)).expanduser()
        return path.with_name(path.name + suffix)
    except (ValueError, RuntimeError) as error:  # no name in it, or the home of nobody
        raise Refused(file_texts.NOT_A_FILE_NAME.format(typed=typed)) from error


async def livret_things(office: Office, livret_id: int) -> Sequence[Thing]:
    """A livret as it is now, then its archives, each in the two forms."""
    with refusals():
        livret = await office.livrets.livret(livret_id)
        archives = await office.livrets.archives(livret_id)
    return [
        *_forms(office, livret, None),
        *(thing for archive in archives for thing in _forms(office, archive.livret, archive)),
    ]


async def report_things(office: Office, run_id: int) -> Sequence[Thing]:
    """The report of a run, in its three forms."""
    with refusals():
        report = await office.livrets.report((await office.school()).uai, run_id)
    if report is None:
        return []
    return [
        (label, suffix, _saving(office, as_file(report, form)))
        for form, (label, suffix) in file_texts.REPORT_THINGS.items()
    ]


def shown_things(office: Office, line: str, whole: str) -> Sequence[Thing]:
    """What a screen shows: the current line, or all of it."""
    shown = zip(file_texts.SHOWN_THINGS, (line, whole), strict=True)
    return [(label, ".txt", _saving(office, f"{text}\n".encode())) for label, text in shown]


def _forms(office: Office, livret: Livret, archive: Archive | None) -> Iterator[Thing]:
    for label, suffix in zip(file_texts.livret_forms(archive), (".xml", ".json"), strict=True):
        yield label, suffix, partial(office.export, livret)


def _saving(office: Office, body: bytes) -> Save:
    async def save(path: Path) -> Sequence[str]:
        await office.write(path, body)
        return ()

    return save
