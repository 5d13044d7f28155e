"""A simulation writes nothing; applied, it does what a synchronisation would have done."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, select, text

from adapters.demonstration import demonstration
from adapters.lsun.store import LsunStore
from adapters.lsun.tables import metadata
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
async def a_store(url):
    async with LsunStore.open(url, clock=lambda: NOW) as store:
        await store.fill(SCHOOL.lsun)
        yield store


def everything(url, but=()):
    """All that a store holds: but its journal, and these tables."""
    engine = create_engine(url)
    with engine.connect() as connection:
        held = {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
            if table.name not in {"journal", *but}
        }
    engine.dispose()
    return held


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


async def test_a_simulation_writes_nothing(url):
    async with a_store(url) as store:
        before = everything(url)
        simulation = await simulated(store, RegisterInMemory(SCHOOL))
        assert everything(url) == before
        assert sum(decision.update is not None for decision in simulation.decisions) == 10


async def test_a_simulation_that_is_applied_leaves_what_a_synchronisation_leaves(url, empty_store):
    async with a_store(url) as store:
        shown = await applied(store, await simulated(store, RegisterInMemory(SCHOOL)))
    with empty_store() as other:
        async with a_store(other) as store:
            direct = await synchronised(store, RegisterInMemory(SCHOOL))
        # Nothing but the lease, which is drawn anew for each run, may differ.
        assert everything(url, but={"runs"}) == everything(other, but={"runs"})
    assert shown == direct


async def test_applying_asks_the_register_nothing_more(url):
    register = RegisterInMemory(SCHOOL)
    async with a_store(url) as store:
        simulation = await simulated(store, register)
        asked = list(register.asked)
        await applied(store, simulation)
    assert register.asked == asked


async def test_who_is_left_out_is_neither_updated_nor_admitted(url):
    async with a_store(url) as store:
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


def change_email_beside(url, livret_id):
    engine = create_engine(url)
    with engine.begin() as beside:
        changed = text("UPDATE pupils SET email = 'neuf@example.fr' WHERE id = :id")
        beside.execute(changed, {"id": livret_id})
    engine.dispose()


async def test_who_has_changed_since_is_left_as_he_is(url):
    async with a_store(url) as store:
        simulation = await simulated(store, RegisterInMemory(SCHOOL))
        shown = next(decision for decision in simulation.decisions if decision.update is not None)
        change_email_beside(url, shown.livret.id)
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
async def test_a_simulation_says_whether_a_run_would_hold_itself(url, not_found, held):
    async with a_store(url) as store:
        limits = Limits(not_found=not_found)
        simulation = DryRun(SCOPE, RegisterInMemory(SCHOOL), store, limits)
        async for _ in simulation.run(at_once=1):
            pass
    excess = simulation.blocked
    assert (excess is not None) is held
    if excess:
        assert excess.excesses == (Excess.NOT_FOUND,)
        assert excess.figures.not_found == 3
