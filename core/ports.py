"""What the engine and the screens need from outside, and how what is outside may fail."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Protocol

from core.answers import Cause, Unread
from core.arrivals import Arrivals
from core.decisions import Decision
from core.identifiers import Ine, Uai
from core.livret import Archive, Bilan, Livret
from core.overview import (
    OpenLists,
    PupilResult,
    Run,
    RunState,
    RunSummary,
    SchoolOverview,
    Scope,
)
from core.records import Pupil, Registration, School, Structure, Teacher
from core.report import Report
from core.roles import Journal
from core.teachers import TeacherDecision


class RegisterError(Exception):
    """BE1D gave no usable answer about one pupil; another pupil may still be looked up."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.value)
        self.cause = cause


class RegisterClosed(Exception):
    """BE1D will not answer about anyone: the run is suspended, and can be taken up again."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.value)
        self.cause = cause


class StoreError(Exception):
    """LSUN's store cannot be read or written; what was committed before stays."""


class IneAlreadyHeld(Exception):
    """The update would give a pupil the INE of another pupil of the school; nothing was written."""


class RunInProgress(Exception):
    """A run of the school is under way: who runs it, and since when (UTC)."""

    def __init__(self, by: str, since: datetime) -> None:
        super().__init__()
        self.by, self.since = by, since


class RunLost(Exception):
    """Another program has taken the run up meanwhile; nothing was written."""


class LockedBilanDiffers(Exception):
    """A bilan that is locked in LSUN would be changed; nothing was written. Names the pupil."""

    def __init__(self, pupil: Pupil, bilan: Bilan) -> None:
        super().__init__()
        self.pupil, self.bilan = pupil, bilan


class Register(Protocol):
    """BE1D, the register of pupils: the source of truth.

    Every method raises `RegisterError` when there is no usable answer, and `RegisterClosed` when no
    pupil can be looked up at all.
    """

    async def by_ine(self, uai: Uai, ine: Ine) -> Registration | None:
        """The pupil of this school with this INE; None is BE1D's own answer that there is none."""

    async def by_civil_identity(self, uai: Uai, pupil: Pupil) -> Sequence[Registration]:
        """Those of this school with the same nom, prénom, sexe, date and lieu de naissance."""

    async def structures(self, uai: Uai) -> Sequence[Structure]:
        """The structures of this school."""

    async def roll(self, uai: Uai, structure: int) -> Sequence[Registration]:
        """Those who are in this structure of this school; nobody if it has no such structure."""

    async def teachers(self, uai: Uai) -> Sequence[Teacher] | None:
        """The teachers of this school; None when this register does not tell them."""


class Ledger(Protocol):
    """What a run reads and writes. Every method raises `StoreError` when the store fails.

    Every method but `pending` and `open_lists` raises `RunLost` when the run is another's by now.
    """

    async def pending(self, run: Run) -> Sequence[Livret]:
        """The livrets of the run that were not reached, or not verified."""

    async def record(
        self, run: Run, livret_id: int, decide: Callable[[Livret], Decision]
    ) -> Decision:
        """Decide on the livret as it stands and carry the decision out, all in one transaction.

        Archive, update, messages and result are committed together, or not at all. Raises
        `IneAlreadyHeld` when the update would give the pupil an INE that is another's.
        """

    async def open_lists(self, run: Run) -> OpenLists:
        """The rolls of the run, and the teachers, that were not read yet."""

    async def record_arrivals(
        self, run: Run, structure: Structure, roll: Sequence[Registration]
    ) -> Arrivals:
        """Admit who is new, take up who came from another structure, in one transaction."""

    async def record_teachers(self, run: Run, told: Sequence[Teacher]) -> Sequence[TeacherDecision]:
        """Carry out what changes among the teachers of the run, in one transaction."""

    async def note_unread(self, run: Run, unread: Unread) -> None:
        """Keep that a list could not be read: it stays open."""

    async def renew(self, run: Run) -> None:
        """Say that the run is alive."""

    async def finish(self, run: Run, state: RunState) -> None:
        """Say how the run ended; it can be taken up from then on."""


class Livrets(Ledger, Journal, Protocol):
    """LSUN, the store of livrets. Every method raises `StoreError` when the store fails."""

    async def schools(self) -> Sequence[School]:
        """All the schools of the store, by name."""

    async def overview(self, uai: Uai) -> SchoolOverview:
        """The school and the figures of its structures, as they are now."""

    async def start_run(self, scope: Scope, by: str) -> Run:
        """Open a run over the pupils who are in its scope now; none is reached yet.

        Raises `RunInProgress` when the school has a run that is alive. One that is dead is
        closed: it can still be taken up.
        """

    async def take_up(self, run: Run, by: str) -> Run:
        """Open a run again over what is still open of it. Raises `RunInProgress` likewise."""

    async def runs(self, uai: Uai) -> Sequence[RunSummary]:
        """The runs of a school, newest first."""

    async def in_scope(self, scope: Scope) -> Sequence[Livret]:
        """The livrets that a run over this scope would have."""

    async def arrivals(
        self, scope: Scope, structure: Structure, roll: Sequence[Registration]
    ) -> Arrivals:
        """What `record_arrivals` would do; nothing is written."""

    async def teacher_decisions(
        self, scope: Scope, told: Sequence[Teacher]
    ) -> Sequence[TeacherDecision]:
        """What `record_teachers` would do; nothing is written."""

    async def results(self, run: Run) -> Sequence[PupilResult]:
        """What the run made of each of its pupils, by class and name."""

    async def archives(self, livret_id: int) -> Sequence[Archive]:
        """The archives of a livret, newest first."""

    async def all_archives(self, uai: Uai) -> Sequence[Archive]:
        """Every archive of a school, oldest first."""

    async def delete_archives(self, ids: Collection[int]) -> None:
        """Delete these archives; the runs that made them still say that they archived."""

    async def pupils(self, uai: Uai) -> Sequence[Pupil]:
        """The pupils of a school, by class and name."""

    async def livrets(self, uai: Uai) -> Sequence[Livret]:
        """The livrets of a school, by class and name."""

    async def livret(self, livret_id: int) -> Livret:
        """One livret, with all that its bilans say."""

    async def livret_of(self, uai: Uai, ine: Ine) -> Livret | None:
        """The livret of the pupil of this INE, with all that its bilans say; None if unknown."""

    async def report(self, uai: Uai, run_id: int | None = None) -> Report | None:
        """A run of the school, the newest if none is named; None when there is no such run."""
