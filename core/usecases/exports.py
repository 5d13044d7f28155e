"""What can be written to files: a livret and its archives, a run's report, a screen's text."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from core.errors import UserError
from core.messages import refusals
from core.messages.exports import (
    REPORT_FORMS,
    SHOWN_TEXTS,
    exported,
    livret_forms,
    report_exported,
)
from core.messages.reports import as_file
from core.model.livret import Archive, Livret
from core.model.users import Action
from core.usecases.history import note_reading, pupil_history, report_of
from core.usecases.pupils import livret_of
from core.usecases.workspace import Workspace

Save = Callable[[Path], Awaitable[Sequence[str]]]
"""Writes a new file, and says where, and what is to be known of it.

Raises `UserError` when it cannot.
"""

LIVRET_SUFFIXES = (".xml", ".json")
"""LSU 1D, which holds the locked bilans alone; and all that LSUN has."""


class ExportOption(NamedTuple):
    """What can be written: how it is called, the suffix of its file, and who writes it."""

    label: str
    suffix: str
    save: Save


def path_named(typed: str, suffix: str) -> Path:
    """The file that a user names, with its suffix; raise `UserError` when it is no name."""
    try:
        path = Path(typed.removesuffix(suffix)).expanduser()
        return path.with_name(path.name + suffix)
    except (ValueError, RuntimeError) as error:  # no name in it, or the home of nobody
        raise UserError(refusals.NOT_A_FILE_NAME.format(typed=typed)) from error


async def livret_options(workspace: Workspace, livret_id: int) -> Sequence[ExportOption]:
    """A livret as it is now, then its archives, each in the two forms. Raises `StoreError`."""
    livret, archives = await pupil_history(workspace, livret_id)
    return [
        *_forms(workspace, livret, None),
        *(form for archive in archives for form in _forms(workspace, archive.livret, archive)),
    ]


async def report_options(workspace: Workspace, run_id: int) -> Sequence[ExportOption]:
    """The report of a run, in each of its forms. Raises `UserError` when there is no such run."""
    report = await report_of(workspace, run_id)
    return [
        ExportOption(
            label, suffix, _saving(workspace, as_file(report, form), partial(report_exported, form))
        )
        for form, (label, suffix) in REPORT_FORMS.items()
    ]


def text_options(workspace: Workspace, line: str, whole: str) -> Sequence[ExportOption]:
    """What a screen shows: the current line, or all of it."""
    return [
        ExportOption(label, ".txt", _saving(workspace, f"{text}\n".encode(), exported))
        for label, text in zip(SHOWN_TEXTS, (line, whole), strict=True)
    ]


async def export_pupil(
    workspace: Workspace, ine: str, archive: int | None, path: Path
) -> Sequence[str]:
    """Write the livret of a pupil, or his `archive`-th one (1 is the newest), to a new file.

    Return where it is, after what its form could not hold. Raises `UserError` when there is no
    such pupil or archive, or when the file cannot be written.
    """
    if path.suffix.lower() not in LIVRET_SUFFIXES:
        raise UserError(refusals.WHICH_FORM)
    livret = await livret_of(workspace.store, (await workspace.school()).uai, ine)
    if archive is not None:
        archives = await workspace.store.archives(livret.id)
        if not 0 < archive <= len(archives):
            raise UserError(refusals.unknown_archive(len(archives)))
        livret = archives[archive - 1].livret
    return await _export(workspace, livret, path)


async def _export(workspace: Workspace, livret: Livret, path: Path) -> Sequence[str]:
    uai = (await workspace.school()).uai
    await note_reading(workspace, Action.EXPORT, livret.id)
    left_out = await asyncio.to_thread(workspace.files.write_livret, path, uai, livret)
    return (*left_out, exported(path))


def _forms(workspace: Workspace, livret: Livret, archive: Archive | None) -> Iterator[ExportOption]:
    for label, suffix in zip(livret_forms(archive), LIVRET_SUFFIXES, strict=True):
        yield ExportOption(label, suffix, partial(_export, workspace, livret))


def _saving(workspace: Workspace, body: bytes, told: Callable[[Path], str]) -> Save:
    async def save(path: Path) -> Sequence[str]:
        await asyncio.to_thread(workspace.files.write, path, body)
        return (told(path),)

    return save
