"""The verdict of the guard on a whole run: foreseen from the lists, corrected by every answer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from core.model.events import Alteration, Arrivals, Decision, Outcome, TeacherDecision
from core.model.runs import Background, PupilResult
from core.rules.guard import Excess, Figures, Limits, MassChangeBlocked, excesses

_FOUND = {Outcome.UPDATED, Outcome.UP_TO_DATE}


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is known, or foreseen, of one pupil."""

    outcome: Outcome | None
    alterations: frozenset[Alteration] = frozenset()


class Verdict:
    """What a run would do, or did, counted pupil by pupil against the limits.

    Each pupil counts once, by the last that was said of him, whether in this pass, foreseen or in a
    pass before. A run over fewer pupils than make a share is counted with the other small ones of
    late, against the whole school: many small runs change no more than one.
    """

    def __init__(self, background: Background, pupils: int, limits: Limits) -> None:
        self._limits, self._background = limits, background
        settled = [result for result in background.settled if not _has_arrived(result)]
        self._is_small = len(settled) + pupils < limits.from_pupils
        self._checked = background.pupils if self._is_small else len(settled) + pupils
        self._pupils: dict[int, _Counted] = {}
        self._outcomes: Counter[Outcome | None] = Counter()
        self._alterations: Counter[Alteration] = Counter()
        for result in (*background.recent, *settled) if self._is_small else settled:
            self._put(result.livret_id, _Counted(result.outcome, result.alterations))
        self._arrived = sum(map(_has_arrived, background.settled))
        self._unassigned = 0

    def count(self, decision: Decision) -> bool:
        """Count what is decided, or foreseen, of a pupil; whether that is news."""
        counted = _Counted(decision.outcome, decision.alterations)
        return self._put(decision.livret.id, counted)

    def count_lists(
        self, arrivals: Iterable[Arrivals], teachers: Iterable[TeacherDecision]
    ) -> None:
        """Count who arrives, and which teachers leave their structures with none in their place."""
        self._arrived += sum(len(arrived.admitted) for arrived in arrivals)
        for decision in teachers:
            self._unassigned += len(decision.detached) - len(decision.attached)

    def presume_nobody_found(self, livrets: Iterable[int]) -> None:
        """Count these pupils, who are on no roll, as not found, but for those already counted."""
        for livret_id in livrets:
            if livret_id not in self._pupils:
                self._put(livret_id, _Counted(Outcome.NOT_FOUND))

    @property
    def found_nobody(self) -> bool:
        """Whether enough pupils were counted, and each of them is clearly not in BE1D."""
        return (
            not self._is_small
            and len(self._pupils) >= self._limits.from_pupils
            and self._outcomes[Outcome.NOT_FOUND] == len(self._pupils)
        )

    @property
    def figures(self) -> Figures:
        """What was counted so far; who was not counted yet is no reason to hold a run."""
        outcomes, kinds = self._outcomes, self._alterations
        return Figures(
            checked=self._checked,
            found=self._checked - outcomes.total() + sum(outcomes[found] for found in _FOUND),
            not_found=outcomes[Outcome.NOT_FOUND],
            modified=kinds[Alteration.IDENTITY],
            renumbered=kinds[Alteration.RENUMBERED],
            moved=kinds[Alteration.MOVED],
            emptied=kinds[Alteration.EMPTIED],
            household=kinds[Alteration.HOUSEHOLD],
            unverified=outcomes[Outcome.UNVERIFIED],
            arrived=self._arrived,
            of_school=self._background.pupils,
            unassigned=self._unassigned,
            assignments=self._background.assignments,
        )

    @property
    def blocked(self) -> MassChangeBlocked | None:
        """Why the run is to hold itself; None when it may go on."""
        figures = self.figures
        found = excesses(figures, self._limits)
        return MassChangeBlocked(figures, found) if found else None

    def check(self) -> None:
        """Raise `MassChangeBlocked` when the run is to hold itself."""
        if (blocked := self.blocked) is not None:
            raise blocked

    def check_so_far(self) -> None:
        """The same in the middle of a run, when who is not verified yet may still be."""
        blocked = self.blocked
        if blocked is not None and blocked.excesses != (Excess.UNVERIFIED,):
            raise blocked

    def _put(self, livret_id: int, counted: _Counted) -> bool:
        former = self._pupils.get(livret_id)
        if former == counted:
            return False
        if former is not None:
            self._outcomes[former.outcome] -= 1
            self._alterations.subtract(former.alterations)
        self._pupils[livret_id] = counted
        self._outcomes[counted.outcome] += 1
        self._alterations.update(counted.alterations)
        return True


def _has_arrived(result: PupilResult) -> bool:
    return result.outcome is Outcome.ADMITTED
