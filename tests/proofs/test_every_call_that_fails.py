"""Whatever call fails, to the register or to the store, the store keeps its promise.

Each call of a synchronisation fails in its turn: those of the two ports, and each statement and
each commit of the database. What is in the store then is whole, and what is resumed ends well.
"""

import asyncio
import shutil
import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from adapters.demonstration import demonstration
from adapters.lsun.store import LsunStore
from core.errors import RegisterClosed, RegisterError, StoreError
from core.model.answers import Cause
from core.model.users import Role, User
from core.rules.guard import Limits
from core.usecases import resuming, run_session
from core.usecases.workspace import Policy, SchoolSession
from tests.core.memory import MemoryRegister
from tests.effort import PROOFS
from tests.invariants import Promise, contents, livrets
from tests.stores import fill, rows

pytestmark = pytest.mark.proof

SCHOOL = demonstration()
UAI = SCHOOL.lsun.school.uai
EXPIRED = "UPDATE runs SET lease_until = '2020-01-01 00:00:00.000000' WHERE state = 'running'"
EACH = 1 if PROOFS else 13
"""Every so many calls one is tried."""
NOBODY_IS_TOO_MANY = Limits(from_pupils=1000)


def _some_of_the_school():
    """Those of the demonstration to whom something happens, and a few others."""
    today = {registered.pupil for registered in SCHOOL.be1d.registrations}
    changed = [filed for filed in SCHOOL.lsun.pupils if filed[0] not in today]
    others = [filed for filed in SCHOOL.lsun.pupils if filed[0] in today]
    kept = (*changed, *others[:4])
    left_out = {pupil.ine for pupil, _ in others[4:] if pupil.ine}
    registered = [found for found in SCHOOL.be1d.registrations if found.pupil.ine not in left_out]
    return replace(SCHOOL.lsun, pupils=kept), registered


IN_LSUN, IN_BE1D = _some_of_the_school()


class Failing:
    """A port of which one call fails, before it is done or after."""

    def __init__(self, real, number, error, *, after=False):
        self._real, self._number, self._error, self._after = real, number, error, after
        self.calls = 0

    def __getattr__(self, name):
        method = getattr(self._real, name)

        async def call(*arguments, **options):
            self.calls += 1
            fails = self.calls == self._number
            answer = None if fails and not self._after else await method(*arguments, **options)
            if fails:
                raise self._error
            return answer

        return call


class Statements:
    """Counts what is asked of the database, and has one of them fail."""

    def __init__(self, number, reason):
        self._number, self._error = number, sqlite3.OperationalError(reason)
        self.calls = 0

    def on_execute(self, *_arguments):
        if self._is_the_one():
            raise self._error

    def on_commit(self, _connection):
        if self._is_the_one():
            raise OperationalError("COMMIT", None, self._error)

    def _is_the_one(self):
        self.calls += 1
        return self.calls == self._number


@contextmanager
def statements_that_fail(number, reason):
    statements = Statements(number, reason)
    listeners = [
        ("do_execute", statements.on_execute),
        ("do_execute_no_params", statements.on_execute),
        ("do_executemany", statements.on_execute),
        ("commit", statements.on_commit),
    ]
    for name, listener in listeners:
        event.listen(Engine, name, listener)
    try:
        yield statements
    finally:
        for name, listener in listeners:
            event.remove(Engine, name, listener)


def unbroken(port):
    return port


async def synchronise(path, *, register=unbroken, store=unbroken, resumed=False):
    """Synchronise the school of this store, or take up what can be; whether it is done."""
    async with LsunStore.open(f"sqlite:///{path}") as opened:
        known = MemoryRegister(IN_BE1D, SCHOOL.be1d.structures, SCHOOL.be1d.teachers, UAI)
        session = SchoolSession(
            SCHOOL.lsun.school,
            store(opened),
            register(known),
            User("Testeur", Role.DIRECTOR),
            Policy(at_once=3, limits=NOBODY_IS_TOO_MANY),
        )
        found = await resuming.interrupted_run(session) if resumed else None
        if found is not None:
            run = await run_session.resume(session, found.run)
        else:
            numbers = {structure.id for structure in IN_LSUN.structures}
            run = await run_session.begin(session, session.scope(numbers))
        async for _ in run.events():
            pass
        return run.is_clean


async def until_it_is_clean(path):
    """Take up what can be, as whoever reads the screens does."""
    rows(path, EXPIRED, write=True)
    for _ in range(3):
        if await synchronise(path, resumed=True):
            return
    raise AssertionError("it never ends")


@pytest.fixture(scope="module")
def promise(tmp_path_factory):
    folder = tmp_path_factory.mktemp("promise")
    path = fill(folder / "before.sqlite", IN_LSUN)
    before, as_they_are = contents(path), livrets(path, UAI)
    assert asyncio.run(synchronise(path))
    after = contents(path)
    path.unlink()
    return Promise(before, as_they_are, after)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("filled") / "lsun.sqlite", IN_LSUN)


@pytest.fixture
def broken_at(filled, promise, tmp_path):
    """Has a synchronisation fail at a call, and hold its promise."""

    def attempt(number, broken):
        path = shutil.copy(filled, tmp_path / f"{number}.sqlite")
        with suppress(StoreError):
            asyncio.run(broken(path))
        promise.check(contents(path))
        asyncio.run(until_it_is_clean(path))
        promise.check_end(contents(path))
        path.unlink()

    return attempt


def sweep(attempt):
    """Try each call in its turn, until one is past the last: the attempt says how many there were.

    A test tries some of them.
    """
    number = 1
    while attempt(number) >= number:
        number += EACH
    assert number > 20


@pytest.mark.parametrize("after", [False, True], ids=["not done", "done and not told"])
def test_a_call_of_the_store(broken_at, after):
    def attempt(number):
        failing = []

        def store(real):
            failing.append(Failing(real, number, StoreError("le disque"), after=after))
            return failing[-1]

        broken_at(number, partial(synchronise, store=store))
        return failing[-1].calls

    sweep(attempt)


@pytest.mark.parametrize(
    "error",
    [RegisterError(Cause.TOO_SLOW), RegisterClosed(Cause.UNREACHABLE)],
    ids=["no answer", "no register"],
)
def test_a_call_of_the_register(broken_at, error):
    def attempt(number):
        failing = []

        def register(real):
            failing.append(Failing(real, number, error))
            return failing[-1]

        broken_at(number, partial(synchronise, register=register))
        return failing[-1].calls

    sweep(attempt)


def test_a_statement_or_a_commit_of_the_database(broken_at):
    def attempt(number):
        counted = []
        reason = ("disk I/O error", "database or disk is full")[number % 2]

        async def broken(path):
            with statements_that_fail(number, reason) as statements:
                counted.append(statements)
                await synchronise(path)

        broken_at(number, broken)
        return counted[-1].calls

    sweep(attempt)
