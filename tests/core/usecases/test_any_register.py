"""Whatever the register tells and answers, in one pass or in several: what the guard promises."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as some

from core.model.events import Outcome
from core.model.livret import Livret
from core.model.records import Structure
from core.model.runs import RunState
from core.rules.guard import Limits, MassChangeBlocked
from core.usecases.synchronise import synchronise
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import RUN, MemoryLivrets, MemoryRegister, ine
from tests.effort import examples

CLASS = Structure(2602, "CE1 A", ())
LIMITS = Limits(modified=0.20, not_found=0.10)
SAME, RENAMED, UNKNOWN = "same", "renamed", "unknown"


@dataclass(frozen=True)
class Source:
    """What the register has of each pupil on the roll, and what it answers about him."""

    listed: tuple[str, ...]
    answered: tuple[str, ...]

    def share(self, told, what):
        return told.count(what) / len(told)


class Contradictory(MemoryRegister):
    """A register whose roll and whose answers are not the same."""

    def __init__(self, source):
        super().__init__(_registrations(source.answered))
        self._listed = _registrations(source.listed)

    async def roll(self, uai, structure):
        return self._listed


def _registrations(told):
    names = {SAME: "DUPONT", RENAMED: "AUTRE"}
    return [
        a_registration(ine=ine(number), family_name=names[what], first_names=(f"Enfant {number}",))
        for number, what in enumerate(told, 1)
        if what != UNKNOWN
    ]


def livrets_of(source):
    pupils = (
        a_pupil(ine=ine(number), first_names=(f"Enfant {number}",))
        for number in range(1, len(source.answered) + 1)
    )
    livrets = [Livret(number, pupil) for number, pupil in enumerate(pupils, 1)]
    return MemoryLivrets(livrets, structures=(CLASS,))


@some.composite
def sources(draw, size=20):
    told = some.sampled_from([SAME] * 6 + [RENAMED, UNKNOWN])
    rows = some.lists(told, min_size=size, max_size=size).map(tuple)
    listed = draw(rows)
    return Source(listed, draw(some.just(listed) | rows))


async def a_pass(livrets, register, limits, *, stopped_after=None):
    """One pass of the run, stopped once so many of its events were told."""
    stop = asyncio.Event()
    told = 0
    stream = synchronise(RUN, register, livrets, at_once=3, stop=stop, limits=limits)
    with suppress(MassChangeBlocked):
        async for _ in stream:
            told += 1
            if told == stopped_after:
                stop.set()


def updated(livrets):
    return sum(decision.outcome is Outcome.UPDATED for decision in livrets.recorded)


def names(livrets):
    return {number: livret.pupil.family_name for number, livret in livrets.by_id.items()}


@examples(200)
@given(sources())
async def test_a_wrong_source_changes_no_more_than_the_limits_allow(source):
    livrets = livrets_of(source)
    await a_pass(livrets, Contradictory(source), LIMITS)
    if source.share(source.listed, RENAMED) > LIMITS.modified:
        assert (livrets.state, livrets.recorded) == (RunState.HELD, [])
    if livrets.state is RunState.HELD:
        assert updated(livrets) <= LIMITS.modified * len(source.listed)
    else:
        assert source.share(source.answered, RENAMED) <= LIMITS.modified
        assert source.share(source.answered, UNKNOWN) <= LIMITS.not_found


@examples(200)
@given(sources(), some.integers(1, 25))
async def test_a_run_in_several_passes_is_judged_like_one(source, stopped_after):
    in_one, in_two = livrets_of(source), livrets_of(source)
    await a_pass(in_one, Contradictory(source), LIMITS)
    await a_pass(in_two, Contradictory(source), LIMITS, stopped_after=stopped_after)
    while in_two.state is RunState.STOPPED:
        await a_pass(in_two, Contradictory(source), LIMITS)
    assert in_two.state is in_one.state
    if in_one.state is RunState.COMPLETE:
        assert names(in_two) == names(in_one)


@examples(200)
@given(sources())
async def test_whoever_understood_a_held_run_gets_what_a_direct_run_gives(source):
    direct, held = livrets_of(source), livrets_of(source)
    await a_pass(direct, Contradictory(source), None)
    await a_pass(held, Contradictory(source), LIMITS)
    await a_pass(held, Contradictory(source), None)
    assert names(held) == names(direct)
    assert held.state is RunState.COMPLETE
