"""A change that was made, or that a simulation foresees."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tense:
    """How a change is said: as done, or as foreseen by a simulation."""

    singular: str
    plural: str
    no_longer: str


DONE = Tense("a été", "ont été", "n'est plus")
FORESEEN = Tense("serait", "seraient", "ne serait plus")
