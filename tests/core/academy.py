"""An academy in memory: its workers, and what they are told."""

from datetime import time
from zoneinfo import ZoneInfo

from core.errors import StoreError
from core.model.academy import Night
from core.usecases.academy import AcademySession
from tests.core.school import DIRECTOR, NOW, a_workspace


class MemoryFleet:
    """The workers of an academy, in memory."""

    def __init__(self):
        self.queued, self.waiting = [], set()
        self.requests, self.stopped_at = 100, None
        self.looked_at, self.fails = 0, False

    async def add(self, schools, now):
        self.queued += schools
        return len(schools)

    async def parked(self):
        return frozenset(self.waiting)

    async def release(self, uai):
        was_parked = uai in self.waiting
        self.waiting -= {uai}
        return was_parked

    async def quota(self):
        return self.requests

    async def change_quota(self, requests_per_second):
        self.requests = requests_per_second

    async def stopped_since(self):
        self.looked_at += 1
        if self.fails:
            raise StoreError("La file ne répond pas.")
        return self.stopped_at

    async def stop(self):
        self.stopped_at = NOW

    async def go_on(self):
        self.stopped_at = None


def an_academy(store, *, register=None, fleet=None, holidays=(), user=DIRECTOR):
    """An academy whose nights go from 20 h to 6 h."""
    night = Night(time(20), time(6), ZoneInfo("Europe/Paris"), holidays)
    workspace = a_workspace(store, register=register, user=user)
    return AcademySession(workspace, fleet or MemoryFleet(), night)
