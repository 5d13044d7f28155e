"""When all that a key set off has come to rest: the next key then goes where it is meant to go."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any
from weakref import WeakSet

from textual.app import App, ScreenStackError
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen
from textual.worker import Worker

LASTING = "lasting"
"""The group of the workers that no key waits for: they show how far they are and can be stopped, or
last as long as the application."""

_PATIENCE = 5.0
"""Seconds after which a worker is no longer waited for: whoever types sees that it lasts."""

_ROUNDS = 2
"""How many looks in a row must find nothing left to handle: what is handled may cause more."""

_LOOK_AGAIN = 0.005


class Rest:
    """Waits until an application has done all that it was asked to do."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._slow: WeakSet[Worker[Any]] = WeakSet()
        self._laid_out: WeakSet[Screen[Any]] = WeakSet()

    async def comes(self) -> None:
        """Wait for it, but not for ever."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._comes()
        except TimeoutError:
            self._slow.update(self._pending())
        except ScreenStackError:
            return  # there is no screen yet, or none any more

    async def _comes(self) -> None:
        rounds = 0
        while rounds < _ROUNDS:
            screen = self._app.screen
            nodes = [self._app, *screen.walk_children(with_self=True)]
            for node in nodes:
                await _turn_of(node)
            if screen not in self._laid_out:
                await _layout_of(screen)
                self._laid_out.add(screen)
            if any(self._pending()):
                await self._workers_end()
                rounds = 0
            else:
                is_quiet = screen is self._app.screen and _have_handled_all(nodes)
                rounds = rounds + 1 if is_quiet else 0

    async def _workers_end(self) -> None:
        # Asking every node at each look would take time from what the workers wait for.
        while any(self._pending()):  # noqa: ASYNC110 - a worker that asks a question ends this too
            await asyncio.sleep(_LOOK_AGAIN)

    def _pending(self) -> Iterator[Worker[Any]]:
        """The workers that have not done yet what they were started for; one that asks waits."""
        if isinstance(self._app.screen, ModalScreen):
            return
        for worker in self._app.workers:
            if not (worker.is_finished or worker.group == LASTING or worker in self._slow):
                yield worker


def _have_handled_all(nodes: Sequence[MessagePump]) -> bool:
    return all(node._message_queue.empty() and not node._next_callbacks for node in nodes)  # noqa: SLF001


async def _turn_of(node: MessagePump) -> None:
    """Wait until this node has handled all that it had received; not for ever, if it goes away."""
    handled = asyncio.Event()
    if node.call_later(handled.set):
        await _in_time(handled)


async def _layout_of(screen: Screen[Any]) -> None:
    """Wait until this screen has its lines: before that, there is nothing to choose on it."""
    laid_out = asyncio.Event()
    if screen.call_after_refresh(laid_out.set):
        await _in_time(laid_out)


async def _in_time(event: asyncio.Event) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(1):
            await event.wait()
