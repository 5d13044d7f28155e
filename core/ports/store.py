"""LSUN, as the core reads and writes it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from core.model.academy import AcademySchool, Attempt, NightFigures
from core.model.events import StructureDecision
from core.model.gradebook import FiledBilans
from core.model.identifiers import Ine, Uai
from core.model.livret import Archive, Bilan, Livret, Withdrawal
from core.model.personal_data import PersonalData
from core.model.records import KnownVersion, Pupil, School, Structure
from core.model.report import Report
from core.model.runs import Override, PastResult, PupilResult, Run, RunSummary, Scope
from core.model.school_contents import SchoolContents
from core.model.users import Action, JournalLine, User
from core.model.views import KnownIn, SchoolOverview, SchoolStanding
from core.ports.ledger import Ledger


class Journal(Protocol):
    """Where it is kept who did, or tried to do, what; raises `core.errors.StoreError`."""

    async def note(
        self,
        uai: Uai,
        user: User,
        action: Action,
        *,
        allowed: bool,
        pupils: Collection[int] = (),
    ) -> None:
        """Add a line about these livrets; it is kept for twelve months, and never changed."""

    async def journal(self, uai: Uai) -> Sequence[JournalLine]:
        """The lines of a school, newest first."""


class AttemptLog(Protocol):
    """What came of the schools of an academy. Every method raises `StoreError`."""

    async def note_attempt(self, attempt: Attempt) -> None:
        """Keep how an attempt ended."""

    async def academy_schools(self, uai: Uai | None = None) -> Sequence[AcademySchool]:
        """How each school stands, or this one, by UAI."""

    async def nights(self) -> Sequence[NightFigures]:
        """What came of the last nights, the newest first."""


class LivretStore(Ledger, Journal, AttemptLog, Protocol):
    """LSUN, the store of livrets. Every method raises `StoreError` when the store fails."""

    async def schools(self) -> Sequence[School]:
        """All the schools of the store, by name."""

    async def school(self, uai: Uai) -> School | None:
        """The school of this number; None when the store does not have it."""

    async def count_schools(self) -> int:
        """How many schools the store has."""

    async def known_in(self, ines: Collection[Ine]) -> Sequence[KnownIn]:
        """The schools that have pupils of these INEs, the one that has most of them first."""

    async def standings(self) -> Sequence[SchoolStanding]:
        """How each school of the store stands, by name."""

    async def overview(self, uai: Uai) -> SchoolOverview:
        """The school and the figures of its structures, as they are now."""

    async def start_run(self, scope: Scope, by: str, override: Override = Override.NOTHING) -> Run:
        """Open a run over the pupils who are in its scope now; none is reached yet.

        Raises `RunInProgress` when the school has a run that is alive. One that is dead is
        closed: it can still be resumed.
        """

    async def resume(self, run: Run, by: str, override: Override = Override.NOTHING) -> Run:
        """Open a run again over what is still open of it; what was overridden before stays so.

        Raises `RunInProgress` when the school has a run that is alive.
        """

    async def known_versions(self, uai: Uai) -> Sequence[KnownVersion]:
        """The pupils of a school who still are as a version that BE1D named, by class and name.

        `record` keeps the version of what it makes of a pupil, and of what it finds him to be.
        """

    async def runs(self, uai: Uai) -> Sequence[RunSummary]:
        """The runs of a school, newest first."""

    async def latest_runs(self, uai: Uai) -> Sequence[RunSummary]:
        """Those down to the newest one over classes that came to its end, and one that is alive."""

    async def structure_decisions(
        self, scope: Scope, from_register: Sequence[Structure]
    ) -> Sequence[StructureDecision]:
        """What `record_structures` would do; nothing is written."""

    async def past_changes(
        self, uai: Uai, since: datetime | None = None, before: datetime | None = None
    ) -> Sequence[PastResult]:
        """The pupils whom the runs of a school updated or admitted, the first run first.

        Only those of the runs that began since, and before, these instants.
        """

    async def results(self, run: Run) -> Sequence[PupilResult]:
        """What the run made of each of its pupils, by class and name."""

    async def archives(self, livret_id: int) -> Sequence[Archive]:
        """The archives of a livret, newest first."""

    async def all_archives(self, uai: Uai) -> Sequence[Archive]:
        """Every archive of a school, oldest first."""

    async def withdraw_bilan(
        self, uai: Uai, livret_id: int, bilan: Bilan, withdrawal: Withdrawal
    ) -> None:
        """Take a locked bilan out of a livret and archive it, in one transaction.

        Raises `BilanGone` when the livret no longer has it, locked, and `RunInProgress` when the
        school has a run that is alive.
        """

    async def personal_data(self, uai: Uai, livret_id: int) -> PersonalData:
        """All that is held about a pupil of the school."""

    async def erase(self, uai: Uai, livret_id: int) -> None:
        """Erase all that is held about a pupil, in one transaction; fingerprints stay.

        Raises `RunInProgress` when the school has a run that is alive.
        """

    async def delete_archives(self, archives: Collection[Archive]) -> None:
        """Delete these archives; the runs that made them still say that they archived."""

    async def pupils(self, uai: Uai) -> Sequence[Pupil]:
        """The pupils of a school who can be read, by class and name."""

    async def livrets(self, uai: Uai) -> Sequence[Livret]:
        """The livrets of a school, by class and name."""

    async def livret(self, livret_id: int) -> Livret:
        """One livret, with all that its bilans say."""

    async def livret_of(self, uai: Uai, ine: Ine) -> Livret | None:
        """The livret of the pupil of this INE, with all that its bilans say; None if unknown."""

    async def report(self, uai: Uai, run_id: int | None = None) -> Report | None:
        """A run of the school, the newest if none is named; None when there is no such run."""

    async def file_bilans(self, uai: Uai, bilans: Iterable[tuple[Ine, Bilan]]) -> FiledBilans:
        """File the bilans of pupils of the school, all or none, in one transaction.

        Raises `LockedBilanDiffers` when one would change a locked bilan; what `bilans` raises
        passes through. Either way nothing is written.
        """

    async def fill(self, contents: SchoolContents) -> None:
        """Put a school in that the store does not have yet."""
