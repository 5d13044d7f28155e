"""What comes in and goes out as files, and the store as one."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from core.model.extraction import Extraction, Provenance
from core.model.gradebook import Gradebook, GradebookBilan
from core.model.identifiers import Uai
from core.model.integrity import Flaw
from core.model.livret import Livret
from core.model.personal_data import PersonalData
from core.model.records import Pupil, Structure
from core.ports.register import Register


class Files(Protocol):
    """The files that come in and go out. They are read and written whole: call from a thread.

    Every method raises `FileError`, and changes nothing then.
    """

    def read_extraction(
        self, paths: Sequence[Path], provenance: Provenance, known: Sequence[Structure] = ()
    ) -> Extraction:
        """What these extractions of ONDE say, or those in these folders.

        `known` are the classes of LSUN: extractions from before 2017 name classes by label alone.
        """

    def register_of(self, extraction: Extraction, pupils: Sequence[Pupil]) -> Register:
        """An extraction asked like BE1D; `pupils` are those of the school in LSUN."""

    def read_gradebook(self, path: Path) -> Gradebook:
        """Whose LSU 1D file this is, and its pupils."""

    def read_bilans(self, path: Path) -> Iterator[GradebookBilan]:
        """The bilans of an LSU 1D file, one at a time."""

    def write_livret(self, path: Path, uai: Uai, livret: Livret) -> tuple[str, ...]:
        """Write a livret to a new file, LSU 1D or JSON by its suffix (.xml, .json).

        Return what that form could not hold, a sentence each.
        """

    def write_personal_data(self, path: Path, uai: Uai, data: PersonalData) -> None:
        """Write all that is held about a pupil to a new file, as JSON."""

    def write(self, path: Path, body: bytes) -> None:
        """Write a new file that only its owner can read."""


class StoreFile(Protocol):
    """A store as a file, with the copies that are made of it.

    Every method raises `core.errors.StoreError` when the store, or a copy, cannot be used at all.
    """

    def back_up(self, target: Path) -> None:
        """Copy the store as it is now, while others may write.

        Raises `core.errors.FileError` when there is such a file already.
        """

    def flaws(self, copy: Path | None = None) -> tuple[Flaw, ...]:
        """What is wrong with the store, or with this copy of it."""

    def is_in_use(self) -> bool:
        """Whether a run is alive in the store."""

    def restore(self, copy: Path) -> Path | None:
        """Put this copy in the place of the store; where what it replaced is kept."""
