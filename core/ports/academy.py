"""The workers of an academy, as whoever looks after them does."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from core.model.academy import PlannedSchool
from core.model.identifiers import Uai


class Fleet(Protocol):
    """What waits for the workers, and what they are all told. Every method raises `StoreError`."""

    async def add(self, schools: Sequence[PlannedSchool], now: datetime) -> int:
        """Have these schools done; how many did not wait already."""

    async def parked(self) -> Collection[Uai]:
        """The schools that no worker tries again by itself."""

    async def release(self, uai: Uai) -> bool:
        """Have a parked school tried again; whether it was one."""

    async def quota(self) -> int:
        """How many requests a second BE1D may be sent, by all of them together."""

    async def change_quota(self, requests_per_second: int) -> None:
        """Set it: each worker follows within some seconds."""

    async def stopped_since(self) -> datetime | None:
        """Since when they begin no school (UTC); None while they do."""

    async def stop(self) -> None:
        """Have them end what they are at, and begin nothing."""

    async def go_on(self) -> None:
        """Have them begin schools again."""
