"""What was decided while the store was busy, written in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import Self

from core.model.events import Proposal

MOST = 50
"""Proposals in one transaction: it holds the store for some milliseconds."""

PATIENCE = 0.2
"""Seconds for which what says nothing waits for company."""


class GroupCommit:
    """A writer of proposals, as an asynchronous context manager; leaving it writes all that waits.

    What says something on the screens is written as soon as the store is free, with whatever else
    waits by then; the rest, of which only the progress tells, by so many or after a moment.
    """

    def __init__(
        self,
        write: Callable[[Sequence[Proposal]], Awaitable[None]],
        on_failure: Callable[[Exception], None],
    ) -> None:
        self._write, self._on_failure = write, on_failure
        self._waiting: list[Proposal] = []
        self._is_due = asyncio.Event()
        self._is_closing = False

    async def __aenter__(self) -> Self:
        self._is_closing = False
        self._work = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_closing = True
        self._is_due.set()
        await self._work

    def add(self, proposal: Proposal, *, says_something: bool) -> None:
        """Have this written."""
        self._waiting.append(proposal)
        if says_something or len(self._waiting) >= MOST:
            self._is_due.set()
        elif len(self._waiting) == 1:
            asyncio.get_running_loop().call_later(PATIENCE, self._is_due.set)

    async def _run(self) -> None:
        try:
            while self._waiting or not self._is_closing:
                await self._is_due.wait()
                if not self._is_closing:
                    self._is_due.clear()
                batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                if self._waiting:
                    self._is_due.set()
                if batch:
                    await self._write(batch)
        except Exception as error:  # noqa: BLE001 - told to whoever looks pupils up, who stops
            self._on_failure(error)
