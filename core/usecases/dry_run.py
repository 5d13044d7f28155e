"""A dry run: the same engine, on the same questions, and nothing is written.

What it shows can then be applied: the register is not asked again, and each pupil is compared to
what he was when it was shown.
"""

import asyncio
from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime

from core.model.answers import Answer
from core.model.events import Arrivals, Decision, Event, TeacherDecision
from core.model.livret import Livret
from core.model.records import Pupil
from core.model.runs import Override, Run, Scope
from core.ports.register import Register
from core.ports.store import LivretStore
from core.rules.decisions import decide_as_shown
from core.rules.guard import Limits, MassChangeBlocked
from core.rules.verdict import Verdict
from core.usecases.caching_register import CachingRegister
from core.usecases.dry_run_ledger import DryRunLedger
from core.usecases.synchronise import synchronise

PupilKey = int | Pupil
"""Who is meant in a dry run: a livret by its number, or an arrival by himself."""


class DryRun:
    """What a run over a scope would do."""

    def __init__(
        self, scope: Scope, register: Register, store: LivretStore, limits: Limits
    ) -> None:
        self._scope, self._limits = scope, limits
        self._ledger = DryRunLedger(store)
        self.blocked: MassChangeBlocked | None = None
        """Why the guard would hold a run that does this, once all was foreseen."""
        self.register = CachingRegister(register)
        self.events: list[Event] = []
        self._stop = asyncio.Event()
        self.was_stopped = False
        self._left_out: frozenset[PupilKey] = frozenset()

    def stop(self) -> None:
        """Ask nothing further: what was foreseen by then is no whole run."""
        self.was_stopped = True
        self._stop.set()

    async def run(self, *, at_once: int) -> AsyncGenerator[Event, None]:
        """Foresee each event, `at_once` questions being asked concurrently.

        Raises `RegisterClosed` and `StoreError` as the engine does.
        """
        run = Run(0, self._scope, datetime.now(UTC))
        events = synchronise(run, self.register, self._ledger, at_once=at_once, stop=self._stop)
        async with aclosing(events):
            async for event in events:
                self.events.append(event)
                yield event
        await self._judge(run)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What would become of each pupil."""
        return tuple(event for event in self.events if isinstance(event, Decision))

    @property
    def changing(self) -> dict[PupilKey, Decision | Pupil]:
        """Who would change, and who would be added."""
        found: dict[PupilKey, Decision | Pupil] = {}
        for event in self.events:
            if isinstance(event, Decision) and event.update is not None:
                found[event.livret.id] = event
            if isinstance(event, Arrivals):
                found |= {pupil: pupil for pupil in event.admitted}
        return found

    @property
    def has_anything_to_do(self) -> bool:
        """Whether applying it would change anything."""
        teachers = (isinstance(event, TeacherDecision) for event in self.events)
        return bool(self.changing) or any(teachers)

    def leave_out(self, keys: Collection[PupilKey]) -> None:
        """Spare these of whom `changing` tells."""
        self._left_out = frozenset(keys)

    @property
    def override_needed(self) -> Override:
        """What whoever applies it, having been told, has to answer for."""
        return Override.NOTHING if self.blocked is None else Override.EVERYTHING

    @property
    def scope(self) -> Scope:
        """The scope of the run that applies it."""
        livrets = {key for key in self._left_out if isinstance(key, int)}
        arrivals = {key for key in self._left_out if isinstance(key, Pupil)}
        but, spared = self._scope.but | livrets, self._scope.spared | arrivals
        also = self._scope.also | frozenset(decision.livret.id for decision in self.decisions)
        return replace(self._scope, also=also, but=but, spared=spared)

    def as_shown(self, livret: Livret, answer: Answer) -> Decision:
        """Decide, unless the pupil is not what he was, or was not shown at all."""
        return decide_as_shown(livret, answer, self._ledger.shown.get(livret.id))

    async def _judge(self, run: Run) -> None:
        background = await self._ledger.background(run, self._limits.from_pupils)
        verdict = Verdict(background, len(self.decisions), self._limits)
        for decision in self.decisions:
            verdict.count(decision)
        verdict.count_lists(
            (event for event in self.events if isinstance(event, Arrivals)),
            (event for event in self.events if isinstance(event, TeacherDecision)),
        )
        self.blocked = verdict.blocked
