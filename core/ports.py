"""What the engine and the screens need from outside, and how what is outside may fail."""

from collections.abc import Callable, Sequence
from typing import Protocol

from core.answers import Cause
from core.decisions import Decision
from core.identifiers import Ine, Uai
from core.livret import Archive, Bilan, Livret
from core.overview import PupilResult, Run, RunState, SchoolOverview, Scope
from core.records import Pupil, Registration, School
from core.report import Report


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


class Livrets(Protocol):
    """LSUN, the store of livrets. Every method raises `StoreError` when the store fails."""

    async def schools(self) -> Sequence[School]:
        """All the schools of the store, by name."""

    async def overview(self, uai: Uai) -> SchoolOverview:
        """The school and the figures of its structures, as they are now."""

    async def start_run(self, scope: Scope) -> Run:
        """Open a run over the pupils who are in these structures now; none is reached yet."""

    async def pending(self, run: Run) -> Sequence[Livret]:
        """The livrets of the run that were not reached, or not verified."""

    async def record(
        self, run: Run, livret_id: int, decide: Callable[[Livret], Decision]
    ) -> Decision:
        """Decide on the livret as it stands and carry the decision out, all in one transaction.

        Archive, update, messages and result are committed together, or not at all. Raises
        `IneAlreadyHeld` when the update would give the pupil an INE that is another's.
        """

    async def finish(self, run: Run, state: RunState) -> None:
        """Say how the run ended."""

    async def results(self, run: Run) -> Sequence[PupilResult]:
        """What the run made of each of its pupils, by class and name."""

    async def archives(self, livret_id: int) -> Sequence[Archive]:
        """The archives of a livret, newest first."""

    async def pupils(self, uai: Uai) -> Sequence[Pupil]:
        """The pupils of a school, by class and name."""

    async def livret(self, livret_id: int) -> Livret:
        """One livret, with all that its bilans say."""

    async def livret_of(self, uai: Uai, ine: Ine) -> Livret | None:
        """The livret of the pupil of this INE, with all that its bilans say; None if unknown."""

    async def report(self, uai: Uai, run_id: int | None = None) -> Report | None:
        """A run of the school, the newest if none is named; None when there is no such run."""
