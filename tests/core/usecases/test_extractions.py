"""An extraction is recognised before it is used, and makes a school where there is none."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.errors import UserError
from core.messages import refusals
from core.model.events import Outcome
from core.model.extraction import Extraction, Provenance
from core.model.livret import Livret
from core.model.records import Admission
from core.model.runs import RunState, RunSummary
from core.model.users import Action
from core.model.views import KnownIn
from core.rules.recognition import Recognition, Share
from core.rules.school_creation import Obstacle, contents_of
from core.usecases.extractions import (
    ReadExtraction,
    check_is_new,
    create_school,
    read_extraction,
    school_name,
    session_of,
)
from core.usecases.workspace import SchoolSession
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import RUN, ine
from tests.core.school import (
    CE1,
    CLAIRE,
    CM2,
    DIRECTOR,
    LILAS,
    NOW,
    POLICY,
    SUPPORT,
    TILLEULS,
    UAI,
    MemoryFiles,
    MemoryStore,
    a_workspace,
)

DAY = date(2026, 11, 10)
OURS, ELSEWHERE = Provenance(UAI, DAY), Provenance(LILAS.uai, DAY)
MARIE = a_registration(ine=ine(1))
PATHS = [Path("CSVExtraction.csv")]
HOW = "Relancez avec --confirmer."


def an_extraction(*registrations, provenance=OURS):
    return Extraction(
        provenance=provenance,
        structures=(CE1,),
        registrations=registrations,
        teachers=(CLAIRE,),
    )


def a_store():
    luc = a_pupil(ine=ine(2), first_names=("Luc",), division=a_pupil().division)
    return MemoryStore([Livret(1, a_pupil(ine=ine(1))), Livret(2, luc)], (CE1, CM2))


@pytest.fixture
def store():
    return a_store()


@pytest.fixture
def files():
    return MemoryFiles(an_extraction(MARIE))


@pytest.fixture
def workspace(store, files):
    return a_workspace(store, files=files)


async def test_an_extraction_of_the_school_is_recognised_and_can_be_synchronised_with(
    store, files, workspace
):
    read = await read_extraction(workspace, PATHS, OURS)
    assert read.extraction == an_extraction(MARIE)
    assert read.recognition == Recognition(Share(1, 1), Share(1, 1), Share(1, 1))
    assert files.paths == PATHS
    assert (files.known, files.pupils) == ((CE1, CM2), await store.pupils(UAI))
    assert (read.left_out, read.newer, read.doubts) == ((), None, ())
    session = session_of(read, confirmed=False, how_to_confirm=HOW)
    assert await session.register.roll(UAI, CE1.id) == [MARIE]
    assert session == SchoolSession(
        TILLEULS, store, session.register, DIRECTOR, POLICY, DAY, frozenset({CE1.id})
    )


async def test_the_classes_that_the_extraction_lacks_are_told(store, workspace):
    moved = replace(store.by_id[2].pupil, division=replace(MARIE.pupil.division, id=CM2.id))
    store.by_id[2] = Livret(2, moved)
    assert (await read_extraction(workspace, PATHS, OURS)).left_out == ("CM2",)


async def test_pupils_of_a_new_school_whom_another_school_has_are_told(workspace):
    read = await read_extraction(workspace, PATHS, ELSEWHERE)
    assert read.elsewhere == (KnownIn(TILLEULS, 1),)


async def test_an_extraction_of_a_school_that_lsun_lacks_is_read_and_no_more(files):
    workspace = a_workspace(MemoryStore(), files=files)
    read = await read_extraction(workspace, PATHS, ELSEWHERE)
    assert read == ReadExtraction(an_extraction(MARIE, provenance=ELSEWHERE))
    assert (read.doubts, files.paths, files.known) == ((), PATHS, ())
    with pytest.raises(UserError) as refused:
        session_of(read, confirmed=True, how_to_confirm=HOW)
    assert str(refused.value) == refusals.NOT_YET_IN_LSUN.format(uai=LILAS.uai)


async def test_an_extraction_that_looks_like_another_schools_is_used_once_confirmed(files, store):
    files.extraction = an_extraction(a_registration(ine=ine(8), family_name="AUTRE"))
    read = await read_extraction(a_workspace(store, files=files), PATHS, OURS)
    assert read.recognition is not None
    doubt = refusals.implausible(read.recognition)
    assert read.doubts == (doubt,)
    with pytest.raises(UserError) as refused:
        session_of(read, confirmed=False, how_to_confirm=HOW)
    assert str(refused.value) == f"{doubt} {HOW}"
    assert session_of(read, confirmed=True, how_to_confirm=HOW) is read.session


@pytest.mark.parametrize("by_a_run", [True, False], ids=["synchronised since", "created since"])
async def test_an_extraction_older_than_what_lsun_has_is_used_once_confirmed(
    store, workspace, by_a_run
):
    newer = date(2026, 11, 20)
    if by_a_run:
        run = replace(RUN, scope=replace(RUN.scope, extracted_on=newer))
        store.former_runs = [RunSummary(run, RunState.COMPLETE, NOW, {Outcome.UP_TO_DATE: 1}, 0)]
    else:
        store.extracted_on = newer
    read = await read_extraction(workspace, PATHS, OURS)
    assert (read.newer, read.doubts) == (newer, (refusals.outdated(read.extraction, newer),))


async def test_a_new_school_has_what_its_extraction_says(store, workspace):
    extraction = an_extraction(MARIE, provenance=ELSEWHERE)
    created = await create_school(workspace, extraction, " École des Lilas ")
    [contents] = store.filled
    assert contents == contents_of(extraction, "École des Lilas")
    assert created == contents.school
    [line] = store.journals[LILAS.uai]
    assert (line.user, line.action, line.allowed) == (DIRECTOR, Action.IMPORT, True)


NOBODY = an_extraction(a_registration(Admission.ACCEPTED), provenance=ELSEWHERE)


@pytest.mark.parametrize(
    ("extraction", "name", "sentence"),
    [
        (an_extraction(MARIE), "Lilas", refusals.SCHOOL_EXISTS.format(uai=UAI)),
        (NOBODY, "Lilas", refusals.obstacle(Obstacle.NOBODY_ADMITTED)),
        (an_extraction(MARIE, provenance=ELSEWHERE), " ", refusals.NEW_SCHOOL_NEEDS_A_NAME),
    ],
    ids=["it is there", "nobody is admitted", "no name"],
)
async def test_what_makes_no_school_is_told_and_nothing_is_written(
    store, workspace, extraction, name, sentence
):
    with pytest.raises(UserError) as refused:
        await create_school(workspace, extraction, name)
    assert str(refused.value) == sentence
    assert (store.filled, dict(store.journals)) == ([], {})


async def test_who_may_not_creates_no_school(store, files):
    workspace = a_workspace(store, files=files, user=SUPPORT)
    with pytest.raises(UserError, match="Votre rôle"):
        await create_school(workspace, an_extraction(MARIE, provenance=ELSEWHERE), "Lilas")
    assert store.filled == []
    assert [line.allowed for line in store.journals[LILAS.uai]] == [False]


async def test_a_school_that_lsun_lacks_is_new(workspace):
    await check_is_new(workspace, LILAS.uai)
    with pytest.raises(UserError, match="déjà dans LSUN"):
        await check_is_new(workspace, UAI)


def test_a_schools_name_is_cleaned():
    assert school_name("  E\u0301cole  ") == "École"
