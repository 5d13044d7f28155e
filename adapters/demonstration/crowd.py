"""A synthetic school of any size, in LSUN and in BE1D a little later; nobody in it is real."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from adapters.be1d.stand_in.contents import RegisterContents
from adapters.demonstration.bilans import bilans
from adapters.demonstration.chance import Chance
from adapters.demonstration.households import Household, one_parent_or_two, two_parents
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
from adapters.demonstration.people import SECOND_FIRST_NAME, birthday, ine
from core.model.identifiers import Uai
from core.model.records import (
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
from core.model.school_contents import SchoolContents

_CLASS_SIZE = 25
_SIBLING = 0.2
_NAMES = min(len(GIRLS), len(BOYS))
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
    return SchoolContents(
        School(uai, f"École de {pupils} élèves"),
        structures,
        tuple(_teachers(chance, structures)),
        tuple(
            (pupil, tuple(bilans(pupil.birth_date.year, first_period_locked=True)))
            for pupil in _pupils(chance, pupils, structures)
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
                _changed(chance, pupil, contents.structures) if chance.happens(share) else pupil,
                Admission.FINAL,
            )
            for pupil, _ in contents.pupils
        ),
    )


def _structures(number: int) -> Iterator[Structure]:
    for rank in range(number):
        level = _LEVELS[rank % len(_LEVELS)]
        if rank and rank == number - 1:
            yield Structure(5001 + rank, "ULIS", ())
        else:
            yield Structure(5001 + rank, f"{rank + 1:02} {_LONG_LABELS[level]}", (level,))


def _pupils(chance: Chance, number: int, structures: Sequence[Structure]) -> Iterator[Pupil]:
    household = two_parents(chance, _family_name(0))
    for rank in range(number):
        family_name = _family_name(rank)
        # The pupil before may be a brother or a sister.
        if household.family_name != family_name or not chance.happens(_SIBLING):
            household = one_parent_or_two(chance)(chance, family_name)
        yield _pupil(chance, rank, structures[rank % len(structures)], household)


def _pupil(chance: Chance, rank: int, structure: Structure, household: Household) -> Pupil:
    sex = chance.one_of(tuple(Sex))
    names = GIRLS if sex is Sex.FEMALE else BOYS
    level = structure.levels[0] if structure.levels else None
    second = (chance.one_of(names),) if chance.happens(SECOND_FIRST_NAME) else ()
    return Pupil(
        ine=ine(chance, 980_000_000 + rank),
        family_name=household.family_name,
        first_names=(names[rank % _NAMES], *second),
        sex=sex,
        birth_date=birthday(chance, level or Level.CE2),
        birth_place=chance.one_of(BIRTH_PLACES),
        division=Division(structure.id, structure.label),
        level=level,
        addresses=household.addresses,
        guardians=household.guardians,
    )


def _family_name(rank: int) -> str:
    """Two names: no two pupils of one rank's family are called alike, and families are many."""
    half, other = divmod(rank // _NAMES, len(FAMILY_NAMES))
    return f"{FAMILY_NAMES[other]} {FAMILY_NAMES[half % len(FAMILY_NAMES)]}"


def _teachers(chance: Chance, structures: Sequence[Structure]) -> Iterator[Teacher]:
    """One for each class, and one more who teaches in two."""
    for structure in structures:
        yield _teacher(chance, structure.id, (structure.id,))
    if len(structures) > 1:
        yield _teacher(chance, 5000, (structures[0].id, structures[1].id))


def _teacher(chance: Chance, number: int, taught: tuple[int, ...]) -> Teacher:
    civility, first_names = chance.one_of((("M.", FATHERS), ("MME", MOTHERS)))
    return Teacher(
        civility=civility,
        family_name=f"{chance.one_of(FAMILY_NAMES)} {number}",
        first_name=chance.one_of(first_names),
        structures=taught,
    )


def _changed(chance: Chance, pupil: Pupil, structures: Sequence[Structure]) -> Pupil:
    first, *others = pupil.guardians
    phones = replace(first.phones, work=f"01 99 00 {chance.below(100):02} 12")
    postcode, town = chance.one_of(TOWNS)
    lines = (f"{61 + chance.below(60)} {chance.one_of(STREETS)}",)
    home = Address(lines=lines, postcode=postcode, town=town, country="France")
    elsewhere = [structure for structure in structures if structure.id != pupil.division.id]
    other = chance.one_of(elsewhere or structures)
    return chance.one_of(
        (
            replace(pupil, family_name=f"{pupil.family_name}T"),
            replace(pupil, addresses=(home,)),
            replace(pupil, guardians=(replace(first, email="nouveau@example.org"), *others)),
            replace(pupil, guardians=(replace(first, phones=phones), *others)),
            replace(pupil, division=Division(other.id, other.label)),
        )
    )
