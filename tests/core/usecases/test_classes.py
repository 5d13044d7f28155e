"""Which classes can be synchronised, and what a run over some of them is over."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.errors import RegisterClosed, UserError
from core.messages import refusals
from core.model.answers import Cause
from core.model.livret import Livret
from core.model.records import Structure, Teacher
from core.model.runs import Scope
from core.model.views import StructureOverview, pupils_of
from core.usecases.classes import (
    Classes,
    all_classes,
    can_be_synchronised,
    known_classes,
    scope_of,
    with_register,
)
from core.usecases.precheck import Precheck, precheck
from tests.core.builders import a_pupil
from tests.core.memory import MemoryRegister, ine
from tests.core.school import CE1, CLAIRE, CM2, UAI, MemoryStore, a_session

NEW = Structure(2699, "CP", ())
YANN = Teacher(civility="M.", family_name="PRIGENT", first_name="Yann")
ROW_OF_CE1 = StructureOverview(CE1, members=frozenset({1}))
ROW_OF_CM2 = StructureOverview(CM2)


def a_store():
    return MemoryStore([Livret(1, a_pupil(ine=ine(1)))], (CE1, CM2))


def a_school(structures=(CE1, CM2), teachers=(CLAIRE,)):
    return a_session(a_store(), MemoryRegister([], structures, teachers))


async def test_lsun_knows_its_classes_without_be1d():
    assert await known_classes(a_store(), UAI) == Classes((ROW_OF_CE1, ROW_OF_CM2))


async def test_be1d_adds_its_new_classes_and_what_is_wrong_there():
    session = a_school((CE1, CM2, NEW), (CLAIRE, YANN))
    assert await all_classes(session) == Classes(
        (ROW_OF_CE1, ROW_OF_CM2, StructureOverview(NEW, is_new=True)),
        (NEW,),
        "À corriger d'abord dans Base Elèves 1er degré : classes sans enseignant : CM2, CP ;"
        " enseignants sans classe : M. Yann PRIGENT.",
    )


async def test_the_classes_that_are_known_already_are_not_read_again():
    known = Classes((ROW_OF_CM2,))
    found = await with_register(a_school((CM2,), None), known)
    assert found == known


async def test_a_register_that_is_silent_has_nothing_new_and_nothing_wrong():
    register: Any = MemoryRegister([], (NEW,), (YANN,))

    async def closed(_uai):
        raise RegisterClosed(Cause.UNREACHABLE)

    register.teachers = closed
    assert await precheck(register, UAI, {CE1.id}) == Precheck()


async def test_a_register_without_teachers_has_its_new_classes_and_no_anomaly():
    register = MemoryRegister([], (CE1, NEW), None)
    assert await precheck(register, UAI, {CE1.id}) == Precheck((NEW,))


def test_there_is_something_to_do_where_a_pupil_is_or_a_class_is_new():
    assert not can_be_synchronised([])
    assert not can_be_synchronised([ROW_OF_CM2])
    assert can_be_synchronised([ROW_OF_CM2, ROW_OF_CE1])
    assert can_be_synchronised([StructureOverview(NEW, is_new=True)])


BOTH = Classes((ROW_OF_CE1, ROW_OF_CM2, StructureOverview(NEW, is_new=True)), (NEW,))


@pytest.mark.parametrize(
    ("labels", "numbers", "new"),
    [
        ((), {CE1.id, CM2.id, NEW.id}, (NEW,)),
        (("ce1 à",), {CE1.id}, ()),
        (("CM2", "CP", "CM2"), {CM2.id, NEW.id}, (NEW,)),
    ],
    ids=["all", "one, written otherwise", "two, one of them twice"],
)
def test_a_run_is_over_the_classes_that_are_named_or_over_all(labels, numbers, new):
    assert scope_of(a_school(), BOTH, labels) == Scope(UAI, frozenset(numbers), new=new)


def test_a_class_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(UserError) as refused:
        scope_of(a_school(), BOTH, ["CE1 A", "CE1 B"])
    assert str(refused.value) == (
        "La classe « CE1 B » n'existe pas dans cette école. Ses classes sont : CE1 A, CM2, CP."
    )


def test_classes_without_a_pupil_are_not_synchronised():
    with pytest.raises(UserError) as refused:
        scope_of(a_school(), BOTH, ["CM2"])
    assert str(refused.value) == refusals.NO_PUPIL


def test_a_run_over_an_extraction_is_over_the_classes_that_it_covers():
    day = date(2026, 11, 3)
    session = replace(a_school(), covered=frozenset({CE1.id}), extracted_on=day)
    assert scope_of(session, BOTH, ()) == Scope(UAI, frozenset({CE1.id}), day)


def test_a_pupil_of_a_class_and_of_a_regroupement_counts_once():
    ulis = StructureOverview(Structure(3, "ULIS", ()), members=frozenset({1, 2}))
    assert pupils_of([ROW_OF_CE1, ulis]) == 2
