"""Which version of BE1D's record LSUN has of a pupil, and until when that counts."""

from dataclasses import replace
from functools import partial

import pytest

from core.errors import StoreError
from core.model.answers import Cause, Found, NotFound, Unverified
from core.model.events import Proposal
from core.model.records import Admission, Division, KnownVersion, Registration
from core.model.runs import RunState
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import DUPONT, PETIT, UAI, WHOLE_SCHOOL

YVETE = replace(DUPONT, first_names=("Marie Claire", "Yvete"))


@pytest.fixture
async def run(store):
    return await store.start_run(WHOLE_SCHOOL, "Testeur")


@pytest.fixture
def answered(store, run):
    """Has the run write what follows from an answer about DUPONT, whose livret it gives."""

    async def record(answer, version="v1"):
        livrets = await store.livrets(UAI)
        livret = next(item for item in livrets if item.pupil.ine == DUPONT.ine)
        decided = partial(decide, answer=answer)
        await store.record(run, [Proposal(livret.id, decided, decided, version)])
        return livret.id

    return record


def found(pupil, admission=Admission.FINAL):
    return Found(Registration(pupil, admission))


@pytest.mark.parametrize("pupil", [DUPONT, YVETE], ids=["up to date", "updated"])
async def test_the_version_that_lsun_has_is_known(store, answered, pupil):
    number = await answered(found(pupil))
    assert await store.known_versions(UAI) == (KnownVersion(number, pupil, "v1"),)


async def test_the_newest_version_takes_the_place_of_the_former(store, answered):
    await answered(found(DUPONT))
    number = await answered(found(YVETE), "v2")
    assert await store.known_versions(UAI) == (KnownVersion(number, YVETE, "v2"),)


@pytest.mark.parametrize(
    "answer",
    [
        NotFound(),
        found(YVETE, Admission.LEFT),
        found(YVETE, Admission.WAITING),
        Unverified(Cause.UNREADABLE),
    ],
    ids=["not found", "left", "not admitted", "not verified"],
)
async def test_what_changes_nothing_in_lsun_gives_no_version(store, answered, answer):
    await answered(answer)
    assert await store.known_versions(UAI) == ()


async def test_an_answer_without_a_version_leaves_the_one_that_is_known(store, answered):
    await answered(found(DUPONT))
    number = await answered(found(DUPONT), "")
    assert await store.known_versions(UAI) == (KnownVersion(number, DUPONT, "v1"),)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE pupils SET usual_name = 'AUTRE' WHERE ine = '120000001AB'",
        "UPDATE pupils SET structure = (SELECT id FROM structures WHERE number = 3)",
        "UPDATE guardians SET email = 'autre@example.org' WHERE position = 1",
        "DELETE FROM guardians WHERE position = 0",
        "INSERT INTO pupil_groups SELECT pupils.id, structures.id FROM pupils, structures",
        "UPDATE pupils SET phones = '[1]'",
    ],
    ids=["a name", "a class", "a responsable", "one less", "a regroupement", "what is spoilt"],
)
async def test_a_version_counts_only_while_the_pupil_is_as_he_was(store, answered, sql, change):
    await answered(found(DUPONT))
    sql(change)
    assert await store.known_versions(UAI) == ()


async def test_a_pupil_who_is_again_as_he_was_has_his_version_again(store, answered, sql):
    await answered(found(DUPONT))
    sql("UPDATE pupils SET email = 'autre@example.org'")
    sql(f"UPDATE pupils SET email = '{DUPONT.email}'")
    assert [known.name for known in await store.known_versions(UAI)] == ["v1"]


async def test_the_label_of_a_class_is_nobodys(store, answered, sql):
    await answered(found(DUPONT))
    sql("UPDATE structures SET label = 'CE1 de Mme Vallée' WHERE number = 1")
    [known] = await store.known_versions(UAI)
    assert known.pupil == replace(DUPONT, division=Division(1, "CE1 de Mme Vallée"))


async def test_a_version_that_cannot_be_kept_leaves_the_pupil_as_he_was(store, answered, fail_on):
    fail_on("INSERT", "pupil_versions")
    with pytest.raises(StoreError):
        await answered(found(YVETE))
    assert [livret.pupil for livret in await store.livrets(UAI)].count(DUPONT) == 1


async def test_who_is_erased_leaves_no_version(store, run, answered, sql):
    number = await answered(found(DUPONT))
    await store.finish(run, RunState.COMPLETE)
    await store.erase(UAI, number)
    assert sql("SELECT count(*) FROM pupil_versions") == [(0,)]


async def test_who_has_no_version_is_not_among_the_known(store, answered):
    await answered(found(DUPONT))
    assert PETIT.ine not in {known.pupil.ine for known in await store.known_versions(UAI)}
