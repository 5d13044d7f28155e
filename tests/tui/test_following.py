import asyncio

import pytest

from core.answers import Cause
from core.guard import Limits
from core.overview import PupilResult
from core.ports import StoreError
from core.records import School
from core.roles import Role, User
from tests.core.builders import a_registration
from tests.core.memory import RUN, ine
from tests.core.test_synchronisation import a_class_of
from tests.waiting import until
from tui.following import Following
from tui.services import Services

TESTER = User("Testeur", Role.DIRECTOR)


def follow(livrets, register):
    async def results(_run):
        outcomes = {one.livret.id: one.outcome for one in livrets.recorded}
        return [
            PupilResult(
                livret_id=livret.id,
                name=livret.pupil.full_name,
                division="CE1 A",
                outcome=outcomes.get(livret.id),
            )
            for livret in livrets.livrets.values()
        ]

    livrets.results = results
    school = School(RUN.scope.uai, "École des Tilleuls")
    return Following(Services(school, livrets, register, TESTER, at_once=3, limits=Limits()), RUN)


async def to_the_end(following):
    return [fact async for fact in following.facts()]


async def test_a_run_where_everyone_was_verified_is_clean():
    following = follow(*a_class_of(5))
    await to_the_end(following)
    assert following.is_clean
    assert (
        following.closing == "Synchronisation terminée. Élèves vérifiés : 5 sur 5 ; mis à jour : 0."
    )
    assert not following.running


async def test_progress_counts_the_pupils_told():
    following = follow(*a_class_of(5))
    seen = [following.progress.done async for _ in following.facts()]
    assert seen == [1, 2, 3, 4, 5]
    assert following.progress.total == 5


async def test_a_pupil_left_unverified_makes_the_run_unclean():
    livrets, register = a_class_of(5)
    register.break_for(ine(2), Cause.TOO_SLOW)
    following = follow(livrets, register)
    await to_the_end(following)
    assert not following.is_clean
    assert following.closing.startswith("Synchronisation incomplète.")


async def test_a_register_that_closes_is_told_with_its_reason():
    livrets, register = a_class_of(5)
    for number in range(1, 6):
        register.close_for(ine(number), Cause.ACCESS_REFUSED)
    following = follow(livrets, register)
    await to_the_end(following)
    assert not following.is_clean
    assert following.closing.startswith(
        "Synchronisation suspendue : Base Elèves 1er degré refuse l'accès."
    )


async def test_a_store_that_fails_makes_the_run_unclean_and_says_what_is_kept():
    livrets, register = a_class_of(5)
    register.known[ine(1)] = a_registration(ine=ine(1), family_name="DUPOND")
    livrets.failures[1] = StoreError("La base LSUN n'est pas utilisable : le disque est plein.")
    following = follow(livrets, register)
    await to_the_end(following)
    assert not following.is_clean
    assert following.closing.endswith("Les élèves déjà annoncés sont enregistrés.")


async def test_stopping_leaves_the_rest_unreached():
    livrets, register = a_class_of(40)
    following = follow(livrets, register)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(register, "gate", asyncio.Event())
        reading = asyncio.create_task(to_the_end(following))
        await until(lambda: register.in_flight >= 3)
        following.stop()
        register.gate.set()
        await reading
    assert len(livrets.recorded) == 3
    assert "37 élèves restent à vérifier" in following.closing
