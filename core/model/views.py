"""What is shown of a school: its structures, and the figures of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from core.model.records import School, Structure


@dataclass(frozen=True, slots=True)
class StructureOverview:
    """A row of the selector. `synchronised_at` (UTC) is None before the first complete run.

    `members` are the livrets of its pupils. One that `is_new` is a structure of BE1D that LSUN does
    not have yet.
    """

    structure: Structure
    teachers: tuple[str, ...] = ()
    members: frozenset[int] = frozenset()
    synchronised_at: datetime | None = None
    is_new: bool = False

    @property
    def pupils(self) -> int:
        """How many pupils it has."""
        return len(self.members)


def pupils_of(rows: Iterable[StructureOverview]) -> int:
    """How many pupils these structures have; one in a class and in a regroupement counts once."""
    return len(frozenset().union(*(row.members for row in rows)))


@dataclass(frozen=True, slots=True)
class SchoolOverview:
    """A school and its structures, in the order of their labels.

    `extracted_on` is the day of the extraction that it was created from, if it was.
    """

    school: School
    structures: tuple[StructureOverview, ...]
    extracted_on: date | None = None
