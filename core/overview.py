"""What the screens show of a store: a school and its structures, a run and its results."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.changes import Change
from core.decisions import Outcome
from core.identifiers import Uai
from core.records import School, Structure


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run synchronises: the pupils of these structures of one school.

    `extracted_on` is the day of the extraction that they are compared to; None when BE1D is asked.
    """

    uai: Uai
    structures: frozenset[int]
    extracted_on: date | None = None


class RunState(StrEnum):
    """How a run stands, or how it ended."""

    RUNNING = "running"
    COMPLETE = "complete"
    STOPPED = "stopped"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Run:
    """One synchronisation: its number in the store, its scope, when it was started (UTC)."""

    id: int
    scope: Scope
    started_at: datetime


@dataclass(frozen=True, slots=True)
class StructureOverview:
    """A row of the selector. `synchronised_at` (UTC) is None before the first complete run."""

    structure: Structure
    teachers: tuple[str, ...]
    pupils: int
    synchronised_at: datetime | None


@dataclass(frozen=True, slots=True)
class SchoolOverview:
    """A school and its structures, in the order of their labels."""

    school: School
    structures: tuple[StructureOverview, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilResult:
    """What a run made of one pupil. `outcome` is None while he has not been reached."""

    livret_id: int
    name: str
    division: str
    outcome: Outcome | None
    changes: tuple[Change, ...] = ()
    archived: bool = False

    @property
    def is_open(self) -> bool:
        """Whether taking the run up again would look this pupil up."""
        return self.outcome in (None, Outcome.UNVERIFIED)
