"""A register and livrets in memory, which a test can hold back or break."""

import asyncio
from datetime import UTC, datetime

from core.errors import RegisterClosed, RegisterError
from core.model.identifiers import Ine, Uai
from core.model.livret import Livret
from core.model.runs import OpenLists, Run, RunState, Scope

RUN = Run(1, Scope(Uai("0951099D"), frozenset({1})), datetime(2026, 11, 23, tzinfo=UTC))


def ine(number):
    return Ine(f"{number:09}AB")


class MemoryRegister:
    """Has the pupils it is given; `answers` says otherwise for some of them."""

    def __init__(self, registrations):
        self.known = {one.pupil.ine: one for one in registrations}
        self.broken = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.asked = []
        self.in_flight = self.most_in_flight = 0

    async def by_ine(self, uai, ine):
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
        return self.known.get(ine)

    async def roll(self, uai, structure):
        return []

    async def teachers(self, uai):
        return None

    def break_for(self, ine, cause):
        self.broken[ine] = RegisterError(cause)

    def close_for(self, ine, cause):
        self.broken[ine] = RegisterClosed(cause)


class MemoryLivrets:
    """Carries decisions out at once, and remembers them in order."""

    def __init__(self, livrets):
        self.livrets = {livret.id: livret for livret in livrets}
        self.recorded = []
        self.state = RunState.RUNNING
        self.failures = {}

    async def pending(self, run):
        done = {decision.livret.id for decision in self.recorded}
        return [livret for livret in self.livrets.values() if livret.id not in done]

    async def record(self, run, livret_id, decide):
        await asyncio.sleep(0)
        livret = self.livrets[livret_id]
        decision = decide(livret)
        if decision.update is not None:
            if livret_id in self.failures:
                raise self.failures[livret_id]
            self.livrets[livret_id] = Livret(livret.id, decision.update, livret.bilans)
        self.recorded.append(decision)
        return decision

    async def open_lists(self, run):
        return OpenLists()

    async def renew(self, run):
        pass

    async def finish(self, run, state):
        self.state = state
