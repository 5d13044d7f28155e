"""Families: who is responsible for a child, and where they live and are reached."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from adapters.demonstration.chance import Chance
from adapters.demonstration.names import FAMILY_NAMES, FATHERS, MOTHERS, STREETS, TOWNS
from core.model.records import Address, Guardian, Phones
from core.text import without_accents

_SINGLE_PARENT = 0.15
_LIVING_APART = 0.15
_WITH_A_LANDLINE = 0.4
_PARENTS = {"Mère": ("MME", MOTHERS), "Père": ("M.", FATHERS)}


@dataclass(frozen=True, slots=True)
class Household:
    """The guardians that brothers and sisters share, and the family name of the children."""

    family_name: str
    guardians: tuple[Guardian, ...]

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Each address once: parents who live apart have two."""
        return tuple(dict.fromkeys(guardian.address for guardian in self.guardians))


def one_parent_or_two(chance: Chance) -> Callable[[Chance, str], Household]:
    """What makes the next household: two parents, most of the time."""
    return _single_parent if chance.happens(_SINGLE_PARENT) else two_parents


def _single_parent(chance: Chance, family_name: str) -> Household:
    """A mother alone with her children."""
    return Household(family_name, (_mother(chance, family_name, _address(chance)),))


def two_parents(chance: Chance, family_name: str) -> Household:
    """A mother and a father, most of the time under one roof."""
    home = _address(chance)
    elsewhere = _address(chance) if chance.happens(_LIVING_APART) else home
    mother = _mother(chance, family_name, home)
    father = _parent(chance, "Père", family_name, elsewhere)
    return Household(family_name, (mother, father))


def _mother(chance: Chance, family_name: str, address: Address) -> Guardian:
    mother = _parent(chance, "Mère", family_name, address)
    return replace(mother, family_name=chance.one_of(FAMILY_NAMES), usual_name=family_name)


def _parent(chance: Chance, kinship: str, family_name: str, address: Address) -> Guardian:
    civility, first_names = _PARENTS[kinship]
    first_name = chance.one_of(first_names)
    return Guardian(
        civility=civility,
        family_name=family_name,
        first_name=first_name,
        kinship=kinship,
        custody=True,
        address=address,
        email=_email(first_name, family_name),
        phones=_phones(chance),
    )


def _address(chance: Chance) -> Address:
    postcode, town = chance.one_of(TOWNS)
    line = f"{1 + chance.below(60)} {chance.one_of(STREETS)}"
    return Address(lines=(line,), postcode=postcode, town=town, country="France")


def _email(first_name: str, family_name: str) -> str:
    return f"{without_accents(first_name)}.{without_accents(family_name)}@example.fr"


def _phones(chance: Chance) -> Phones:
    """Numbers of the ranges that the ARCEP keeps for works of fiction."""
    home = _number(chance, "02 61 91") if chance.happens(_WITH_A_LANDLINE) else ""
    return Phones(home=home, mobile=_number(chance, "06 39 98"))


def _number(chance: Chance, start: str) -> str:
    return f"{start} {chance.below(100):02} {chance.below(100):02}"
