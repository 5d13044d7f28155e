from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from adapters.lsun.store import LsunStore
from core.model.answers import Found, NotFound
from core.model.events import Change, Outcome
from core.model.identifiers import Uai
from core.model.records import Admission, Registration, Roll
from core.model.runs import RunState
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import CE1_A, CONTENTS, DUPONT, NOW, UAI, WHOLE_SCHOOL
from tests.core.builders import a_pupil, record_one
from tests.core.memory import ine

[_, CLASS, _] = CONTENTS.structures
NEW = a_pupil(ine=ine(9), family_name="NEUF", division=CE1_A)
DAY = timedelta(days=1)


class Clock:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def store(url, clock):
    """Three days: she moves twice and another is admitted, then a day on which nothing changes."""
    async with LsunStore.open(url, clock=clock) as opened:
        await opened.fill(CONTENTS)
        await moves_to(opened, "Nantes", NEW)
        clock.now += DAY
        await moves_to(opened, "Brest")
        clock.now += DAY
        await moves_to(opened, "Brest")
        yield opened


async def moves_to(store, town, *new):
    run = await store.start_run(WHOLE_SCHOOL, "Testeuse")
    roll = Roll(CLASS, tuple(Registration(pupil, Admission.FINAL) for pupil in new))
    await store.record_arrivals(run, [roll])
    for livret in await store.pending(run):
        is_she = livret.pupil.family_name == "DUPONT"
        moved = Found(Registration(replace(DUPONT, birth_place=town), Admission.FINAL))
        answer = moved if is_she else NotFound()
        await record_one(store, run, livret.id, partial(decide, answer=answer))
    await store.finish(run, RunState.COMPLETE)


def told(found):
    return [(past.result.name, past.result.changes, past.result.outcome) for past in found]


def moved(before, after):
    changes = (Change("Lieu de naissance", before, after),)
    return "Marie Claire DUPONT", changes, Outcome.UPDATED


ADMITTED = ("Marie Claire NEUF", (), Outcome.ADMITTED)


async def test_what_runs_changed_is_told_from_the_first_to_the_last(store):
    found = await store.past_changes(UAI)
    assert told(found) == [moved("Rennes", "Nantes"), ADMITTED, moved("Nantes", "Brest")]
    assert [(past.run_id, past.started_at, past.by) for past in found] == [
        (1, NOW, "Testeuse"),
        (1, NOW, "Testeuse"),
        (2, NOW + DAY, "Testeuse"),
    ]


async def test_only_what_began_in_the_period_is_told(store):
    assert told(await store.past_changes(UAI, since=NOW + DAY)) == [moved("Nantes", "Brest")]
    assert told(await store.past_changes(UAI, before=NOW + DAY)) == [
        moved("Rennes", "Nantes"),
        ADMITTED,
    ]
    assert await store.past_changes(UAI, NOW, NOW) == ()


async def test_another_school_has_changes_of_its_own(store):
    assert await store.past_changes(Uai("0350760L")) == ()
