"""What the two fronts are handed by the composition root."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from core.extraction import Extraction, Provenance, Recognition
from core.guard import Limits
from core.identifiers import Uai
from core.livret import Livret
from core.overview import Scope, StructureOverview
from core.ports import Livrets, Register
from core.records import School, Structure
from core.roles import User


@dataclass(frozen=True, slots=True)
class Services:
    """The school at hand, its store and its register, and who uses them.

    `at_once` pupils are looked up at once; too much change, by `limits`, holds a run; what arrives
    is shown `frames_per_second` times a second at most. With a
    register that is an extraction, `extracted_on` is its day and `covered` are the classes that it
    holds.
    """

    school: School
    livrets: Livrets
    register: Register
    user: User
    at_once: int
    limits: Limits
    frames_per_second: int = 4
    extracted_on: date | None = None
    covered: frozenset[int] | None = None

    def scope(self, structures: Collection[int], new: Collection[Structure] = ()) -> Scope:
        """What a run over these classes synchronises; some may be new to LSUN."""
        chosen = tuple(structure for structure in new if structure.id in structures)
        return Scope(self.school.uai, frozenset(structures), self.extracted_on, chosen)

    def covers(self, row: StructureOverview) -> bool:
        """Whether the register can tell of the pupils of this class."""
        return self.covered is None or row.structure.id in self.covered


@dataclass(frozen=True, slots=True)
class Reading:
    """An extraction that was read, before anything is written.

    `recognition` is None when LSUN does not have the school yet, and so are `services`, which
    otherwise synchronise from this extraction. `left_out` are the classes of LSUN that have pupils,
    and none in the extraction.
    """

    extraction: Extraction
    recognition: Recognition | None
    services: Services | None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BilansFiled:
    """What came of a gradebook's file: bilans filed, already there, of pupils LSUN has not."""

    school: School
    added: int
    unchanged: int
    strangers: int


class Office(Protocol):
    """LSUN's store, and all that the fronts do with it. Every method may raise `Refused`."""

    @property
    def livrets(self) -> Livrets:
        """The store."""

    @property
    def user(self) -> User:
        """Who is at the keyboard."""

    async def schools(self) -> Sequence[School]:
        """All the schools of the store, by name."""

    def choose(self, uai: Uai) -> None:
        """Make this school the one at hand."""

    async def school(self) -> School:
        """The school at hand."""

    async def services(self) -> Services:
        """What synchronises the school at hand with BE1D."""

    async def read(self, paths: Sequence[Path], provenance: Provenance) -> Reading:
        """Read extractions; nothing is written."""

    async def fill(self, extraction: Extraction, name: str) -> School:
        """Put the school of an extraction in the store, under this name."""

    async def file_bilans(self, path: Path) -> BilansFiled:
        """File the bilans of an LSU file, all or none."""

    async def export(self, livret: Livret, path: Path) -> tuple[str, ...]:
        """Write a livret to a new file, XML or JSON by its suffix.

        Return what the format could not hold, a sentence each.
        """

    async def write(self, path: Path, body: bytes) -> None:
        """Write a new file."""


Opening = Callable[[], AbstractAsyncContextManager[Office]]
"""Opens the office, and closes it on the way out; raises `Refused` when it cannot."""
