"""How long a process has nothing to do but wait for BE1D."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Waiting:
    """Counts the seconds in which an answer at least was awaited, less those of computing.

    However many answers are awaited at once, a second counts once. `clock` gives seconds, and
    `busy` those that this process has computed since it began.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        busy: Callable[[], float] = time.process_time,
    ) -> None:
        self._clock, self._busy = clock, busy
        self._awaited = 0
        self._began = (0.0, 0.0)
        self._ended = 0.0

    @contextmanager
    def answer(self) -> Iterator[None]:
        """While an answer is awaited."""
        if not self._awaited:
            self._began = self._clock(), self._busy()
        self._awaited += 1
        try:
            yield
        finally:
            self._awaited -= 1
            if not self._awaited:
                self._ended += self._since_it_began()

    @property
    def seconds(self) -> float:
        """How long it was in all."""
        return self._ended + (self._since_it_began() if self._awaited else 0.0)

    def _since_it_began(self) -> float:
        began, busy = self._began
        # Several threads may compute at once: nobody waits less than not at all.
        return max(self._clock() - began - (self._busy() - busy), 0.0)
