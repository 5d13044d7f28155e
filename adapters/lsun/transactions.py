"""One thread for a database, and one transaction for each thing that is asked of it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from adapters.lsun import sentences
from adapters.lsun.database import left_nothing, open_engine, reading, store_errors, time_of
from adapters.lsun.spoilt import UNREADABLE
from core.errors import StoreError

P = ParamSpec("P")
T = TypeVar("T")


class Transactions:
    """A database and the thread that alone works on it.

    `clock` gives the time in UTC, instead of the database's own.
    """

    def __init__(
        self, engine: Engine, thread: ThreadPoolExecutor, clock: Callable[[], datetime] | None
    ) -> None:
        self._engine, self._thread, self._clock = engine, thread, clock
        self._only_reads = reading(engine)

    @classmethod
    @asynccontextmanager
    async def open(
        cls, url: str, clock: Callable[[], datetime] | None = None
    ) -> AsyncIterator[Self]:
        """Open the database of this SQLAlchemy URL, and close it on the way out.

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
        self, engine: Engine, work: Callable[[Connection], T], *, repeatable: bool = True
    ) -> T:
        def run() -> T:
            with store_errors():
                return _committed(engine, work, 2 if repeatable else 1)

        # Shielded: who waits may be cancelled, a transaction that has begun is finished.
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._thread, run))

    def _now(self, connection: Connection) -> datetime:
        return self._clock() if self._clock else time_of(connection)


def _committed(engine: Engine, work: Callable[[Connection], T], attempts: int) -> T:
    """What the work gives, once it is committed.

    It is done again when it left nothing: the connection was lost, or the database gave it up for
    another that waited for it.
    """
    with engine.connect() as connection:
        transaction = connection.begin()
        try:
            made = work(connection)
        except UNREADABLE as error:
            raise StoreError(sentences.UNREADABLE_DATA) from error
        except DBAPIError as error:
            if attempts == 1 or not left_nothing(error):
                raise
        else:
            try:
                transaction.commit()
            except DBAPIError as error:
                if error.connection_invalidated:
                    raise StoreError(sentences.NOT_KNOWN_TO_BE_COMMITTED) from error
                raise
            return made
    return _committed(engine, work, attempts - 1)


def in_transaction(
    work: Callable[Concatenate[Connection, P], T], *, repeatable: bool = True
) -> Callable[Concatenate[Transactions, P], Coroutine[Any, Any, T]]:
    """The method that does this work in a transaction of its own.

    What takes something that can be read only once is not `repeatable`.
    """

    async def method(self: Transactions, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._transact(
            self._engine,
            lambda connection: work(connection, *args, **kwargs),
            repeatable=repeatable,
        )

    return method


def in_dated_transaction(
    work: Callable[Concatenate[Connection, datetime, P], T],
) -> Callable[Concatenate[Transactions, P], Coroutine[Any, Any, T]]:
    """The same for work that wants the time too (UTC), as it is when its transaction has begun."""

    async def method(self: Transactions, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._transact(
            self._engine,
            lambda connection: work(connection, self._now(connection), *args, **kwargs),
        )

    return method


def in_reading(
    work: Callable[Concatenate[Connection, P], T],
) -> Callable[Concatenate[Transactions, P], Coroutine[Any, Any, T]]:
    """The method that does this work, which only reads: it sees one state, and waits for nobody."""

    async def method(self: Transactions, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._transact(
            self._only_reads, lambda connection: work(connection, *args, **kwargs)
        )

    return method


def in_dated_reading(
    work: Callable[Concatenate[Connection, datetime, P], T],
) -> Callable[Concatenate[Transactions, P], Coroutine[Any, Any, T]]:
    """The same for work that wants the time too (UTC), as it is when its transaction has begun."""

    async def method(self: Transactions, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._transact(
            self._only_reads,
            lambda connection: work(connection, self._now(connection), *args, **kwargs),
        )

    return method
