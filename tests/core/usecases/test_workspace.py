"""Which school is at hand, and what synchronises it."""

import asyncio
from datetime import date

import pytest

from core.errors import UserError
from core.messages import refusals
from core.model.records import Structure
from core.model.runs import Scope
from core.model.views import StructureOverview
from core.usecases.workspace import SchoolSession, Workspace
from tests.core.memory import MemoryRegister
from tests.core.school import (
    CE1,
    CM2,
    DIRECTOR,
    LILAS,
    POLICY,
    TILLEULS,
    UAI,
    MemoryFiles,
    MemoryStore,
    a_workspace,
)

BOTH = MemoryStore(schools=(LILAS, TILLEULS))


@pytest.mark.parametrize(
    ("wanted", "school"),
    [
        ("0951099D", TILLEULS),
        (" 0951099d ", TILLEULS),
        ("École des Tilleuls", TILLEULS),
        ("lilas", LILAS),
        ("ELEMENTAIRE", LILAS),
    ],
)
async def test_a_school_is_named_by_its_uai_or_by_a_part_of_its_name(wanted, school):
    assert await a_workspace(BOTH, wanted=wanted).school() == school


@pytest.mark.parametrize("wanted", ["", "  "])
async def test_the_only_school_needs_no_name(wanted):
    assert await a_workspace(wanted=wanted).school() == TILLEULS


@pytest.mark.parametrize(
    ("store", "wanted", "sentence"),
    [
        (MemoryStore(schools=()), "", refusals.NO_SCHOOL),
        (BOTH, "", refusals.which_school([LILAS, TILLEULS])),
        (BOTH, "école", refusals.which_school([LILAS, TILLEULS])),
        (BOTH, "Rosiers", refusals.unknown_school("Rosiers", [LILAS, TILLEULS])),
        (BOTH, "--", refusals.unknown_school("--", [LILAS, TILLEULS])),
        (BOTH, "0951100E", refusals.unknown_school("0951100E", [LILAS, TILLEULS])),
        (BOTH, "0951100z", refusals.WRONG_LETTER.format(uai="0951100z")),
        (BOTH, "0951099", refusals.unknown_school("0951099", [LILAS, TILLEULS])),
    ],
    ids=[
        "no school",
        "none named",
        "two of that name",
        "another",
        "no letter",
        "a UAI that it has not",
        "a UAI whose letter is wrong",
        "half a UAI",
    ],
)
async def test_where_no_school_or_several_are_meant_the_schools_are_told(store, wanted, sentence):
    with pytest.raises(UserError) as refused:
        await a_workspace(store, wanted=wanted).school()
    assert str(refused.value) == sentence


async def test_a_school_that_was_chosen_is_at_hand():
    workspace = a_workspace(BOTH)
    workspace.choose(LILAS.uai)
    assert await workspace.school() == LILAS


async def test_a_school_is_found_by_its_number_alone():
    workspace = a_workspace(BOTH)
    assert await workspace.school_of(LILAS.uai) == LILAS
    assert await a_workspace().school_of(LILAS.uai) is None


async def test_without_an_address_nothing_synchronises():
    with pytest.raises(UserError) as refused:
        await a_workspace().session()
    assert str(refused.value) == refusals.NO_REGISTER
    assert not a_workspace().has_register
    assert a_workspace(register=MemoryRegister([])).has_register


async def test_the_register_is_opened_once_and_for_who_asks_it():
    opened = []

    async def open_register():
        await asyncio.sleep(0)
        opened.append(MemoryRegister([]))
        return opened[-1]

    store = MemoryStore()
    workspace = Workspace(
        store, open_register, MemoryFiles(), DIRECTOR, POLICY, remarks=("Voyez.",)
    )
    assert (opened, workspace.remarks) == ([], ("Voyez.",))
    first, second = await asyncio.gather(workspace.session(), workspace.session())
    assert len(opened) == 1
    assert first == second == SchoolSession(TILLEULS, store, opened[0], DIRECTOR, POLICY)


def test_a_run_is_over_the_classes_that_were_chosen_and_new_ones_among_them():
    new, other = Structure(2699, "CP", ()), Structure(2698, "CE2", ())
    day = date(2026, 11, 3)
    session = SchoolSession(TILLEULS, MemoryStore(), MemoryRegister([]), DIRECTOR, POLICY, day)
    assert session.scope([CE1.id, new.id], [new, other]) == Scope(
        UAI, frozenset({CE1.id, new.id}), day, (new,)
    )


def test_an_extraction_tells_of_its_own_classes_and_be1d_of_all():
    everything = SchoolSession(TILLEULS, MemoryStore(), MemoryRegister([]), DIRECTOR, POLICY)
    assert everything.covers(StructureOverview(CM2))
    some = SchoolSession(
        TILLEULS,
        MemoryStore(),
        MemoryRegister([]),
        DIRECTOR,
        POLICY,
        covered=frozenset({CE1.id}),
    )
    assert some.covers(StructureOverview(CE1))
    assert not some.covers(StructureOverview(CM2))


async def test_how_many_schools_there_are_is_the_stores_to_say():
    assert await a_workspace(BOTH).count_schools() == 2
