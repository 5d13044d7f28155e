"""What LSUN alone knows: the bilans of a pupil, and the archives of his livret."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.model.bilans import BilanContent
from core.model.records import Pupil


class BilanKind(StrEnum):
    """A bilan closes a period of the school year, or a cycle of the curriculum."""

    PERIODIC = "périodique"
    CYCLE = "de fin de cycle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilan:
    """A school report.

    `school_year` is the millésime: the year in which the school year begins. `number` is the index
    of the period, or the cycle; `periods` how many periods that year has (0 for a cycle).
    `content` is None when LSUN has none, or when only the lock matters to who asked.
    """

    kind: BilanKind
    school_year: int
    number: int
    periods: int = 0
    locked_at: datetime | None = None
    content: BilanContent | None = None


@dataclass(frozen=True, slots=True)
class Livret:
    """All that LSUN holds about one pupil.

    Of one that something else spoilt in the store, and `is_readable` no more, his name and his
    class are told, and his INE where that can be read: what else stands there means nothing.
    """

    id: int
    pupil: Pupil
    bilans: tuple[Bilan, ...] = ()
    is_readable: bool = True

    @property
    def locked_bilans(self) -> tuple[Bilan, ...]:
        """Les bilans verrouillés: having one is what makes an update archive the livret first."""
        return tuple(bilan for bilan in self.bilans if bilan.locked_at is not None)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why a locked bilan was withdrawn, and by whom."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Archive:
    """A livret as it stood just before a run updated it. Written once, never changed.

    That of a `withdrawal` has no run (`run_id` is 0) and one bilan, the one that was withdrawn; its
    number is of another series. `fingerprint` is the SHA-256 of all the rest, taken when it was
    written; `is_intact` says that the archive still has it.
    """

    livret: Livret
    archived_at: datetime
    run_id: int
    id: int = 0
    fingerprint: str = ""
    is_intact: bool = True
    withdrawal: Withdrawal | None = None

    @property
    def key(self) -> tuple[bool, int]:
        """What tells it from every other archive of the store."""
        return self.withdrawal is not None, self.id
