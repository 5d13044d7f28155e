"""What the core needs from outside; `core.errors` says how what is outside may fail."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from core.model.academy import AcademySchool, Attempt, NightFigures
from core.model.events import (
    Arrivals,
    Decision,
    Proposal,
    StructureDecision,
    TeacherDecision,
    UnreadList,
)
from core.model.extraction import Extraction, Provenance
from core.model.gradebook import FiledBilans, Gradebook, GradebookBilan
from core.model.identifiers import Ine, Uai
from core.model.integrity import Flaw
from core.model.livret import Archive, Bilan, Livret, Withdrawal
from core.model.messages import Notice
from core.model.personal_data import PersonalData
from core.model.records import (
    KnownVersion,
    Pupil,
    Registration,
    Roll,
    School,
    Structure,
    Teacher,
)
from core.model.report import Report
from core.model.runs import (
    Background,
    OpenLists,
    Override,
    PastResult,
    PupilResult,
    Run,
    RunState,
    RunSummary,
    Scope,
)
from core.model.school_contents import SchoolContents
from core.model.users import Action, JournalLine, User
from core.model.views import SchoolOverview, SchoolStanding


class Register(Protocol):
    """BE1D, the register of pupils: the source of truth.

    Every method raises `RegisterError` when there is no usable answer, and `RegisterClosed` when no
    pupil can be looked up at all; one that waits between two attempts does so by `core.drain`.
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


@runtime_checkable
class VersionedRegister(Register, Protocol):
    """A register that may name the versions of its pupils: it need not tell again what is known."""

    def for_run(self, known: Sequence[KnownVersion], awaited: Collection[int]) -> Register:
        """The same for one run over the school of these pupils, which looks up those awaited.

        Of who is unchanged, what it says is what is known of him.
        """


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


class Ledger(Protocol):
    """What a run reads and writes. Every method raises `StoreError` when the store fails.

    What writes raises `RunLost` when the run is another's by now.
    """

    async def pending(self, run: Run) -> Sequence[Livret]:
        """The livrets of the run that were not reached, or not verified."""

    async def record(self, run: Run, proposals: Sequence[Proposal]) -> Sequence[Decision]:
        """Decide on each livret as it stands and carry the decisions out, all in one transaction.

        Archives, updates, messages and results are committed together, or not at all.
        """

    async def in_scope(self, scope: Scope) -> Sequence[Livret]:
        """The livrets that a run over this scope would have."""

    async def background(self, run: Run, small: int) -> Background:
        """What the run is judged against; other runs over fewer pupils than `small` are recent."""

    async def arrivals(self, scope: Scope, rolls: Sequence[Roll]) -> Sequence[Arrivals]:
        """What `record_arrivals` would do; nothing is written."""

    async def teacher_decisions(
        self, scope: Scope, from_register: Sequence[Teacher]
    ) -> Sequence[TeacherDecision]:
        """What `record_teachers` would do; nothing is written."""

    async def open_lists(self, run: Run) -> OpenLists:
        """The rolls of the run, and the teachers, that were not read yet."""

    async def record_arrivals(self, run: Run, rolls: Sequence[Roll]) -> Sequence[Arrivals]:
        """Admit who is new, take in who moved from another structure, in one transaction."""

    async def record_teachers(
        self, run: Run, from_register: Sequence[Teacher]
    ) -> Sequence[TeacherDecision]:
        """Carry out what changes among the teachers of the run, in one transaction."""

    async def record_no_teachers(self, run: Run) -> None:
        """Keep that the source has nothing on teachers: they are not waited for."""

    async def record_structures(
        self, run: Run, from_register: Sequence[Structure]
    ) -> Sequence[StructureDecision]:
        """Bring the labels and niveaux of the run's structures up to date, in one transaction."""

    async def note_unread(self, run: Run, unread: UnreadList) -> None:
        """Keep that a list could not be read: it stays open."""

    async def renew(self, run: Run) -> None:
        """Say that the run is alive."""

    async def finish(self, run: Run, state: RunState) -> None:
        """Say how the run ended; it can be resumed from then on."""


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
        """Those runs down to the newest one that was over classes, and one that is alive."""

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


class Notifier(Protocol):
    """A way to tell somebody who is not there."""

    async def send(self, notice: Notice) -> None:
        """Tell it. Raises `core.errors.NoticeError` when that failed."""


class NoticeMemory(Protocol):
    """What has been told of a school by notices, and still holds. Neither method fails."""

    def told(self, school: str) -> frozenset[str]:
        """The causes that were told; none when that cannot be read: better told twice."""

    def remember(self, school: str, causes: Collection[str]) -> None:
        """Keep these causes as those that were told, if that can be written."""


class Schedule(Protocol):
    """What has the machine start an unattended run of a school each day, by itself."""

    @property
    def name(self) -> str:
        """What its user calls it by."""

    @property
    def shown(self) -> Sequence[tuple[str, str]]:
        """Where each part of it goes, and what is in it."""

    def install(self) -> None:
        """Write it. Raises `core.errors.FileError`, and has changed nothing then."""
