"""Ctrl-C, a machine that shuts down, a line that drops: what is under way is drained first."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tui.linear.console import Console
from tui.wording import line_texts
from tui.wording.texts import STOPPING


class Signals:
    """Ctrl-C stops a run and comes back; it leaves anywhere else. The others always leave."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._stop: Callable[[], None] | None = None
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, self._interrupted)
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._ended)
        console.on_lost = self._lost

    @contextmanager
    def draining(self, stop: Callable[[], None]) -> Iterator[None]:
        """Call `stop` instead of leaving something half done."""
        self._stop = stop
        try:
            yield
        finally:
            self._stop = None

    def _interrupted(self) -> None:
        self._console.break_line()
        if self._stop is not None:
            self._console.progress(STOPPING)
            self._stop()
        else:
            self._console.leave(line_texts.ASKED_TO_END)

    def _ended(self) -> None:
        if self._stop is not None:
            self._console.progress(STOPPING)
        self._lost()

    def _lost(self) -> None:
        if self._stop is not None:
            self._stop()
        self._console.leave(line_texts.ASKED_TO_END)
