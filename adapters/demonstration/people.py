"""Pupils, drawn with their families."""

from dataclasses import dataclass
from datetime import date, timedelta
from string import ascii_uppercase

from adapters.demonstration.chance import Chance
from adapters.demonstration.classes import THIS_YEAR
from adapters.demonstration.households import Household, one_parent_or_two, two_parents
from adapters.demonstration.names import BIRTH_PLACES, BOYS, FAMILY_NAMES, GIRLS
from core.model.identifiers import Ine
from core.model.records import Division, Level, Pupil, Sex, Structure

SECOND_FIRST_NAME = 0.3
"""The probability (0 to 1) that a pupil has two first names."""

_JOINS_A_FAMILY = 0.25
_FIRST_NAMES = {Sex.FEMALE: GIRLS, Sex.MALE: BOYS}


def birthday(chance: Chance, level: Level) -> date:
    """A day of the year in which the pupils of this level were born."""
    year = THIS_YEAR - 2 - list(Level).index(level)
    return date(year, 1, 1) + timedelta(days=chance.below(365))


def ine(chance: Chance, number: int) -> Ine:
    """An INE of these nine digits; chance gives its letters."""
    letters = chance.one_of(ascii_uppercase) + chance.one_of(ascii_uppercase)
    return Ine(f"{number}{letters}")


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a class: that class, and the level of the pupil (none in a ULIS)."""

    structure: Structure
    level: Level | None


@dataclass(frozen=True, slots=True)
class Name:
    """Names and sex of a pupil."""

    first_names: tuple[str, ...]
    family_name: str
    sex: Sex


class People:
    """The pupils of one demonstration: no two have the same INE; chance gives no name twice."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._only_child_born_in: dict[Household, int] = {}
        self._taken: set[tuple[str, str]] = set()
        self._last_ine = 990_000_000

    def named(self, name: Name, seat: Seat) -> Pupil:
        """This pupil, an only child with two parents."""
        household = two_parents(self._chance, name.family_name)
        return self._pupil(name, household, self._birthday(seat.level), seat)

    def anyone(self, seat: Seat) -> Pupil:
        """Some other pupil, who may have a brother or a sister born in another year."""
        birthday = self._birthday(seat.level)
        household = self._household(birthday.year)
        return self._pupil(self._name(household.family_name), household, birthday, seat)

    def _pupil(self, name: Name, household: Household, birthday: date, seat: Seat) -> Pupil:
        return Pupil(
            ine=self._ine(),
            family_name=name.family_name,
            first_names=name.first_names,
            sex=name.sex,
            birth_date=birthday,
            birth_place=self._chance.one_of(BIRTH_PLACES),
            division=Division(seat.structure.id, seat.structure.label),
            level=seat.level,
            addresses=household.addresses,
            guardians=household.guardians,
        )

    def _birthday(self, level: Level | None) -> date:
        """A day of the year in which the pupils of this level were born; all ages in a ULIS."""
        of_age = level or self._chance.one_of((Level.CE1, Level.CE2, Level.CM1, Level.CM2))
        return birthday(self._chance, of_age)

    def _household(self, born_in: int) -> Household:
        only_children = self._only_child_born_in
        families = [family for family, year in only_children.items() if year != born_in]
        if families and self._chance.happens(_JOINS_A_FAMILY):
            household = self._chance.one_of(families)
            del only_children[household]
            return household
        parents = one_parent_or_two(self._chance)
        household = parents(self._chance, self._chance.one_of(FAMILY_NAMES))
        only_children[household] = born_in
        return household

    def _name(self, family_name: str) -> Name:
        sex = self._chance.one_of(tuple(Sex))
        names = _FIRST_NAMES[sex]
        free = [name for name in names if (name, family_name) not in self._taken]
        first = self._chance.one_of(free)
        self._taken.add((first, family_name))
        if not self._chance.happens(SECOND_FIRST_NAME):
            return Name((first,), family_name, sex)
        second = self._chance.one_of([name for name in names if name != first])
        return Name((first, second), family_name, sex)

    def _ine(self) -> Ine:
        self._last_ine += 1 + self._chance.below(5_000)
        return ine(self._chance, self._last_ine)
