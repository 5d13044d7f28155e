"""A register that holds its answers: a run is then in its middle for as long as a test needs."""

import asyncio
import math
import threading
from concurrent.futures import Future
from typing import Self

from starlette.types import ASGIApp, Receive, Scope, Send

from adapters.be1d.stand_in.app import StandIn
from adapters.be1d.stand_in.contents import RegisterContents
from adapters.be1d.stand_in.server import serve
from tests.waiting import PATIENCE, wait_until

TOKEN = "jeton-d-essai"
ANSWERED = 70
"""Look-ups that are answered before the others are held: some of each outcome are among them."""


class Held:
    """The stand-in, in a thread. After so many look-ups it answers none, until it is let go."""

    def __init__(self, contents: RegisterContents, answered: int = ANSWERED) -> None:
        self._contents, self._allowed = contents, float(answered)
        self._waiting: list[asyncio.Event] = []
        self.asked = 0
        """How many look-ups there were."""
        self.answered: list[str] = []
        """What was looked up, and is no longer held."""

    def __enter__(self) -> Self:
        url: Future[str] = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(url)))
        self._thread.start()
        self.url = url.result(PATIENCE)
        return self

    def __exit__(self, *_error: object) -> None:
        self.let_go()
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    def let_go(self, count: float = math.inf) -> None:
        """Answer so many more, or all from now on."""
        self._allowed += count
        self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for waiting in self._waiting:
            waiting.set()

    def wait_until_held(self) -> None:
        """Wait until somebody is waiting for an answer."""
        wait_until(lambda: self.asked > self._allowed, "a look-up that is held")

    async def _turn_of(self, number: int) -> None:
        while number > self._allowed:
            self._waiting.append(asyncio.Event())
            await self._waiting[-1].wait()

    async def _serve(self, url: Future[str]) -> None:
        self._loop = asyncio.get_running_loop()
        self._end = asyncio.Event()
        # Plain: who is held is asked for one by one.
        stand_in = StandIn(self._contents, TOKEN, is_plain=True)
        answer: ASGIApp = stand_in.app

        async def hold(scope: Scope, receive: Receive, send: Send) -> None:
            if "/eleves" in scope["path"] and "/structures/" not in scope["path"]:
                self.asked += 1
                await self._turn_of(self.asked)
                self.answered.append(scope["path"])
            await answer(scope, receive, send)

        stand_in.app = hold  # type: ignore[assignment]
        async with serve(stand_in) as address:
            url.set_result(address)
            await self._end.wait()
