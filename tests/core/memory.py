"""A register and a ledger in memory, which a test can hold back or break.

`tests/contracts` holds them to what the ports promise, like those that are on a network or a disk.
"""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from core.errors import RegisterClosed, RegisterError, RunLost
from core.model.answers import Cause
from core.model.events import KnownTeacher, Outcome
from core.model.identifiers import Ine, Uai
from core.model.livret import Livret
from core.model.runs import Background, OpenLists, Override, PupilResult, Run, RunState, Scope
from core.rules.arrivals import KnownPupils, arrivals
from core.rules.civil_identity import same_civil_identity
from core.rules.structures import decide_structures
from core.rules.teachers import decide_teachers

RUN = Run(1, Scope(Uai("0951099D"), frozenset({1})), datetime(2026, 11, 23, tzinfo=UTC))


def ine(number):
    return Ine(f"{number:09}AB")


class MemoryRegister:
    """Has the pupils it is given; `known` may be changed, and it can fail about some of them."""

    def __init__(self, registrations, structures=(), teachers=None, uai=RUN.scope.uai):
        self.known = {
            registration.pupil.ine or number: registration
            for number, registration in enumerate(registrations)
        }
        self._structures, self._teachers, self._uai = structures, teachers, uai
        self.broken = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.asked = []
        self.in_flight = self.most_in_flight = 0

    async def by_ine(self, uai, ine):
        self._refuse_another_school(uai)
        self.asked.append(ine)
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await self.gate.wait()
            await asyncio.sleep(0)
        finally:
            self.in_flight -= 1
        if ine in self.broken:
            raise self.broken[ine]
        return next((found for found in self.known.values() if found.pupil.ine == ine), None)

    async def by_civil_identity(self, uai, pupil):
        self._refuse_another_school(uai)
        return [found for found in self.known.values() if same_civil_identity(pupil, found.pupil)]

    async def structures(self, uai):
        self._refuse_another_school(uai)
        return self._structures

    async def roll(self, uai, structure):
        self._refuse_another_school(uai)
        return [found for found in self.known.values() if found.pupil.is_in(structure)]

    async def teachers(self, uai):
        self._refuse_another_school(uai)
        return self._teachers

    def break_for(self, ine, cause):
        self.broken[ine] = RegisterError(cause)

    def close_for(self, ine, cause):
        self.broken[ine] = RegisterClosed(cause)

    def _refuse_another_school(self, uai):
        if uai != self._uai:
            raise RegisterClosed(Cause.UNKNOWN_SCHOOL)


