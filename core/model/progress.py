"""How far a run is, how fast it goes and how long it still takes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` pupils of `total` in `elapsed` seconds."""

    done: int
    total: int
    elapsed: float

    @property
    def share(self) -> float:
        """From 0 to 1; an empty run is done."""
        return self.done / self.total if self.total else 1.0

    @property
    def rate(self) -> float:
        """Pupils a second, on average since the start; 0 before anything is known."""
        return self.done / self.elapsed if self.elapsed else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Time left at this rate; None while nothing is known."""
        return (self.total - self.done) / self.rate if self.rate else None
