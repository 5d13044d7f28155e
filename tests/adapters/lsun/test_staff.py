"""The teachers of the store, under the rule of locked bilans."""

from dataclasses import replace
from datetime import date

import pytest

from adapters.lsun.teachers import known_teachers
from core.model.bilans import Period, Signatory
from core.model.records import Teacher
from core.model.runs import Scope
from tests.adapters.lsu.builders import a_content, a_periodic
from tests.adapters.lsun.conftest import DUPONT, UAI, WHOLE_SCHOOL

CLAIRE = Teacher(civility="MME", family_name="VALLÉE", first_name="Claire", structures=(1, 2))
YANN = Teacher(civility="M.", family_name="PRIGENT", first_name="Yann", structures=(1,))
NEW = Teacher(civility="MME", family_name="NEUF", first_name="Julie", structures=(2, 3))
THIS_PERIOD = Period(date(2026, 9, 1), date(2026, 12, 18))
FORMER_PERIOD = Period(date(2026, 3, 1), date(2026, 7, 4))
NAMES_YANN = (Signatory(civility="M", family_name="PRIGENT", first_name="Yann"),)


async def staff(store):
    found = await store._transact(store._only_reads, lambda reading: known_teachers(reading, UAI))
    return {item.teacher.full_name: item.teacher.structures for item in found}


async def test_teachers_are_added_attached_and_detached(store):
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    from_register = (replace(CLAIRE, structures=(1,)), YANN, NEW)
    foreseen = await store.teacher_decisions(WHOLE_SCHOOL, from_register)
    assert await store.record_teachers(run, from_register) == foreseen
    assert await staff(store) == {
        "Mme Claire VALLÉE": (1,),
        "M. Yann PRIGENT": (1,),
        "Mme Julie NEUF": (2, 3),
    }
    assert await store.record_teachers(run, from_register) == ()
    assert not (await store.open_lists(run)).teachers


async def test_a_teacher_who_is_gone_is_kept_without_a_class(store):
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    await store.record_teachers(run, [CLAIRE])
    assert (await staff(store))["M. Yann PRIGENT"] == ()


async def test_a_teacher_is_renamed_in_place(store):
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    await store.record_teachers(run, [replace(CLAIRE, first_name="Clara"), YANN])
    assert await staff(store) == {"Mme Clara VALLÉE": (1, 2), "M. Yann PRIGENT": (1,)}


async def test_the_links_of_other_classes_are_left_as_they_are(store):
    run = await store.start_run(Scope(UAI, frozenset({2})), "Testeur")
    await store.record_teachers(run, [replace(CLAIRE, structures=())])
    assert await staff(store) == {"Mme Claire VALLÉE": (1,), "M. Yann PRIGENT": (1,)}


@pytest.mark.parametrize(
    ("period", "locked", "stays"),
    [(THIS_PERIOD, True, True), (FORMER_PERIOD, True, False), (THIS_PERIOD, False, False)],
    ids=["locked this period", "locked in a former period", "not locked"],
)
async def test_a_locked_bilan_of_the_current_period_keeps_the_teacher_it_names(
    store, period, locked, stays
):
    bilan = a_periodic(content=a_content(period=period, teachers=NAMES_YANN), number=1)
    if not locked:
        bilan = replace(bilan, locked_at=None)
    await store.file_bilans(UAI, [(DUPONT.ine, replace(bilan, school_year=2026))])
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    [decision] = await store.record_teachers(run, [CLAIRE])
    assert bool(decision.kept) is stays
    assert ((await staff(store))["M. Yann PRIGENT"] == (1,)) is stays
