"""Whether BE1D is plainly down: for so long, whatever it was asked, it gave no usable answer."""

from collections.abc import Callable

DOWN_AFTER = 30.0
"""Seconds without any usable answer after which nothing more is asked."""


class Silence:
    """Counts failures since the last usable answer; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._asked_at: float | None = None
        self._failures = 0

    def asked(self) -> None:
        """Something is asked; the first time since an answer is when a silence may begin."""
        if self._asked_at is None:
            self._asked_at = self._clock()

    def answered(self) -> None:
        """There was a usable answer."""
        self._asked_at, self._failures = None, 0

    def failed(self) -> bool:
        """There was none; whether that makes it a silence. One alone, however long, does not."""
        self._failures += 1
        since = self._clock() if self._asked_at is None else self._asked_at
        return self._failures > 1 and self._clock() - since >= DOWN_AFTER
