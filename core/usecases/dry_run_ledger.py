"""What a run writes, decided and not written."""

from collections.abc import Sequence
from dataclasses import replace

from core.model.events import (
    Arrivals,
    Decision,
    Proposal,
    StructureDecision,
    TeacherDecision,
    UnreadList,
)
from core.model.livret import Livret
from core.model.records import Roll, Structure, Teacher
from core.model.runs import Background, OpenLists, Run, RunState, Scope
from core.ports.store import LivretStore


class DryRunLedger:
    """A ledger that decides and writes nothing (`core.ports.ledger.Ledger`)."""

    def __init__(self, store: LivretStore) -> None:
        self._store = store
        self._moved_in: set[int] = set()
        self.shown: dict[int, Livret] = {}

    async def pending(self, run: Run) -> Sequence[Livret]:
        """Those of the scope, and who moved in, who were not shown yet."""
        scope = replace(run.scope, also=run.scope.also | self._moved_in)
        livrets = await self._store.in_scope(scope)
        return [livret for livret in livrets if livret.id not in self.shown]

    async def open_lists(self, run: Run) -> OpenLists:
        """All the lists of the scope."""
        overview = await self._store.overview(run.scope.uai)
        known = {row.structure.id: row.structure for row in overview.structures}
        new = [structure for structure in run.scope.new if structure.id not in known]
        wanted = [known[number] for number in known if number in run.scope.structures]
        return OpenLists((*wanted, *new), bool(run.scope.structures))

    async def in_scope(self, scope: Scope) -> Sequence[Livret]:
        """As the store has them."""
        return await self._store.in_scope(scope)

    async def background(self, run: Run, small: int) -> Background:
        """As the store has it."""
        return await self._store.background(run, small)

    async def arrivals(self, scope: Scope, rolls: Sequence[Roll]) -> Sequence[Arrivals]:
        """As the store would decide."""
        return await self._store.arrivals(scope, rolls)

    async def teacher_decisions(
        self, scope: Scope, from_register: Sequence[Teacher]
    ) -> Sequence[TeacherDecision]:
        """As the store would decide."""
        return await self._store.teacher_decisions(scope, from_register)

    async def record(self, run: Run, proposals: Sequence[Proposal]) -> Sequence[Decision]:
        """Decide on the livrets as they stand."""
        numbers = frozenset(proposal.livret_id for proposal in proposals)
        livrets = await self._store.in_scope(Scope(run.scope.uai, frozenset(), also=numbers))
        as_they_stand = {livret.id: livret for livret in livrets}
        return [await self._decided(run, as_they_stand, proposal) for proposal in proposals]

    async def _decided(self, run: Run, livrets: dict[int, Livret], proposal: Proposal) -> Decision:
        livret = livrets[proposal.livret_id]
        self.shown[livret.id] = livret
        decision = proposal.decide(livret)
        update = decision.update
        if update is not None and update.ine and update.ine != livret.pupil.ine:
            holder = await self._store.livret_of(run.scope.uai, update.ine)
            if holder is not None and holder.id != livret.id:
                return proposal.refuse(livret)
        return decision

    async def record_arrivals(self, run: Run, rolls: Sequence[Roll]) -> Sequence[Arrivals]:
        """Tell the pupils of the rolls apart."""
        found = await self._store.arrivals(run.scope, rolls)
        self._moved_in.update(*(arrived.moved_in for arrived in found))
        return found

    async def record_teachers(
        self, run: Run, from_register: Sequence[Teacher]
    ) -> Sequence[TeacherDecision]:
        """What would change among the teachers."""
        return await self._store.teacher_decisions(run.scope, from_register)

    async def record_no_teachers(self, run: Run) -> None:
        """Nothing to keep."""

    async def record_structures(
        self, run: Run, from_register: Sequence[Structure]
    ) -> Sequence[StructureDecision]:
        """What would change in the labels and niveaux of the structures."""
        return await self._store.structure_decisions(run.scope, from_register)

    async def note_unread(self, run: Run, unread: UnreadList) -> None:
        """Nothing to keep."""

    async def renew(self, run: Run) -> None:
        """Nothing to hold."""

    async def finish(self, run: Run, state: RunState) -> None:
        """Nothing to end."""
