import asyncio
import logging

import pytest

from core.drain import rest
from core.errors import RegisterClosed, RunLost, StoreError
from core.model.answers import Cause
from core.model.events import Outcome
from core.model.livret import Livret
from core.model.records import School, Structure
from core.model.runs import Ending, PupilResult, RunState
from core.model.users import Role, User
from core.rules.guard import Excess, Figures, Limits, MassChangeBlocked
from core.usecases import run_log
from core.usecases.run_session import RunSession, begin
from core.usecases.workspace import Policy, SchoolSession
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import RUN, MemoryRegister, ine
from tests.core.school import CE1, MemoryStore, a_session, everything
from tests.core.usecases.test_synchronise import a_class_of
from tests.waiting import until

TESTER = User("Testeur", Role.DIRECTOR)


def follow(livrets, register):
    async def results(_run):
        outcomes = {decision.livret.id: decision.outcome for decision in livrets.recorded}
        return [
            PupilResult(
                livret_id=livret.id,
                name=livret.pupil.full_name,
                division="CE1 A",
                outcome=outcomes.get(livret.id),
            )
            for livret in livrets.by_id.values()
        ]

    livrets.results = results
    school = School(RUN.scope.uai, "École des Tilleuls")
    return RunSession(
        SchoolSession(school, livrets, register, TESTER, Policy(at_once=3, limits=Limits())), RUN
    )


async def to_the_end(run_session):
    return [event async for event in run_session.events()]


async def test_a_run_where_everyone_was_verified_is_clean():
    run_session = follow(*a_class_of(5))
    await to_the_end(run_session)
    assert run_session.is_clean
    assert (
        run_session.closing
        == "Synchronisation terminée. Élèves vérifiés : 5 sur 5 ; mis à jour : 0."
    )
    assert not run_session.running


async def test_progress_counts_the_pupils_told():
    run_session = follow(*a_class_of(5))
    seen = [run_session.progress.done async for _ in run_session.events()]
    assert seen == [1, 2, 3, 4, 5]
    assert run_session.progress.total == 5


async def test_a_pupil_left_unverified_makes_the_run_unclean():
    livrets, register = a_class_of(5)
    register.break_for(ine(2), Cause.TOO_SLOW)
    run_session = follow(livrets, register)
    await to_the_end(run_session)
    assert not run_session.is_clean
    assert run_session.closing.startswith("Synchronisation incomplète.")


async def test_a_register_that_closes_is_told_with_its_reason():
    livrets, register = a_class_of(5)
    for number in range(1, 6):
        register.close_for(ine(number), Cause.ACCESS_REFUSED)
    run_session = follow(livrets, register)
    await to_the_end(run_session)
    assert (run_session.is_clean, run_session.is_held) == (False, False)
    assert run_session.closing.startswith(
        "Synchronisation suspendue : Base Elèves 1er degré refuse l'accès."
    )


async def test_a_store_that_fails_makes_the_run_unclean_and_says_what_is_kept():
    livrets, register = a_class_of(5)
    register.known[ine(1)] = a_registration(ine=ine(1), family_name="DUPOND")
    livrets.failures[1] = StoreError("La base LSUN n'est pas utilisable : le disque est plein.")
    run_session = follow(livrets, register)
    await to_the_end(run_session)
    assert not run_session.is_clean
    assert run_session.closing == (
        "Synchronisation interrompue : La base LSUN n'est pas utilisable : le disque est plein."
        " Les élèves déjà annoncés sont enregistrés."
    )


async def test_stopping_leaves_the_rest_unreached():
    livrets, register = a_class_of(40, (Structure(2602, "CE1 A", ()),))
    run_session = follow(livrets, register)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(register, "gate", asyncio.Event())
        reading = asyncio.create_task(to_the_end(run_session))
        await until(lambda: register.in_flight >= 3)
        run_session.stop()
        register.gate.set()
        await reading
    assert len(livrets.recorded) == 3
    assert "37 élèves restent à vérifier" in run_session.closing


