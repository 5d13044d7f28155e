"""How far a simulation is."""

import time

from core.model.events import Decision, Event
from core.model.progress import Progress

_STEPS = 20
"""How often at most it is told: it is seen to go on, and a slow line carries little."""


class Meter:
    """Counts the pupils of a simulation who are foreseen, of so many."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._told = total, 0, 0
        self._started = time.monotonic()

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return Progress(self._done, self._total, time.monotonic() - self._started)

    def counts(self, event: Event) -> bool:
        """Count what is foreseen; whether there is something new to tell."""
        self._done += isinstance(event, Decision)
        step = self._done * _STEPS // self._total if self._total else 0
        is_new, self._told = step > self._told and self._done < self._total, step
        return is_new
