"""What a run does, or finds out, one thing at a time; each is told after its commit."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from core.model.answers import Cause
from core.model.livret import Livret
from core.model.records import Pupil, Structure, Teacher
from core.text import clean


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. An empty text is nothing: an empty `before` is an addition."""

    label: str
    before: str
    after: str


class Outcome(StrEnum):
    """What became of a pupil, in the order in which a summary tells it."""

    UPDATED = "updated"
    ADMITTED = "admitted"
    UP_TO_DATE = "up to date"
    NOT_FOUND = "not found"
    AMBIGUOUS = "ambiguous"
    OTHER_INE = "other INE"
    NOT_ADMITTED = "not admitted"
    CHANGED_SINCE = "changed since the simulation"
    UNVERIFIED = "unverified"


class Alteration(StrEnum):
    """A kind of change that a wrong source makes for many pupils at once."""

    IDENTITY = "identity"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    EMPTIED = "emptied"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to be done, or was done, with one livret. Nothing changes unless `update` is set.

    `archive` says that the livret is archived as it stood, before the update. `candidates` counts
    the pupils of BE1D of an ambiguous answer; `cause` is why a pupil could not be verified.
    `by_ine` is how BE1D knew him: by his INE, by his civil identity, or (None) not at all.
    `alterations` are what the guard counts of it.
    """

    livret: Livret
    outcome: Outcome
    update: Pupil | None = None
    changes: tuple[Change, ...] = ()
    archive: bool = False
    candidates: int = 0
    cause: Cause | None = None
    by_ine: bool | None = None
    alterations: frozenset[Alteration] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be written of one livret: `decide` on it as it stands when it is written.

    `refuse` decides instead when the INE that would be written is another pupil's. `version` is
    BE1D's name for the record that it answered with; empty when it gave none.
    """

    livret_id: int
    decide: Callable[[Livret], Decision]
    refuse: Callable[[Livret], Decision]
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What becomes of those whom BE1D has in a structure, which itself may be new to LSUN.

    `admitted` are new to LSUN. `awaiting` are not definitively admitted. `doubtful` have the civil
    identity of a pupil of LSUN, and another INE. `moved_in` are the livrets of pupils whom LSUN has
    in another structure: they are looked up like the others. `livrets` are those that the admitted
    have, in the same order, once they are written.
    """

    structure: Structure
    is_new: bool = False
    admitted: tuple[Pupil, ...] = ()
    awaiting: tuple[Pupil, ...] = ()
    doubtful: tuple[Pupil, ...] = ()
    moved_in: tuple[int, ...] = ()
    livrets: tuple[int, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class KnownTeacher:
    """A teacher as LSUN has him or her."""

    id: int
    teacher: Teacher


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherDecision:
    """What is to be done, or was done, with one teacher.

    `known` is None when he or she is new to LSUN. `attached` and `detached` are structures he or
    she comes to and leaves; `kept` those that BE1D no longer has and a locked bilan holds; `unsaid`
    those of which the source says nothing that can be read, since it writes `unread_labels`.
    """

    known: KnownTeacher | None
    teacher: Teacher
    attached: tuple[Structure, ...] = ()
    detached: tuple[Structure, ...] = ()
    kept: tuple[Structure, ...] = ()
    unsaid: tuple[Structure, ...] = ()
    unread_labels: tuple[str, ...] = ()

    @property
    def is_renamed(self) -> bool:
        """Whether LSUN writes the name or the civilité otherwise."""
        return self.known is not None and _written(self.known.teacher) != _written(self.teacher)


@dataclass(frozen=True, slots=True)
class StructureDecision:
    """A structure whose label or niveaux are to be, or were, brought up to date."""

    before: Structure
    after: Structure


@dataclass(frozen=True, slots=True)
class TeachersNotGiven:
    """The source has nothing on teachers, and is not expected to: they stay as they are."""


@dataclass(frozen=True, slots=True)
class UnreadList:
    """A list that BE1D did not give: the roll of a structure, or (None) the school's teachers.

    `of_structures` tells the school's structures instead, which no run waits for.
    """

    structure: Structure | None
    cause: Cause
    of_structures: bool = False


Event = Decision | Arrivals | TeacherDecision | StructureDecision | TeachersNotGiven | UnreadList


def _written(teacher: Teacher) -> tuple[str, ...]:
    return tuple(map(clean, (teacher.civility, teacher.family_name, teacher.first_name)))