class MemoryLivrets:
    """The ledger of one run over `livrets`; the school has `elsewhere` too.

    It carries decisions out at once, and remembers them in order. `failures` says of which livrets
    an update fails, and how.
    """

    def __init__(self, livrets, elsewhere=(), structures=(), teachers=()):
        self.by_id = {livret.id: livret for livret in (*livrets, *elsewhere)}
        self.in_run = {livret.id for livret in livrets}
        self.structures = structures
        self.lists = OpenLists(structures, teachers=bool(structures))
        self.teachers = [KnownTeacher(*known) for known in enumerate(teachers, 1)]
        self.recorded = []
        self.state = RunState.RUNNING
        self.lease = RUN.lease
        self.failures = {}
        self.recent = ()

    async def pending(self, run):
        outcomes = {decision.livret.id: decision.outcome for decision in self.recorded}
        return [
            livret
            for livret in self.by_id.values()
            if livret.id in self.in_run
            and outcomes.get(livret.id, Outcome.UNVERIFIED) is Outcome.UNVERIFIED
        ]

    async def record(self, run, proposals):
        await asyncio.sleep(0)
        self._refuse_lost(run)
        decisions = [self._decided(proposal) for proposal in proposals]
        for decision in decisions:
            if decision.update is not None:
                livret = self.by_id[decision.livret.id]
                self.by_id[livret.id] = Livret(livret.id, decision.update, livret.bilans)
        self.recorded += decisions
        return decisions

    def _decided(self, proposal):
        livret = self.by_id[proposal.livret_id]
        decision = proposal.decide(livret)
        if decision.update is not None:
            if livret.id in self.failures:
                raise self.failures[livret.id]
            if self._is_held(livret.id, decision.update.ine):
                return proposal.refuse(livret)
        return decision

    async def in_scope(self, scope):
        return [self.by_id[number] for number in sorted(scope.also)]

    async def background(self, run, small):
        latest = {decision.livret.id: decision for decision in self.recorded}
        return Background(
            pupils=len(self.by_id),
            assignments=sum(len(known.teacher.structures) for known in self.teachers),
            settled=tuple(
                PupilResult(
                    livret_id=number,
                    name="",
                    division="",
                    outcome=decision.outcome,
                    alterations=decision.alterations,
                )
                for number, decision in latest.items()
                if decision.outcome is not Outcome.UNVERIFIED
            ),
            recent=self.recent,
        )

    async def arrivals(self, scope, rolls):
        known = KnownPupils(self.by_id.values())
        return [arrivals(roll, known, is_new=roll.structure in scope.new) for roll in rolls]

    async def teacher_decisions(self, scope, from_register):
        return decide_teachers(self.teachers, from_register, self.structures)

    async def open_lists(self, run):
        return self.lists

    async def record_arrivals(self, run, rolls):
        self._refuse_lost(run)
        found = []
        for arrived in await self.arrivals(run.scope, rolls):
            first = max(self.by_id, default=0) + 1
            admitted = dict(enumerate(arrived.admitted, first))
            self.by_id |= {number: Livret(number, pupil) for number, pupil in admitted.items()}
            found.append(replace(arrived, livrets=tuple(admitted)))
            self.in_run |= set(arrived.moved_in) - run.scope.but
        read = {roll.structure.id for roll in rolls}
        still_open = tuple(other for other in self.lists.structures if other.id not in read)
        self.lists = replace(self.lists, structures=still_open)
        return found

    async def record_teachers(self, run, from_register):
        self._refuse_lost(run)
        decided = await self.teacher_decisions(run.scope, from_register)
        for decision in decided:
            known = decision.known or KnownTeacher(len(self.teachers) + 1, decision.teacher)
            former = known.teacher.structures if decision.known else ()
            detached = {structure.id for structure in decision.detached}
            taught = {*former, *(structure.id for structure in decision.attached)} - detached
            teacher = replace(decision.teacher, structures=tuple(sorted(taught)))
            self.teachers = [other for other in self.teachers if other.id != known.id]
            self.teachers.append(KnownTeacher(known.id, teacher))
        self.lists = replace(self.lists, teachers=False)
        return decided

    async def record_no_teachers(self, run):
        self._refuse_lost(run)
        self.lists = replace(self.lists, teachers=False)

    async def record_structures(self, run, from_register):
        self._refuse_lost(run)
        decided = decide_structures(self.structures, from_register)
        now = {decision.after.id: decision.after for decision in decided}
        self.structures = [now.get(known.id, known) for known in self.structures]
        return decided

    async def note_unread(self, run, unread):
        self._refuse_lost(run)

    async def renew(self, run):
        self._refuse_lost(run)

    async def finish(self, run, state):
        self._refuse_lost(run)
        self.state = state

    async def resume(self, run, by, override=Override.NOTHING):
        self.lease, self.state = f"{self.lease}+", RunState.RUNNING
        stays = run.override.widened_by(override)
        return replace(run, by=by, override=stays, lease=self.lease)

    def _refuse_lost(self, run):
        if run.lease != self.lease:
            raise RunLost

    def _is_held(self, livret_id, ine):
        others = [livret for livret in self.by_id.values() if livret.id != livret_id]
        return ine is not None and any(livret.pupil.ine == ine for livret in others)
