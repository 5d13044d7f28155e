"""Standard input, a line at a time and only when one is wanted."""

import asyncio
import os
import select
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue

from core.text import showable
from tui.charset import charset

_LONGEST = 65_536
"""Bytes after which a line is taken to end: input may be anything."""


class Keyboard:
    """Reads in a thread that nothing waits for: neither the event loop, nor the end of Python.

    It reads the file itself: Python's own `sys.stdin` has a lock that a thread would hold at the
    end. What is typed ahead stays where it is until it is wanted.
    """

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._encoding = charset() if self.is_terminal else sys.stdin.encoding
        self._wanted: SimpleQueue[Callable[[str | None], None]] = SimpleQueue()
        self._awaited: asyncio.Future[str | None] | None = None
        self._read = b""
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def is_terminal(self) -> bool:
        """Whether what is typed is echoed, and may still be typed."""
        return os.isatty(self._fd)

    async def has_nothing(self) -> bool:
        """Whether input has ended already; does not wait for who has not typed yet."""
        ready, _, _ = select.select([self._fd], [], [], 0)
        return bool(ready) and await self._next() is None

    async def line(self) -> str | None:
        """The next line, made safe to show, without blanks at its ends; None when input ends."""
        line = await self._next()
        self._awaited = None
        return line

    def give_up(self, error: Exception) -> None:
        """Raise this where a line is waited for."""
        if self._awaited is not None and not self._awaited.done():
            self._awaited.set_exception(error)

    async def _next(self) -> str | None:
        if self._awaited is None:
            loop = asyncio.get_running_loop()
            awaited = self._awaited = loop.create_future()

            def hand_over(line: str | None) -> None:
                if not awaited.done():
                    awaited.set_result(line)

            self._wanted.put(lambda line: _call(loop, hand_over, line))
        return await self._awaited

    def _serve(self) -> None:
        while True:
            hand_over = self._wanted.get()
            hand_over(self._line())

    def _line(self) -> str | None:
        while b"\n" not in self._read and len(self._read) < _LONGEST:
            try:
                more = os.read(self._fd, 4096)
            except OSError:
                more = b""  # the terminal is gone
            if not more:
                break
            self._read += more
        if not self._read:
            return None
        line, _, self._read = self._read.partition(b"\n")
        return showable(line.decode(self._encoding, "replace")).strip()


def _call(
    loop: asyncio.AbstractEventLoop, hand_over: Callable[[str | None], None], line: str | None
) -> None:
    try:
        loop.call_soon_threadsafe(hand_over, line)
    except RuntimeError:
        return  # the program has ended meanwhile
