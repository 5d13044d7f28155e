"""One thread for a database, and one transaction for each thing that is asked of it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine

from adapters.lsun import sentences
from adapters.lsun.database import ONLY_READS, open_engine, store_errors
from adapters.lsun.spoilt import UNREADABLE
from core.errors import StoreError

P = ParamSpec("P")
T = TypeVar("T")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Transactions:
    """A database and the thread that alone works on it. `clock` gives the time in UTC."""

    def __init__(
        self, engine: Engine, thread: ThreadPoolExecutor, clock: Callable[[], datetime]
    ) -> None:
        self._engine, self._thread, self._clock = engine, thread, clock
        self._only_reads = engine.execution_options(**{ONLY_READS: True})

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str, clock: Callable[[], datetime] = _utc_now) -> AsyncIterator[Self]:
        """Open the database of this SQLAlchemy URL, brought up to date; close it on the way out.

        Raises `StoreError` when it cannot be used.
        """
        with ThreadPoolExecutor(1, thread_name_prefix="lsun") as thread:
            loop = asyncio.get_running_loop()
            engine = await loop.run_in_executor(thread, open_engine, url)
            try:
                yield cls(engine, thread, clock)
            finally:
                # In its own thread: SQLite connections are closed where they were made.
                await asyncio.shield(loop.run_in_executor(thread, engine.dispose))

    async def _transact(
        self,
        engine: Engine,
        work: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        def run() -> T:
            with store_errors(), engine.begin() as connection:
                try:
                    return work(connection, *args, **kwargs)
                except UNREADABLE as error:
                    raise StoreError(sentences.UNREADABLE_DATA) from error

        # Shielded: who waits may be cancelled, a transaction that has begun is finished.
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._thread, run))


def in_transaction(
    work: Callable[Concatenate[Connection, P], T],
) -> Callable[Concatenate[Transactions, P], Coroutine[Any, Any, T]]:
    """The method that does this work in a transaction of its own."""

    async def method(self: Transactions, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._transact(self._engine, work, *args, **kwargs)

    return method


def in_dated_transaction(
    work: Callable[Concatenate[Connection, datetime, P], T],
) -> Callable[Concatenate[Transactions, P], Coroutine[Any, Any, T]]:
    """The same for work that wants the time too: that of the clock (UTC), when it is asked for."""

    async def method(self: Transactions, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._transact(self._engine, work, self._clock(), *args, **kwargs)

    return method


def in_reading(
    work: Callable[Concatenate[Connection, P], T],
) -> Callable[Concatenate[Transactions, P], Coroutine[Any, Any, T]]:
    """The method that does this work, which only reads: it sees one state, and waits for nobody."""

    async def method(self: Transactions, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._transact(self._only_reads, work, *args, **kwargs)

    return method


def in_dated_reading(
    work: Callable[Concatenate[Connection, datetime, P], T],
) -> Callable[Concatenate[Transactions, P], Coroutine[Any, Any, T]]:
    """The same for work that wants the time too: that of the clock (UTC), when it is asked for."""

    async def method(self: Transactions, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._transact(self._only_reads, work, self._clock(), *args, **kwargs)

    return method
