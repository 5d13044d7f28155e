"""A simulation: the same engine, on the same questions, and nothing is written.

What it shows can then be applied: the register is not asked again, and each pupil is compared to
what he was when it was shown.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from core.answers import Answer, Unread
from core.arrivals import Arrivals
from core.decisions import Decision, decide_as_shown
from core.facts import Fact
from core.guard import Limits, RunHeld, excesses, figures_of
from core.identifiers import Ine, Uai
from core.livret import Livret
from core.overview import OpenLists, Run, RunState, Scope
from core.ports import IneAlreadyHeld, Livrets, Register, RegisterError
from core.records import Pupil, Registration, Structure, Teacher
from core.synchronisation import synchronise
from core.teachers import TeacherDecision

T = TypeVar("T")


class Simulation:
    """What a run over a scope would do; `left_out` are the livrets, and the arrivals, to spare."""

    def __init__(self, scope: Scope, register: Register, livrets: Livrets, limits: Limits) -> None:
        self._scope, self._limits = scope, limits
        self._rehearsal = _Rehearsal(livrets)
        self.register = Remembering(register)
        self.facts: list[Fact] = []
        self.left_out: set[int] = set()

    async def run(self, *, at_once: int, stop: asyncio.Event) -> AsyncIterator[Fact]:
        """Foresee each fact; raise `RegisterClosed` and `StoreError` as the engine does."""
        run = Run(0, self._scope, datetime.now(UTC))
        async for fact in synchronise(
            run, self.register, self._rehearsal, at_once=at_once, stop=stop
        ):
            self.facts.append(fact)
            yield fact

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What would become of each pupil."""
        return tuple(fact for fact in self.facts if isinstance(fact, Decision))

    @property
    def excess(self) -> RunHeld | None:
        """Why a run that does this would hold itself; None if it would not."""
        figures = figures_of(self.decisions)
        found = excesses(figures, self._limits)
        return RunHeld(figures, found) if found else None

    @property
    def scope(self) -> Scope:
        """The scope of the run that applies it."""
        but = self._scope.but | frozenset(self.left_out)
        also = self._scope.also | frozenset(one.livret.id for one in self.decisions)
        return replace(self._scope, also=also, but=but)

    def as_shown(self, livret: Livret, answer: Answer) -> Decision:
        """Decide, unless the pupil is not what he was, or was not shown at all."""
        return decide_as_shown(livret, answer, self._rehearsal.shown.get(livret.id))


class Remembering:
    """A register that is asked each thing once; `left_out` are pupils whom its rolls do not have.

    It implements `core.ports.Register`.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._answers: dict[Hashable, Any] = {}
        self.left_out: set[Pupil] = set()

    async def by_ine(self, uai: Uai, ine: Ine) -> Registration | None:
        """As the register answered."""
        return await self._once(("INE", uai, ine), lambda: self._register.by_ine(uai, ine))

    async def by_civil_identity(self, uai: Uai, pupil: Pupil) -> Sequence[Registration]:
        """As the register answered."""
        return await self._once(
            ("identity", uai, pupil), lambda: self._register.by_civil_identity(uai, pupil)
        )

    async def structures(self, uai: Uai) -> Sequence[Structure]:
        """As the register answered."""
        return await self._once(("structures", uai), lambda: self._register.structures(uai))

    async def roll(self, uai: Uai, structure: int) -> Sequence[Registration]:
        """As the register answered, but for those who are left out."""
        told = await self._once(
            ("roll", uai, structure), lambda: self._register.roll(uai, structure)
        )
        return [one for one in told if one.pupil not in self.left_out]

    async def teachers(self, uai: Uai) -> Sequence[Teacher] | None:
        """As the register answered."""
        return await self._once(("teachers", uai), lambda: self._register.teachers(uai))

    async def _once(self, question: Hashable, ask: Callable[[], Awaitable[T]]) -> T:
        if question not in self._answers:
            try:
                self._answers[question] = await ask()
            except RegisterError as error:
                self._answers[question] = error
        answer = self._answers[question]
        if isinstance(answer, RegisterError):
            raise answer
        told: T = answer
        return told


class _Rehearsal:
    """A ledger that decides and writes nothing (`core.ports.Ledger`)."""

    def __init__(self, livrets: Livrets) -> None:
        self._livrets = livrets
        self._came: set[int] = set()
        self.shown: dict[int, Livret] = {}

    async def pending(self, run: Run) -> Sequence[Livret]:
        """Those of the scope, and who came in, who were not shown yet."""
        scope = replace(run.scope, also=run.scope.also | self._came)
        livrets = await self._livrets.in_scope(scope)
        return [livret for livret in livrets if livret.id not in self.shown]

    async def open_lists(self, run: Run) -> OpenLists:
        """All the lists of the scope."""
        overview = await self._livrets.overview(run.scope.uai)
        known = {row.structure.id: row.structure for row in overview.structures}
        new = [one for one in run.scope.new if one.id not in known]
        wanted = [one for one in known.values() if one.id in run.scope.structures]
        return OpenLists((*wanted, *new), bool(run.scope.structures))

    async def record(
        self, run: Run, livret_id: int, decide: Callable[[Livret], Decision]
    ) -> Decision:
        """Decide on the livret as it stands."""
        alone = Scope(run.scope.uai, frozenset(), also=frozenset({livret_id}))
        [livret] = await self._livrets.in_scope(alone)
        decision = decide(livret)
        told = decision.update
        if told is not None and told.ine and told.ine != livret.pupil.ine:
            holder = await self._livrets.livret_of(run.scope.uai, told.ine)
            if holder is not None and holder.id != livret_id:
                raise IneAlreadyHeld
        self.shown[livret_id] = livret
        return decision

    async def record_arrivals(
        self, run: Run, structure: Structure, roll: Sequence[Registration]
    ) -> Arrivals:
        """Tell the pupils of a roll apart."""
        arrived = await self._livrets.arrivals(run.scope, structure, roll)
        self._came |= set(arrived.moved_in)
        return arrived

    async def record_teachers(self, run: Run, told: Sequence[Teacher]) -> Sequence[TeacherDecision]:
        """What would change among the teachers."""
        return await self._livrets.teacher_decisions(run.scope, told)

    async def note_unread(self, run: Run, unread: Unread) -> None:
        """Nothing to keep."""

    async def renew(self, run: Run) -> None:
        """Nothing to hold."""

    async def finish(self, run: Run, state: RunState) -> None:
        """Nothing to end."""
