"""Which office a command opens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tui import bootstrap, demonstration, settings

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from tui.services import Opening


def opening(school: str = "") -> Opening:
    """The office that the settings describe; a school named on the command line comes first."""
    chosen = settings.load()
    if school:
        chosen = msgspec.structs.replace(
            chosen, lsun=msgspec.structs.replace(chosen.lsun, school=school)
        )
    return lambda: bootstrap.office(chosen)


def demonstration_opening(folder: Path, latency_ms: int) -> Opening:
    """The office of the demonstration."""
    return lambda: demonstration.demonstration(folder, latency_ms)
