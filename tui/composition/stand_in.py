"""The stand-in register, as the command line starts it."""

import os
from collections.abc import Sequence
from pathlib import Path

from adapters.be1d.stand_in.command import PlannedFault, serve_until_told_to_stop
from adapters.be1d.stand_in.contents import RegisterContents, Schools, load, schools_in
from adapters.demonstration import academy as made
from adapters.demonstration import demonstration
from core.errors import UserError
from tui.settings import TOKEN_VARIABLE
from tui.wording import command_texts

_MOST_PUPILS = 10_000
"""Of a school that is made on demand: half a second of work."""


def schools_of(path: Path | None) -> RegisterContents | Schools:
    """The school of this file, those of this folder, or the demonstration's; else `UserError`."""
    if path is None:
        return demonstration().be1d
    sentence = command_texts.NOT_A_SCHOOL
    try:
        if not path.is_dir():
            return load(path)
        sentence = command_texts.NOT_SCHOOLS
        return schools_in(path)
    except (OSError, ValueError) as error:
        raise UserError(sentence.format(path=path)) from error


def academy(schools: int, pupils: int, seed: int, changed: int) -> Schools:
    """So many schools of so many pupils, of whom `changed` percent; `UserError` if too many."""
    if not (1 <= schools <= made.LARGEST and 1 <= pupils <= _MOST_PUPILS):
        raise UserError(
            command_texts.WRONG_ACADEMY.format(schools=made.LARGEST, pupils=_MOST_PUPILS)
        )
    return made.Academy(schools, pupils, seed, changed / 100).be1d


async def serve(
    schools: RegisterContents | Schools,
    *,
    port: int,
    latency_ms: int,
    quota: int | None,
    faults: Sequence[str],
    ends_with_stdin: bool,
) -> None:
    """Serve these schools until told to stop. Raises `UserError` if it cannot."""
    if quota is not None and quota < 1:
        raise UserError(command_texts.WRONG_QUOTA)
    token = os.environ.get(TOKEN_VARIABLE, "")
    if not token:
        raise UserError(command_texts.NO_ACCESS_GIVEN.format(variable=TOKEN_VARIABLE))
    try:
        await serve_until_told_to_stop(
            schools,
            token,
            port=port,
            latency=latency_ms / 1000,
            quota=quota,
            faults=list(map(_planned, faults)),
            ends_with_stdin=ends_with_stdin,
        )
    except (OSError, OverflowError) as error:
        raise UserError(command_texts.PORT_TAKEN.format(port=port)) from error


def _planned(text: str) -> PlannedFault:
    try:
        return PlannedFault.parse(text)
    except ValueError as error:
        raise UserError(
            command_texts.NOT_A_FAULT.format(text=text, names=command_texts.FAULT_NAMES)
        ) from error
