"""Synthetic extractions and a gradebook's file on demand: to try, to test, to measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.demonstration.crowd import crowd, later
from adapters.demonstration.extractions import Generation, Style, write_extractions
from adapters.demonstration.gradebook import write_gradebook
from adapters.demonstration.traps import Trap, spring
from core.errors import UserError
from core.messages import refusals
from core.model.identifiers import Uai
from tui.wording import command_texts

UAI = Uai("0960001E")  # no département is 096
LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A school of so many pupils, of whom `changed` percent differ from the same seed's others."""

    pupils: int
    seed: int
    changed: int
    generation: str
    encoding: str
    custom_columns: bool
    traps: Sequence[str]


def make(folder: Path, wanted: Wanted) -> None:
    """Write the files into a folder; raise `UserError` when that makes no sense."""
    if not 1 <= wanted.pupils <= LARGEST:
        raise UserError(command_texts.WRONG_SIZE.format(largest=LARGEST))
    try:
        "é".encode(wanted.encoding)
        style = Style(
            generation=Generation(wanted.generation),
            encoding=wanted.encoding,
            custom_columns=wanted.custom_columns,
        )
        traps = [Trap(name) for name in wanted.traps]
    except (LookupError, ValueError) as error:
        raise UserError(
            command_texts.WRONG_STYLE.format(traps=", ".join(trap.value for trap in Trap))
        ) from error
    school = crowd(wanted.seed, wanted.pupils, UAI)
    try:
        write_extractions(later(school, wanted.seed, wanted.changed / 100), folder, style)
        for trap in traps:
            spring(trap, folder, style)
        write_gradebook(school, folder)
    except OSError as error:
        raise UserError(refusals.CANNOT_WRITE) from error
