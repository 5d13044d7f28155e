"""What is shown of a school: its structures and the figures of each, and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from core.model.records import School, Structure
from core.model.runs import RunState


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


@dataclass(frozen=True, slots=True)
class KnownIn:
    """A school of the store that has some of the pupils who are asked for, and how many."""

    school: School
    pupils: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolStanding:
    """How a school of the store stands; its last run is the last one over classes.

    Open is what the last run that reached a pupil warned of, or could not verify; and what the last
    run of the school warned of that is not about one of its pupils. `synchronised_at` (UTC) is when
    that run began, None when the school has none.
    """

    school: School
    synchronised_at: datetime | None = None
    state: RunState | None = None
    open_warnings: int = 0
    unverified: int = 0

    @property
    def is_held(self) -> bool:
        """Whether the guard holds its last run, until somebody answers for it."""
        return self.state is RunState.HELD
