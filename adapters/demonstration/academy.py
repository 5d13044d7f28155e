"""A synthetic academy: schools of one size, made when they are asked for; nobody in it is real."""

from dataclasses import dataclass

from adapters.be1d.stand_in.contents import RegisterContents
from adapters.demonstration.crowd import crowd, later
from core.model.identifiers import Uai
from core.model.school_contents import SchoolContents

_DEPARTEMENT = "096"  # no département has it
LARGEST = 9_999
"""Schools that a département has numbers for."""


@dataclass(frozen=True, slots=True)
class Academy:
    """So many schools, at most `LARGEST`, of so many pupils; each seed has other pupils.

    In BE1D this share of the pupils of each, `changed`, is no longer as LSUN has them.
    """

    schools: int
    pupils: int
    seed: int = 1
    changed: float = 0.0

    @property
    def uais(self) -> tuple[Uai, ...]:
        """The numbers of its schools."""
        return tuple(map(_uai, range(1, self.schools + 1)))

    def lsun(self, uai: Uai) -> SchoolContents:
        """The school as LSUN has it."""
        return crowd(self._seed_of(uai), self.pupils, uai)

    def be1d(self, uai: Uai) -> RegisterContents | None:
        """The school as BE1D has it; None when it is none of the academy's."""
        if not (uai.startswith(_DEPARTEMENT) and 1 <= _rank(uai) <= self.schools):
            return None
        return later(self.lsun(uai), self._seed_of(uai), self.changed)

    def _seed_of(self, uai: Uai) -> int:
        return self.seed + _rank(uai) - 1


def _uai(rank: int) -> Uai:
    digits = f"{_DEPARTEMENT}{rank:04}"
    return Uai(digits + Uai.control_letter(digits))


def _rank(uai: Uai) -> int:
    return int(uai[len(_DEPARTEMENT) : 7])
