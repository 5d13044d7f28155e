"""The school as LSUN has it: what BE1D said at the beginning of the school year."""

from collections.abc import Iterator
from dataclasses import replace

from adapters.demonstration.bilan_contents import with_content
from adapters.demonstration.bilans import bilans
from adapters.demonstration.classes import (
    CE1_A,
    CE1_CE2_B,
    CM1,
    CM2,
    GS_CP,
    SCHOOL,
    STRUCTURES,
    TEACHERS,
    ULIS,
)
from adapters.demonstration.people import Name, People, Seat
from core.model.livret import Bilan
from core.model.records import Level, Pupil, Sex
from core.model.school_contents import SchoolContents


def _girl(first_name: str, family_name: str) -> Name:
    return Name((first_name,), family_name, Sex.FEMALE)


def _boy(first_name: str, family_name: str) -> Name:
    return Name((first_name,), family_name, Sex.MALE)


_SIZES = {
    Seat(GS_CP, Level.GS): 8,
    Seat(GS_CP, Level.CP): 16,
    Seat(CE1_A, Level.CE1): 22,
    Seat(CE1_CE2_B, Level.CE1): 6,
    Seat(CE1_CE2_B, Level.CE2): 18,
    Seat(CM1, Level.CM1): 26,
    Seat(CM2, Level.CM2): 26,
    Seat(ULIS, None): 9,
}

_NAMED = {
    Seat(GS_CP, Level.CP): (_girl("Rose", "AUBERT"),),
    Seat(CE1_A, Level.CE1): (
        _girl("Marie Claire", "DUPONT"),
        _girl("Jade", "MERCIER"),
        _boy("Raphaël", "FONTAINE"),
        _boy("Adam", "RENARD"),
        _boy("Noé", "LAMBERT"),
        _girl("Zoé", "ROYER"),
    ),
    Seat(CE1_CE2_B, Level.CE2): (
        _boy("Lucas", "FAURE"),
        _girl("Alice", "BONNET"),
        _boy("Nathan", "BARBIER"),
    ),
    Seat(CM1, Level.CM1): (
        _boy("Hugo", "GAUTIER"),
        _boy("Louis", "GIRARD"),
        _girl("Inès", "BLANCHARD"),
        _boy("Jules", "PERRIN"),
        _girl("Chloé", "MÉNARD"),
    ),
    Seat(CM2, Level.CM2): (
        _girl("Emma", "ROUSSEAU"),
        _girl("Léa", "CHEVALIER"),
        _girl("Camille", "MARCHAND"),
        _boy("Léo", "COLIN"),
        _boy("Gabin", "LECLERC"),
    ),
}
"""The pupils to whom something happened in BE1D since: see register.py."""

_WITHOUT_INE = {"Noé LAMBERT", "Inès BLANCHARD"}
_FIRST_PERIOD_LOCKED = {CE1_A.id, CM2.id}


def school(people: People) -> SchoolContents:
    """131 pupils in 6 classes, with 8 teachers and the bilans of three school years."""
    pupils = tuple((pupil, _bilans(pupil)) for pupil in _pupils(people))
    return SchoolContents(SCHOOL, STRUCTURES, TEACHERS, pupils)


def _pupils(people: People) -> Iterator[Pupil]:
    for seat, size in _SIZES.items():
        named = _NAMED.get(seat, ())
        for name in named:
            pupil = people.named(name, seat)
            yield replace(pupil, ine=None) if pupil.full_name in _WITHOUT_INE else pupil
        for _ in range(size - len(named)):
            yield people.anyone(seat)


def _bilans(pupil: Pupil) -> tuple[Bilan, ...]:
    first_period_locked = pupil.division.id in _FIRST_PERIOD_LOCKED
    born_in = pupil.birth_date.year
    return tuple(
        with_content(bilan, born_in)
        for bilan in bilans(born_in, first_period_locked=first_period_locked)
    )
