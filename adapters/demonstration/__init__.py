"""A synthetic school, in LSUN and in BE1D, that shows every row of the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.be1d.stand_in.contents import RegisterContents
from adapters.demonstration.chance import Chance
from adapters.demonstration.people import People
from adapters.demonstration.register import failures, register
from adapters.demonstration.school import school
from core.model.identifiers import Ine
from core.model.school_contents import SchoolContents


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A school as LSUN has it, and as BE1D has it a few weeks later.

    `faults` says about whom BE1D fails to answer, and how many times; None is for ever.
    """

    lsun: SchoolContents
    be1d: RegisterContents
    faults: Mapping[Ine, int | None]


def demonstration(seed: int = 2026) -> Demonstration:
    """The demonstration of this seed: the same on every machine, nobody in it is real."""
    people = People(Chance(seed))
    lsun = school(people)
    return Demonstration(lsun, register(lsun, people), failures(lsun))
