from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from adapters.lsun.store import LsunStore
from core.model.identifiers import Uai
from core.model.livret import Livret
from core.model.records import Division, School, Structure, Teacher
from core.model.runs import RunState, Scope
from core.model.school_contents import SchoolContents
from tests.adapters.lsun.conftest import (
    CM2,
    CONTENTS,
    CYCLE,
    DUPONT,
    NO_INE,
    NOW,
    PETIT,
    UAI,
    WHOLE_SCHOOL,
)
from tests.core.builders import a_locked_bilan, a_pupil
from tests.core.memory import ine

OTHER_SCHOOL = Uai("0350760L")


async def test_the_schools_of_the_store_are_listed(store):
    assert await store.schools() == (School(UAI, "École des Tilleuls"),)


async def test_a_livret_comes_back_as_it_went_in_every_field_of_it(store):
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    by_name = {livret.pupil.family_name: livret for livret in await store.pending(run)}
    assert by_name["DUPONT"].pupil == DUPONT
    assert by_name["BERNARD"].pupil == NO_INE
    assert by_name["PETIT"].pupil == PETIT
    assert by_name["DUPONT"].bilans == (CYCLE, a_locked_bilan())


async def test_a_run_covers_the_pupils_of_its_structures_alone(store):
    run = await store.start_run(Scope(UAI, frozenset({CM2.id})), "Testeur")
    assert [livret.pupil.family_name for livret in await store.pending(run)] == ["PETIT"]


async def test_a_structure_is_shown_with_its_teachers_and_its_number_of_pupils(store):
    overview = await store.overview(UAI)
    assert [
        (row.structure.label, row.structure.levels, row.teachers, row.pupils)
        for row in overview.structures
    ] == [
        ("CE1 A", ("CE1",), ("M. Yann PRIGENT", "Mme Claire VALLÉE"), 2),
        ("CM2", ("CM2",), ("Mme Claire VALLÉE",), 1),
        ("ULIS", (), (), 0),
    ]


async def test_a_structure_is_synchronised_when_a_run_over_it_is_complete(store):
    await store.finish(
        await store.start_run(Scope(UAI, frozenset({1})), "Testeur"), RunState.COMPLETE
    )
    overview = await store.overview(UAI)
    assert [row.synchronised_at for row in overview.structures] == [NOW, None, None]


@pytest.mark.parametrize("state", [RunState.STOPPED, RunState.SUSPENDED, RunState.RUNNING])
async def test_a_run_that_is_not_complete_synchronises_no_structure(store, state):
    await store.finish(await store.start_run(WHOLE_SCHOOL, "Testeur"), state)
    overview = await store.overview(UAI)
    assert {row.synchronised_at for row in overview.structures} == {None}


async def test_reopening_finds_what_was_written(store, url):
    async with LsunStore.open(url) as again:
        assert await again.overview(UAI) == await store.overview(UAI)


@contextmanager
def counted_statements():
    statements = []

    def count(_connection, _cursor, statement, *_rest):
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    yield statements
    event.remove(Engine, "before_cursor_execute", count)


async def statements_for(url, uai, number_of_pupils):
    pupils = tuple(
        (a_pupil(ine=ine(number), division=CM2), (a_locked_bilan(),))
        for number in range(1, number_of_pupils + 1)
    )
    school = replace(CONTENTS.school, uai=uai)
    contents = SchoolContents(school, CONTENTS.structures, CONTENTS.teachers, pupils)
    async with LsunStore.open(url) as store:
        await store.fill(contents)
        run = await store.start_run(replace(WHOLE_SCHOOL, uai=uai), "Testeur")
        with counted_statements() as statements:
            livrets = await store.pending(run)
            await store.overview(uai)
            await store.results(run)
        assert all(isinstance(livret, Livret) for livret in livrets)
        assert len(livrets) == number_of_pupils
        return len(statements)


async def test_reading_a_larger_school_takes_no_more_statements(url):
    few = await statements_for(url, UAI, 2)
    many = await statements_for(url, OTHER_SCHOOL, 60)
    assert few == many


async def test_what_is_listed_is_in_the_order_of_the_french_whatever_the_database_has(url):
    labels = ["Éveil", "CP b", "CP A", "ULIS", "été"]
    names = ["Zola", "ÉLUARD", "Eluard", "abd", "Dupont"]
    structures = tuple(Structure(n, label, ()) for n, label in enumerate(labels, 1))
    teachers = tuple(
        Teacher(civility="M.", family_name=name, first_name="Luc", structures=(1,))
        for name in names
    )
    pupils = tuple(
        (a_pupil(ine=ine(n), family_name=name, division=Division(1, "Éveil")), ())
        for n, name in enumerate(names, 1)
    )
    async with LsunStore.open(url) as store:
        for uai, name in ((OTHER_SCHOOL, "Zola"), (UAI, "Éluard"), (Uai("0942434K"), "du Bourg")):
            await store.fill(SchoolContents(School(uai, name), structures, teachers, pupils))
        in_order = ["abd", "Dupont", "Eluard", "ÉLUARD", "Zola"]
        overview = await store.overview(UAI)
        run = await store.start_run(Scope(UAI, frozenset({1, 2, 3, 4, 5})), "Testeur")
        lists = await store.open_lists(run)
        assert [school.name for school in await store.schools()] == ["du Bourg", "Éluard", "Zola"]
        assert [pupil.family_name for pupil in await store.pupils(UAI)] == in_order
        assert [each.name.split()[-1] for each in await store.results(run)] == in_order
        assert [each.split()[-1] for each in overview.structures[3].teachers] == in_order
        assert [row.structure.label for row in overview.structures] == [
            *("CP A", "CP b", "été", "Éveil", "ULIS"),
        ]
        assert [each.label for each in lists.structures] == [
            row.structure.label for row in overview.structures
        ]
