"""Whether BE1D is plainly down: for so long, whatever it was asked, it gave no usable answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

DOWN_AFTER = 30.0
"""Seconds without any usable answer after which nothing more is asked."""

IDLE_AFTER = 2.0
"""Seconds in which nothing is asked: what comes then has nothing to do with what was before."""


class Silence:
    """Counts what is asked in vain since the last usable answer; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._in_progress = 0
        self._ended_at = self._began_at = clock()
        self._in_vain: set[str] = set()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While something is asked, pauses and retries included."""
        if not self._in_progress and self._clock() - self._ended_at > IDLE_AFTER:
            self.answered()
        self._in_progress += 1
        try:
            yield
        finally:
            self._in_progress -= 1
            self._ended_at = self._clock()

    def answered(self) -> None:
        """There was a usable answer: a silence may begin from now on."""
        self._began_at = self._clock()
        self._in_vain.clear()

    def failed(self, question: str) -> bool:
        """There was none to this question; whether that makes it a silence.

        One question alone, however often it is asked, does not: it may be about one spoilt record.
        """
        self._in_vain.add(question)
        return len(self._in_vain) > 1 and self._clock() - self._began_at >= DOWN_AFTER
