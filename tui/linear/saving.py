"""Which file to write, and under which name."""

import os
from collections.abc import Sequence
from pathlib import Path

from core.errors import UserError
from core.messages import refusals
from core.usecases.exports import ExportOption, livret_options, path_named, report_options
from tui.linear.navigator import Navigator
from tui.wording import file_texts, line_texts, places


async def save_livret(navigator: Navigator, livret_id: int, name: str) -> None:
    """A pupil's livret or one of its archives."""
    options = await livret_options(navigator.workspace, livret_id)
    await _save(navigator, places.exporting(name), file_texts.livret_file(livret_id), options)


async def save_report(navigator: Navigator, run_id: int) -> None:
    """The report of a run, in one of its forms."""
    options = await report_options(navigator.workspace, run_id)
    await _save(navigator, places.report(run_id), file_texts.report_file(run_id), options)


async def _save(
    navigator: Navigator, trail: str, suggested: str, options: Sequence[ExportOption]
) -> None:
    console = navigator.console
    navigator.arrive(trail)
    option = await console.choose(options, lambda option: option.label, line_texts.SAVING_HELP)
    if option is None:
        return
    name = str(Path.cwd() / suggested)

    def new_file(typed: str) -> Path:
        path = path_named(typed or name, option.suffix)
        if os.path.lexists(path):  # to whoever writes it, it could only be told too late
            raise UserError(refusals.FILE_EXISTS)
        return path

    path = await console.ask_text(
        line_texts.FILE_NAME.format(suffix=option.suffix, suggested=name),
        new_file,
        line_texts.SAVING_HELP,
    )
    for sentence in await option.save(path):
        console.tell(sentence)
