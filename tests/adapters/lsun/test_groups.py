"""Regroupements: their pupils have a class too, and are synchronised through either."""

from dataclasses import replace

import pytest

from adapters.lsun.store import LsunStore
from core.model.answers import Found
from core.model.records import Admission, Division, Registration, Roll, Structure
from core.model.runs import Scope
from core.model.views import pupils_of
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import CE1_A, CONTENTS, DUPONT, NOW, PETIT, UAI, WHOLE_SCHOOL
from tests.core.builders import a_pupil, record_one
from tests.core.memory import ine

ULIS = Structure(7, "ULIS école", (), is_group=True)
IN_ULIS = replace(DUPONT, groups=(Division(7, "ULIS école"),))
SCHOOL = replace(
    CONTENTS,
    structures=(*CONTENTS.structures, ULIS),
    pupils=((IN_ULIS, CONTENTS.pupils[0][1]), *CONTENTS.pupils[1:]),
)
OF_ULIS = Scope(UAI, frozenset({ULIS.id}))


@pytest.fixture
async def store(url):
    async with LsunStore.open(url, clock=lambda: NOW) as opened:
        await opened.fill(SCHOOL)
        yield opened


async def the_pupils(store, scope):
    return [livret.pupil for livret in await store.in_scope(scope)]


async def test_a_pupil_comes_back_with_his_regroupements(store):
    assert IN_ULIS in await store.pupils(UAI)


async def test_a_run_over_a_regroupement_covers_its_pupils_whatever_their_class(store):
    assert await the_pupils(store, OF_ULIS) == [IN_ULIS]


async def test_a_regroupement_is_shown_with_its_pupils_and_nobody_counts_twice(store):
    overview = await store.overview(UAI)
    [row] = [row for row in overview.structures if row.structure == ULIS]
    assert row.pupils == 1
    assert pupils_of(overview.structures) == 3


async def test_a_regroupement_that_lsun_lacks_is_created_as_one(store):
    choir = Division(8, "Chorale")
    joined = replace(PETIT, groups=(choir,))
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    [livret] = [livret for livret in await store.pending(run) if livret.pupil == PETIT]
    answer = Found(Registration(joined, Admission.FINAL))
    await record_one(store, run, livret.id, lambda item: decide(item, answer))
    assert await the_pupils(store, Scope(UAI, frozenset({8}))) == [joined]
    structures = [row.structure for row in (await store.overview(UAI)).structures]
    assert Structure(8, "Chorale", (), is_group=True) in structures


async def test_who_leaves_a_regroupement_is_updated(store):
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    [livret] = [livret for livret in await store.pending(run) if livret.pupil == IN_ULIS]
    answer = Found(Registration(DUPONT, Admission.FINAL))
    decision = await record_one(store, run, livret.id, lambda item: decide(item, answer))
    assert [(change.label, change.before, change.after) for change in decision.changes] == [
        ("Regroupements", "ULIS école", "")
    ]
    assert await the_pupils(store, OF_ULIS) == []


async def test_who_joins_a_regroupement_is_taken_up_from_his_class(store):
    run = await store.start_run(OF_ULIS, "Testeur")
    joined = replace(PETIT, groups=IN_ULIS.groups)
    roll = [Registration(item, Admission.FINAL) for item in (IN_ULIS, joined)]
    [arrived] = await store.record_arrivals(run, [Roll(ULIS, tuple(roll))])
    assert (arrived.admitted, len(arrived.moved_in)) == ((), 1)
    assert PETIT in [livret.pupil for livret in await store.pending(run)]


async def test_a_new_pupil_of_a_regroupement_is_admitted_in_his_class(store):
    run = await store.start_run(OF_ULIS, "Testeur")
    new = a_pupil(ine=ine(9), family_name="NEUF", division=CE1_A, groups=IN_ULIS.groups)
    roll = Roll(ULIS, (Registration(new, Admission.FINAL),))
    [arrived] = await store.record_arrivals(run, [roll])
    assert arrived.admitted == (new,)
    assert new in await the_pupils(store, OF_ULIS)
