"""The stand-in register, as the command line starts it."""

import os
from collections.abc import Sequence
from pathlib import Path

from adapters.be1d.stand_in.command import PlannedFault, serve_until_told_to_stop
from adapters.be1d.stand_in.contents import RegisterContents, load
from adapters.demonstration import demonstration
from core.errors import UserError
from tui.settings import TOKEN_VARIABLE
from tui.wording import command_texts


async def serve(
    path: Path | None,
    *,
    port: int,
    latency_ms: int,
    faults: Sequence[str],
    ends_with_stdin: bool,
) -> None:
    """Serve the school of this file, or the demonstration's. Raises `UserError` if it cannot."""
    token = os.environ.get(TOKEN_VARIABLE, "")
    if not token:
        raise UserError(command_texts.NO_ACCESS_GIVEN.format(variable=TOKEN_VARIABLE))
    try:
        await serve_until_told_to_stop(
            _contents(path),
            token,
            port=port,
            latency=latency_ms / 1000,
            faults=list(map(_planned, faults)),
            ends_with_stdin=ends_with_stdin,
        )
    except (OSError, OverflowError) as error:
        raise UserError(command_texts.PORT_TAKEN.format(port=port)) from error


def _contents(path: Path | None) -> RegisterContents:
    if path is None:
        return demonstration().be1d
    try:
        return load(path)
    except (OSError, ValueError) as error:
        raise UserError(command_texts.NOT_A_SCHOOL.format(path=path)) from error


def _planned(text: str) -> PlannedFault:
    try:
        return PlannedFault.parse(text)
    except ValueError as error:
        raise UserError(
            command_texts.NOT_A_FAULT.format(text=text, names=command_texts.FAULT_NAMES)
        ) from error
