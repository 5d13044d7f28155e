"""What the file of a school's gradebook says: whose it is, and the bilans of its pupils."""

from dataclasses import dataclass

from core.model.identifiers import Ine, Uai
from core.model.livret import Bilan
from core.model.records import Division, Pupil


@dataclass(frozen=True, slots=True)
class GradebookPupil:
    """A pupil as the file names him; either name is empty when it does not."""

    ine: Ine
    family_name: str
    first_name: str
    division: Division

    @property
    def full_name(self) -> str:
        """Prénom and nom, as far as the file has them."""
        return f"{self.first_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Gradebook:
    """Whose file this is."""

    uai: Uai
    pupils: tuple[GradebookPupil, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A pupil of the file, and the one who has his INE in LSUN, who is called otherwise."""

    in_file: GradebookPupil
    in_lsun: Pupil


@dataclass(frozen=True, slots=True)
class GradebookBilan:
    """A bilan of the file, and the pupil whose it is."""

    pupil: GradebookPupil
    bilan: Bilan


@dataclass(slots=True)
class FiledBilans:
    """How many bilans were new or completed, how many were there already, how many left aside.

    Those left aside are of pupils whom the school does not have.
    """

    added: int = 0
    unchanged: int = 0
    strangers: int = 0