async def test_a_stop_leaves_open_those_whom_the_register_waited_to_ask_again():
    livrets, register = a_class_of(5)
    waiting = asyncio.Event()

    async def wait_to_ask_again(_uai, _ine):
        waiting.set()
        await rest(3600)

    register.by_ine = wait_to_ask_again
    run_session = follow(livrets, register)
    reading = asyncio.create_task(to_the_end(run_session))
    await waiting.wait()
    run_session.stop()
    await reading
    assert livrets.recorded == []
    assert livrets.state is RunState.STOPPED


@pytest.mark.parametrize(
    ("stopped_by", "cause"),
    [
        (None, ""),
        (RegisterClosed(Cause.UNREACHABLE), "unreachable"),
        (RunLost(), "lost"),
        (MassChangeBlocked(Figures(checked=1, found=0), (Excess.NOT_FOUND,)), "held"),
    ],
)
def test_the_log_says_how_a_run_ended_in_numbers(caplog, stopped_by, cause):
    caplog.set_level(logging.INFO, "lsun_sync")
    done = PupilResult(livret_id=1, name="DUPONT", division="CE1 A", outcome=Outcome.UPDATED)
    left = PupilResult(livret_id=2, name="DURAND", division="CE1 A", outcome=None)
    run_log.ended(RUN, [done, done, left], stopped_by, 1.26)
    [record] = caplog.records
    assert record.facts == {
        "uai": str(RUN.scope.uai),
        "run": 1,
        "cause": cause,
        "seconds": 1.3,
        "updated": 2,
        "open": 1,
    }
    assert record.getMessage() == "run ended"
    assert record.levelno == (logging.INFO if stopped_by is None else logging.WARNING)


async def test_the_log_says_that_a_run_began_over_how_many_and_why_it_stopped(caplog):
    caplog.set_level(logging.INFO, "lsun_sync")
    livrets, register = a_class_of(5)
    for number in range(1, 6):
        register.close_for(ine(number), Cause.ACCESS_REFUSED)
    await to_the_end(follow(livrets, register))
    began, ended = caplog.records
    assert (began.levelno, began.getMessage()) == (logging.INFO, "run began")
    assert began.facts == {"uai": str(RUN.scope.uai), "run": 1, "pupils": 5}
    assert (ended.levelno, ended.facts["cause"]) == (logging.WARNING, "access refused")


async def test_the_log_says_that_the_store_failed(caplog):
    caplog.set_level(logging.INFO, "lsun_sync")
    livrets, register = a_class_of(5)
    register.known[ine(1)] = a_registration(ine=ine(1), family_name="DUPOND")
    livrets.failures[1] = StoreError("La base LSUN n'est pas utilisable : le disque est plein.")
    await to_the_end(follow(livrets, register))
    failed = caplog.records[-1]
    assert (failed.levelno, failed.getMessage()) == (logging.ERROR, "store failed")
    assert failed.facts == {"uai": str(RUN.scope.uai), "run": 1}


async def test_a_run_that_another_program_took_over_leaves_the_school_busy():
    livrets, register = a_class_of(5)
    livrets.lease = "another program's"
    run_session = follow(livrets, register)
    await to_the_end(run_session)
    assert run_session.ending is Ending.BUSY


async def test_a_register_that_names_versions_is_told_what_is_known_and_whom_the_run_is_over():
    store, plain = MemoryStore([Livret(1, a_pupil()), Livret(2, a_pupil(ine=ine(2)))]), []

    class Versioned(MemoryRegister):
        def for_run(self, known, open_livrets):
            plain.append((known, open_livrets))
            return self

    store.versions = ["la version de l'un d'eux"]
    session = a_session(store, Versioned([], [CE1]))
    run = await begin(session, everything(CE1))
    await to_the_end(run)
    assert plain == [(store.versions, {1, 2})]
