"""A simulation writes nothing; applied, it does what a synchronisation would have done."""

import asyncio
import sqlite3
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.demonstration import demonstration
from adapters.lsun.store import LsunStore
from core.model.events import Arrivals, Decision, Outcome
from core.model.runs import Scope
from core.model.users import Role, User
from core.rules.guard import Excess, Limits
from core.usecases import runs
from core.usecases.dry_run import DryRun
from core.usecases.synchronise import synchronise
from tests.adapters.demonstration.register import RegisterInMemory

SCHOOL = demonstration()
SCOPE = Scope(
    SCHOOL.lsun.school.uai, frozenset(structure.id for structure in SCHOOL.lsun.structures)
)
DIRECTOR = User("Directrice", Role.DIRECTOR)
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
LIMITS = Limits()


@asynccontextmanager
async def a_store(path):
    async with LsunStore.open(f"sqlite:///{path}", clock=lambda: NOW) as store:
        await store.fill(SCHOOL.lsun)
        yield store


def everything(path):
    connection = sqlite3.connect(path)
    try:
        return [
            line
            for line in connection.iterdump()
            if line.startswith("INSERT") and not line.startswith('INSERT INTO "journal"')
        ]
    finally:
        connection.close()


async def simulated(store, register):
    simulation = DryRun(SCOPE, register, store, LIMITS)
    async for _ in simulation.run(at_once=1):
        pass
    return simulation


async def applied(store, simulation):
    run = await runs.start(store, simulation.scope, DIRECTOR)
    stream = synchronise(
        run,
        simulation.register,
        store,
        at_once=1,
        stop=asyncio.Event(),
        decide=simulation.as_shown,
    )
    return [event async for event in stream]


async def synchronised(store, register):
    run = await runs.start(store, SCOPE, DIRECTOR)
    stop = asyncio.Event()
    stream = synchronise(run, register, store, at_once=1, stop=stop, limits=None)
    return [event async for event in stream]


async def test_a_simulation_writes_nothing(tmp_path):
    async with a_store(tmp_path / "lsun.sqlite") as store:
        before = everything(tmp_path / "lsun.sqlite")
        simulation = await simulated(store, RegisterInMemory(SCHOOL))
        assert everything(tmp_path / "lsun.sqlite") == before
        assert sum(decision.update is not None for decision in simulation.decisions) == 10


async def test_a_simulation_that_is_applied_leaves_what_a_synchronisation_leaves(tmp_path):
    async with a_store(tmp_path / "shown.sqlite") as store:
        shown = await applied(store, await simulated(store, RegisterInMemory(SCHOOL)))
    async with a_store(tmp_path / "direct.sqlite") as store:
        direct = await synchronised(store, RegisterInMemory(SCHOOL))
    assert shown == direct

    def written(name):
        # Nothing but the lease, which is drawn anew for each run, may differ.
        return [line for line in everything(tmp_path / name) if 'INTO "runs"' not in line]

    assert written("shown.sqlite") == written("direct.sqlite")


async def test_applying_asks_the_register_nothing_more(tmp_path):
    register = RegisterInMemory(SCHOOL)
    async with a_store(tmp_path / "lsun.sqlite") as store:
        simulation = await simulated(store, register)
        asked = list(register.asked)
        await applied(store, simulation)
    assert register.asked == asked


async def test_who_is_left_out_is_neither_updated_nor_admitted(tmp_path):
    async with a_store(tmp_path / "lsun.sqlite") as store:
        simulation = await simulated(store, RegisterInMemory(SCHOOL))
        spared = next(decision for decision in simulation.decisions if decision.update is not None)
        admitted = next(
            pupil
            for event in simulation.events
            if isinstance(event, Arrivals)
            for pupil in event.admitted
        )
        simulation.leave_out([spared.livret.id, admitted])
        facts = await applied(store, simulation)
        reached = {event.livret.id for event in facts if isinstance(event, Decision)}
        assert spared.livret.id not in reached
        pupils = await store.pupils(SCOPE.uai)
    assert spared.livret.pupil in pupils
    assert admitted not in pupils


async def test_who_has_changed_since_is_left_as_he_is(tmp_path):
    path = tmp_path / "lsun.sqlite"
    async with a_store(path) as store:
        simulation = await simulated(store, RegisterInMemory(SCHOOL))
        shown = next(decision for decision in simulation.decisions if decision.update is not None)
        with sqlite3.connect(path) as beside:
            beside.execute(
                "UPDATE pupils SET email = 'neuf@example.fr' WHERE id = ?", (shown.livret.id,)
            )
        beside.close()
        facts = await applied(store, simulation)
        [decision] = [
            event
            for event in facts
            if isinstance(event, Decision) and event.livret.id == shown.livret.id
        ]
        assert decision.outcome is Outcome.CHANGED_SINCE
        livret = await store.livret(shown.livret.id)
    assert livret.pupil == replace(shown.livret.pupil, email="neuf@example.fr")


@pytest.mark.parametrize(("not_found", "held"), [(0.10, False), (0.02, True)])
async def test_a_simulation_says_whether_a_run_would_hold_itself(tmp_path, not_found, held):
    async with a_store(tmp_path / "lsun.sqlite") as store:
        limits = Limits(not_found=not_found)
        simulation = DryRun(SCOPE, RegisterInMemory(SCHOOL), store, limits)
        async for _ in simulation.run(at_once=1):
            pass
    excess = simulation.blocked
    assert (excess is not None) is held
    if excess:
        assert excess.excesses == (Excess.NOT_FOUND,)
        assert excess.figures.not_found == 3
