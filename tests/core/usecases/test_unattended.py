"""A night on a real store: a register that fails and comes back, without the time that it takes."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from adapters.demonstration import demonstration
from adapters.lsun.store import LsunStore
from core.drain import rest
from core.errors import RegisterError
from core.model.answers import Cause
from core.model.runs import Ending, RunState
from core.model.users import Role, User
from core.rules.calendar import Calendar, periods_of
from core.rules.guard import Limits
from core.rules.unattended import Attempt
from core.usecases.run_session import begin
from core.usecases.unattended import Unattended
from core.usecases.workspace import Policy, SchoolSession
from tests.core.memory import MemoryRegister
from tests.stores import fill

SCHOOL = demonstration()
TODAY = date(2026, 11, 25)
USUAL = Calendar()


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("school") / "lsun.sqlite", SCHOOL.lsun)


@pytest.fixture
async def session(filled, tmp_path):
    path = shutil.copy(filled, tmp_path / "lsun.sqlite")
    async with LsunStore.open(f"sqlite:///{path}") as store:
        register = MemoryRegister(
            SCHOOL.be1d.registrations,
            SCHOOL.be1d.structures,
            SCHOOL.be1d.teachers,
            SCHOOL.lsun.school.uai,
        )
        user = User("Testeur", Role.DIRECTOR)
        policy = Policy(at_once=3, limits=Limits())
        yield SchoolSession(SCHOOL.lsun.school, store, register, user, policy)


class Night:
    """Tries again at once, at most so often; `between` is what happens meanwhile."""

    def __init__(self, *between):
        self.between, self.attempts = list(between), []

    async def __call__(self, attempt, again):
        self.attempts.append(await attempt())
        while self.between and again(self.attempts[-1]):
            await self.between.pop(0)()
            self.attempts.append(await attempt())
        return self.attempts[-1]


def unattended(session, night, calendar=USUAL):
    return Unattended(session, calendar, night, lambda: TODAY)


async def states(session):
    return [summary.state for summary in await session.store.runs(session.school.uai)]


def an_ine():
    return next(pupil.ine for pupil, _ in SCHOOL.lsun.pupils if pupil.ine)


async def test_a_register_that_closes_in_the_middle_has_its_run_taken_up_when_it_is_back(session):
    session.register.close_for(an_ine(), Cause.UNAVAILABLE)

    async def comes_back():
        assert await states(session) == [RunState.SUSPENDED]
        session.register.broken.clear()

    night = Night(comes_back)
    assert (await unattended(session, night).run()).ending is Ending.DONE
    assert [attempt.cause for attempt in night.attempts] == [Cause.UNAVAILABLE, None]
    assert await states(session) == [RunState.COMPLETE]


async def test_what_only_adds_still_only_adds_once_it_is_taken_up(session):
    register, uai = session.register, session.school.uai
    roll, before = register.roll, await session.store.pupils(uai)
    register.close_for("lists", Cause.UNAVAILABLE)

    async def roll_if_it_is_up(*asked):
        if register.broken:
            raise register.broken["lists"]
        return await roll(*asked)

    async def comes_back():
        register.broken.clear()

    register.roll = roll_if_it_is_up
    calendar = Calendar(additions_only=periods_of("01/01-31/12"))
    assert (await unattended(session, Night(comes_back), calendar).run()).ending is Ending.DONE
    assert await states(session) == [RunState.COMPLETE]
    after = await session.store.pupils(uai)
    assert set(after) > set(before)


async def test_after_the_last_attempt_the_run_waits_for_the_next_night(session):
    session.register.close_for(an_ine(), Cause.UNAVAILABLE)
    assert (await unattended(session, Night()).run()).ending is Ending.UNREACHABLE
    session.register.broken.clear()
    assert (await unattended(session, Night()).run()).ending is Ending.DONE
    assert await states(session) == [RunState.COMPLETE, RunState.COMPLETE]


async def test_a_register_that_is_down_before_anything_began_leaves_no_run(session):
    structures = session.register.structures

    async def down(*_asked):
        raise RegisterError(Cause.UNREACHABLE)

    async def comes_back():
        assert await states(session) == []
        session.register.structures = structures

    session.register.structures = down
    night = Night(comes_back)
    assert (await unattended(session, night).run()).ending is Ending.DONE
    assert night.attempts[0] == Attempt(Ending.UNREACHABLE, cause=Cause.UNREACHABLE)


async def test_answers_that_do_not_come_for_too_many_are_a_register_that_is_down(session):
    strict = replace(session.policy, limits=Limits(unverified=0.05))
    absent = [pupil.ine for pupil, _ in SCHOOL.lsun.pupils if pupil.ine][:12]
    listed = session.register.roll

    async def roll(*asked):
        return [entry for entry in await listed(*asked) if entry.pupil.ine not in absent]

    async def comes_back():
        assert await states(session) == [RunState.ABANDONED]
        session.register.broken.clear()
        session.register.roll = listed

    session.register.roll = roll
    for ine in absent:
        session.register.break_for(ine, Cause.TOO_SLOW)
    attempt = await unattended(replace(session, policy=strict), Night(comes_back)).run()
    assert attempt.ending is Ending.DONE
    assert await states(session) == [RunState.COMPLETE, RunState.ABANDONED]


async def test_a_stop_cuts_the_wait_and_what_is_under_way(session):
    session.register.close_for(an_ine(), Cause.UNAVAILABLE)
    stopped: list[Unattended] = []

    async def is_stopped():
        stopped[0].stop()
        await rest(3600)

    stopped.append(unattended(session, Night(is_stopped)))
    assert await stopped[0].run() == Attempt(Ending.STOPPED)
    assert await states(session) == [RunState.SUSPENDED]


async def test_somebody_who_begins_while_be1d_is_asked_is_left_to_it(session):
    structures = session.register.structures

    async def structures_while_somebody_begins(*asked):
        session.register.structures = structures
        await begin(session, session.scope([SCHOOL.be1d.structures[0].id]))
        return await structures(*asked)

    session.register.structures = structures_while_somebody_begins
    assert await unattended(session, Night()).run() == Attempt(Ending.BUSY)


async def test_a_register_without_teachers_adds_pupils_all_the_same(session):
    async def untold(*_asked):
        return None

    session.register.teachers = untold
    uai = session.school.uai
    before = await session.store.pupils(uai)
    calendar = Calendar(additions_only=periods_of("01/01-31/12"))
    assert (await unattended(session, Night(), calendar).run()).ending is Ending.DONE
    assert set(await session.store.pupils(uai)) > set(before)


async def test_a_stop_before_anything_begins_leaves_nothing_changed(session):
    before = await session.store.pupils(session.school.uai)
    night = unattended(session, Night())
    night.stop()
    assert (await night.run()).ending is Ending.STOPPED
    assert await session.store.pupils(session.school.uai) == before


async def test_somebody_who_begins_meanwhile_is_left_to_it(session):
    async def somebody_begins():
        session.register.broken.clear()
        await begin(session, session.scope([SCHOOL.be1d.structures[0].id]))

    session.register.close_for(an_ine(), Cause.UNAVAILABLE)
    attempt = await unattended(session, Night(somebody_begins)).run()
    assert attempt == Attempt(Ending.BUSY)


async def test_a_class_alone_that_was_interrupted_does_not_stand_for_the_school(session):
    one_class = session.scope([SCHOOL.be1d.structures[0].id])
    interrupted = await begin(session, one_class)
    interrupted.stop()
    assert [event async for event in interrupted.events()] == []
    assert (await unattended(session, Night()).run()).ending is Ending.DONE
    newest, former = await session.store.runs(session.school.uai)
    assert former.run.id == interrupted.run.id
    assert len(newest.run.scope.structures) == len(SCHOOL.be1d.structures)
