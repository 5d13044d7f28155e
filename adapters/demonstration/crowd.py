"""A synthetic school of any size, in LSUN and in BE1D a little later; nobody in it is real."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from string import ascii_uppercase

from adapters.be1d.stand_in.contents import RegisterContents
from adapters.demonstration.bilans import bilans
from adapters.demonstration.chance import Chance
from adapters.demonstration.classes import THIS_YEAR
from adapters.demonstration.households import single_parent, two_parents
from adapters.demonstration.names import (
    BIRTH_PLACES,
    BOYS,
    FAMILY_NAMES,
    FATHERS,
    GIRLS,
    MOTHERS,
    STREETS,
    TOWNS,
)
from adapters.lsun.contents import SchoolContents
from core.identifiers import Ine, Uai
from core.records import (
    Address,
    Admission,
    Division,
    Level,
    Pupil,
    Registration,
    School,
    Sex,
    Structure,
    Teacher,
)

_CLASS_SIZE = 25
_LEVELS = (Level.CP, Level.CE1, Level.CE2, Level.CM1, Level.CM2)
_LONG_LABELS = {
    Level.CP: "COURS PREPARATOIRE",
    Level.CE1: "COURS ELEMENTAIRE 1ERE ANNEE",
    Level.CE2: "CE2",
    Level.CM1: "COURS MOYEN 1",
    Level.CM2: "CM2",
}


def crowd(seed: int, pupils: int, uai: Uai) -> SchoolContents:
    """So many pupils in classes of some 25, with their families, teachers and bilans."""
    chance = Chance(seed)
    structures = tuple(_structures(1 + (pupils - 1) // _CLASS_SIZE))
    everyone = (_pupil(chance, rank, structures[rank % len(structures)]) for rank in range(pupils))
    return SchoolContents(
        School(uai, f"École de {pupils} élèves"),
        structures,
        tuple(_teacher(chance, structure) for structure in structures),
        tuple(
            (pupil, tuple(bilans(pupil.birth_date.year, first_period_locked=True)))
            for pupil in everyone
        ),
    )


def later(contents: SchoolContents, seed: int, share: float) -> RegisterContents:
    """BE1D a little later: this share of the pupils changed in something that extractions hold."""
    chance = Chance(seed)
    return RegisterContents(
        contents.school,
        contents.structures,
        contents.teachers,
        tuple(
            Registration(
                _changed(chance, pupil) if chance.happens(share) else pupil, Admission.FINAL
            )
            for pupil, _ in contents.pupils
        ),
    )


def _structures(number: int) -> Iterator[Structure]:
    for rank in range(number):
        level = _LEVELS[rank % len(_LEVELS)]
        yield Structure(5001 + rank, f"{rank + 1:02} {_LONG_LABELS[level]}", (level,))


def _pupil(chance: Chance, rank: int, structure: Structure) -> Pupil:
    sex = chance.one_of(tuple(Sex))
    first_names = GIRLS if sex is Sex.FEMALE else BOYS
    # Two family names from the rank: no two pupils are called alike, however many there are.
    half, other = divmod(rank // len(first_names), len(FAMILY_NAMES))
    family_name = f"{FAMILY_NAMES[other]} {FAMILY_NAMES[half % len(FAMILY_NAMES)]}"
    [level] = structure.levels
    year = THIS_YEAR - 2 - list(Level).index(level)
    parents = single_parent if chance.happens(0.15) else two_parents
    household = parents(chance, family_name)
    letters = chance.one_of(ascii_uppercase) + chance.one_of(ascii_uppercase)
    return Pupil(
        ine=Ine(f"{980_000_000 + rank}{letters}"),
        family_name=family_name,
        first_names=(first_names[rank % len(first_names)],),
        sex=sex,
        birth_date=date(year, 1, 1) + timedelta(days=chance.below(365)),
        birth_place=chance.one_of(BIRTH_PLACES),
        division=Division(structure.id, structure.label),
        level=level,
        addresses=household.addresses,
        guardians=household.guardians,
    )


def _teacher(chance: Chance, structure: Structure) -> Teacher:
    civility, first_names = chance.one_of((("M.", FATHERS), ("MME", MOTHERS)))
    return Teacher(
        civility=civility,
        family_name=f"{chance.one_of(FAMILY_NAMES)} {structure.id}",
        first_name=chance.one_of(first_names),
        structures=(structure.id,),
    )


def _changed(chance: Chance, pupil: Pupil) -> Pupil:
    change = chance.one_of((_renamed, _moved, _reached_otherwise))
    return change(chance, pupil)


def _renamed(_chance: Chance, pupil: Pupil) -> Pupil:
    return replace(pupil, family_name=f"{pupil.family_name}T")


def _moved(chance: Chance, pupil: Pupil) -> Pupil:
    postcode, town = chance.one_of(TOWNS)
    lines = (f"{61 + chance.below(60)} {chance.one_of(STREETS)}",)
    home = Address(lines=lines, postcode=postcode, town=town, country="France")
    return replace(pupil, addresses=(home,))


def _reached_otherwise(_chance: Chance, pupil: Pupil) -> Pupil:
    first, *others = pupil.guardians
    return replace(pupil, guardians=(replace(first, email="nouveau@example.org"), *others))
