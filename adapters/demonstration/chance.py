"""Chance that falls the same way on every machine."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

_Thing = TypeVar("_Thing")


class Chance:
    """Draws from one seed.

    They rely on `Random.random` alone: Python promises its sequence from one version to the next,
    and promises nothing of `choice`, `sample` or `randrange`.
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random  # noqa: S311 - nothing here is a secret

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` - 1."""
        return int(self._random() * limit)

    def happens(self, probability: float) -> bool:
        """Whether something of this probability (0 to 1) comes to pass."""
        return self._random() < probability

    def one_of(self, things: Sequence[_Thing]) -> _Thing:
        """Any of these things, all equally likely."""
        return things[self.below(len(things))]
