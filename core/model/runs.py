"""What the screens show of a store: a school and its structures, a run and its results."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.model.events import Alteration, Change, Outcome
from core.model.identifiers import Ine, Uai
from core.model.records import Pupil, Structure


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run synchronises: the pupils of these structures of one school.

    `extracted_on` is the day of the extraction that they are compared to; None when BE1D is asked.
    `new` are structures of BE1D that LSUN does not have yet. The livrets in `also` are of the run
    wherever the pupils are, those in `but` never; of those whom BE1D has and LSUN does not, the run
    admits none of the `spared`.
    """

    uai: Uai
    structures: frozenset[int]
    extracted_on: date | None = None
    new: tuple[Structure, ...] = ()
    also: frozenset[int] = frozenset()
    but: frozenset[int] = frozenset()
    spared: frozenset[Pupil] = frozenset()


class RunState(StrEnum):
    """How a run stands, or how it ended."""

    RUNNING = "running"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    STOPPED = "stopped"
    SUSPENDED = "suspended"
    HELD = "held"
    ABANDONED = "abandoned"


class Ending(StrEnum):
    """How an attempt to synchronise a school ended, for whoever waits for it."""

    DONE = "done"
    PAUSED = "paused"
    STOPPED = "stopped"
    INCOMPLETE = "incomplete"
    HELD = "held"
    BUSY = "busy"
    UNREACHABLE = "unreachable"


class Override(StrEnum):
    """What of the guard whoever started or resumed a run answers for."""

    NOTHING = "nothing"
    NEW_YEAR = "new year"
    EVERYTHING = "everything"

    def widened_by(self, other: "Override") -> "Override":
        """What is answered for by whoever answered for one, then for the other."""
        return max(self, other, key=list(Override).index)


@dataclass(frozen=True, slots=True)
class Run:
    """One synchronisation: its number in the store, its scope, when it was started (UTC), by whom.

    What is overridden of the guard stays so when the run is resumed. `lease` is what its holder
    shows to write: whoever resumes the run has another.
    """

    id: int
    scope: Scope
    started_at: datetime
    by: str = ""
    override: Override = Override.NOTHING
    lease: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OpenLists:
    """What of a run was not read yet: the rolls of these structures, and the teachers or not."""

    structures: tuple[Structure, ...] = ()
    teachers: bool = False


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A row of the history: a run, how it stands, and how many pupils came to each outcome.

    `archived` counts those who were archived; the outcome None those who were not reached.
    """

    run: Run
    state: RunState
    ended_at: datetime | None
    counts: Mapping[Outcome | None, int]
    archived: int

    @property
    def total(self) -> int:
        """The pupils of the run."""
        return sum(self.counts.values())

    @property
    def reached(self) -> int:
        """Those whom the run reached."""
        return self.total - self.counts.get(None, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilResult:
    """What a run made of one pupil. `outcome` is None while he has not been reached.

    `ine` is his number as LSUN has it now; with it two pupils of one name are told apart.
    """

    livret_id: int
    name: str
    division: str
    outcome: Outcome | None
    changes: tuple[Change, ...] = ()
    archived: bool = False
    ine: Ine | None = None
    alterations: frozenset[Alteration] = frozenset()

    @property
    def is_open(self) -> bool:
        """Whether resuming the run would look this pupil up."""
        return self.outcome in (None, Outcome.UNVERIFIED)


@dataclass(frozen=True, slots=True)
class PastResult:
    """What a run made of one pupil, and which run it was, started when (UTC) and by whom."""

    run_id: int
    started_at: datetime
    by: str
    result: PupilResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What a run is judged against, beside what BE1D answers to it.

    `pupils` are those of the school, `assignments` the links of teachers to the structures of the
    run. `settled` are the results of the passes before this one; `recent` those of the school's
    other small runs of late, which nobody has answered for.
    """

    pupils: int
    assignments: int
    settled: tuple[PupilResult, ...] = ()
    recent: tuple[PupilResult, ...] = ()
