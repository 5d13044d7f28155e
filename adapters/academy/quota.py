"""One quota towards BE1D for all the workers of an academy, kept in the base that they share."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg_pool import ConnectionPool
from pyrate_limiter import Duration, Limiter, Rate
from pyrate_limiter.buckets.postgres import PostgresBucket

from adapters.academy.schema import conninfo

_BUCKET = "be1d"
_TAKEN_IN_A_SECOND = 20
"""How often in a second turns are taken at the most, by one worker that has all of them."""

_LOOKED_AT_EVERY = 5.0
"""Seconds after which what the quota is now is looked up again."""


class _Bucket(PostgresBucket):
    def _create_table(self) -> None:
        """It is there: only its owner could make its index again."""


class Quota:
    """Lets each request wait for its turn; `waited` counts the seconds that they did."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool
        self._read_at = float("-inf")
        self._rate, self._taken = 0, 0
        self._limiter: Limiter
        self._one_at_a_time = asyncio.Lock()
        self.waited = 0.0

    @classmethod
    @contextmanager
    def open(cls, url: str) -> Iterator["Quota"]:
        """Over the base of this address."""
        with ConnectionPool(conninfo(url), min_size=1, max_size=4) as pool:
            yield cls(pool)

    def install(self) -> None:
        """Make the table of the turns that were taken."""
        PostgresBucket(self._pool, _BUCKET, [Rate(1, Duration.SECOND)])

    async def turn(self) -> None:
        """Wait until one more request may go.

        Turns are taken a few at a time: each taking is a transaction that holds off the others.
        """
        began = time.monotonic()
        async with self._one_at_a_time:
            if not self._taken:
                await self._look_at_the_rate()
                few = max(self._rate // _TAKEN_IN_A_SECOND, 1)
                await asyncio.to_thread(self._limiter.try_acquire, _BUCKET, few)
                self._taken = few
            self._taken -= 1
        self.waited += time.monotonic() - began

    async def _look_at_the_rate(self) -> None:
        if time.monotonic() - self._read_at <= _LOOKED_AT_EVERY:
            return
        rate = await asyncio.to_thread(self._requests_per_second)
        self._read_at = time.monotonic()
        if rate != self._rate:
            self._rate = rate
            self._limiter = await asyncio.to_thread(self._limiter_of, rate)

    def _requests_per_second(self) -> int:
        with self._pool.connection() as connection:
            row = connection.execute("SELECT requests_per_second FROM lsun_quota").fetchone()
        return int(row[0]) if row else 1

    def _limiter_of(self, rate: int) -> Limiter:
        return Limiter(_Bucket(self._pool, _BUCKET, [Rate(rate, Duration.SECOND)]))
