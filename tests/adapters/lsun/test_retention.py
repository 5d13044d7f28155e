"""Archives in a real file: what proves them unaltered, and how they are deleted."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from core.errors import StoreError, UserError
from core.model.answers import Found
from core.model.identifiers import Ine, Uai
from core.model.records import Admission, Registration, School
from core.model.runs import Scope
from core.model.school_contents import SchoolContents
from core.model.users import Role, User
from core.rules.decisions import decide
from core.rules.guard import Limits
from core.usecases.purge import deletable_archives, purge
from core.usecases.workspace import Policy, Workspace
from tests.adapters.lsun.conftest import CE1_A, CONTENTS, IN_A_FILE, UAI
from tests.core.builders import a_locked_bilan, a_pupil, record_one
from tui.composition.files import LocalFiles

RECENT = a_locked_bilan()
OLD = replace(RECENT, school_year=2015)
OTHER_SCHOOL = Uai("0350760L")
TODAY = date(2026, 11, 24)
DIRECTOR = User("Mme Legrand", Role.DIRECTOR)


def a_school(uai, number):
    """A school where one pupil's bilan is recent and another's is past its time."""
    pupils = [
        a_pupil(ine=Ine(f"{number + rank:09}AB"), division=CE1_A, family_name=name)
        for rank, name in enumerate(("RECENT", "OLD"))
    ]
    bilans = ((RECENT,), (OLD,))
    [_, ce1_a, _] = CONTENTS.structures
    with_bilans = tuple(zip(pupils, bilans, strict=True))
    return SchoolContents(School(uai, "Une école"), (ce1_a,), (), with_bilans)


@pytest.fixture
async def archived(store):
    """Both pupils of another school, and both of one more, archived by a run of their school."""
    for uai, number in ((OTHER_SCHOOL, 500), (Uai("0942434K"), 700)):
        await store.fill(a_school(uai, number))
        run = await store.start_run(Scope(uai, frozenset({CE1_A.id})), "Testeur")
        for livret in await store.pending(run):
            moved = replace(livret.pupil, birth_place="Nantes")
            answer = Found(Registration(moved, Admission.FINAL))
            await record_one(store, run, livret.id, partial(decide, answer=answer))
    return store


@pytest.fixture
def alter(sql, kind, drop_trigger):
    """Changes archives beside the program, as who has the database could."""

    def change(livret):
        drop_trigger("archives_are_never_changed", "archives")
        column = "TEXT" if kind == "sqlite" else "JSON"
        whole = livret.replace("livret", "CAST(livret AS TEXT)")
        sql(f"UPDATE archives SET livret = CAST({whole} AS {column})")

    return change


def workspace_of(user, store):
    """Where this user has that other school at hand."""
    policy = Policy(at_once=1, limits=Limits())
    return Workspace(store, None, LocalFiles(), user, policy, wanted_school=OTHER_SCHOOL)


def names(archives):
    return [archive.livret.pupil.family_name for archive in archives]


async def test_the_archives_of_one_school_are_listed_oldest_first(archived):
    assert names(await archived.all_archives(OTHER_SCHOOL)) == ["OLD", "RECENT"]
    assert await archived.all_archives(UAI) == ()


async def test_those_past_their_time_are_deleted_and_nothing_else_is(archived, sql):
    before = sql("SELECT * FROM archives ORDER BY id")
    results = sql("SELECT run, pupil, outcome, changes, archived FROM run_pupils ORDER BY pupil")
    workspace = workspace_of(DIRECTOR, archived)
    past = await deletable_archives(workspace, TODAY)
    assert names(past) == ["OLD"]
    await purge(workspace, past)
    gone = past[0].id
    assert sql("SELECT * FROM archives ORDER BY id") == [row for row in before if row[0] != gone]
    assert sql("SELECT count(*) FROM run_pupils WHERE archive IS NULL AND archived") == [(1,)]
    assert results == sql(
        "SELECT run, pupil, outcome, changes, archived FROM run_pupils ORDER BY pupil"
    )


async def test_who_may_not_delete_deletes_nothing_and_is_journalled(archived, sql):
    before = sql("SELECT * FROM archives")
    workspace = workspace_of(User("Un tiers", Role.SUPPORT), archived)
    past = await deletable_archives(workspace, TODAY)
    with pytest.raises(UserError, match=r"Votre rôle \(assistance\) ne permet pas"):
        await purge(workspace, past)
    assert sql("SELECT * FROM archives") == before
    assert sql("SELECT school, done_by, role, action, allowed FROM journal") == [
        (OTHER_SCHOOL, "Un tiers", "assistance", "supprimer des archives", 0)
    ]


async def test_archives_are_deleted_together_or_not_at_all(archived, sql, fail_on):
    archives = await archived.all_archives(OTHER_SCHOOL)
    fail_on("DELETE", "archives", f"OLD.id = {archives[-1].id}")
    before = sql("SELECT * FROM archives"), sql("SELECT * FROM run_pupils")
    with pytest.raises(StoreError):
        await archived.delete_archives(archives)
    assert (sql("SELECT * FROM archives"), sql("SELECT * FROM run_pupils")) == before


async def test_an_archive_as_it_was_written_is_intact(archived):
    assert all(archive.is_intact for archive in await archived.all_archives(OTHER_SCHOOL))


async def test_an_alteration_made_beside_the_program_is_detected(archived, alter):
    alter("replace(livret, 'Rennes', 'Brest')")
    archives = await archived.all_archives(OTHER_SCHOOL)
    assert [archive.is_intact for archive in archives] == [False, False]
    assert {archive.livret.pupil.birth_place for archive in archives} == {"Brest"}


NO_LIVRETS = ["'{}'", "'[]'", "replace(livret, '2019-05-17', 'hier')"]


@pytest.mark.parametrize("livret", NO_LIVRETS)
async def test_an_archive_that_is_no_livret_any_more_is_told_in_a_sentence(archived, alter, livret):
    [first, _] = await archived.all_archives(OTHER_SCHOOL)
    alter(livret)
    with pytest.raises(StoreError, match="n'est plus lisible"):
        await archived.archives(first.livret.id)
    with pytest.raises(StoreError, match="n'est plus lisible"):
        await deletable_archives(workspace_of(DIRECTOR, archived), TODAY)


@IN_A_FILE
async def test_so_is_one_that_is_not_even_json(archived, alter):
    [first, _] = await archived.all_archives(OTHER_SCHOOL)
    alter("'cut'")
    with pytest.raises(StoreError, match="n'est plus lisible"):
        await archived.archives(first.livret.id)
