"""A run belongs to who has its lease, which is good for thirty seconds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.lsun.fingerprints import fingerprint_of
from adapters.lsun.maintenance import SqliteFile
from adapters.lsun.store import LsunStore
from core.errors import RunInProgress, RunLost
from core.model.runs import Override, RunState
from tests.adapters.lsun.conftest import CONTENTS, IN_A_FILE, NOW, WHOLE_SCHOOL


class Clock:
    """A clock that is set."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now

    def pass_by(self, seconds):
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def timed(url, clock):
    """A store with a school, on that clock."""
    async with LsunStore.open(url, clock=clock) as opened:
        await opened.fill(CONTENTS)
        yield opened


@pytest.mark.parametrize("seconds", [0, 29])
async def test_a_run_whose_lease_is_good_is_neither_resumed_nor_joined(timed, clock, seconds):
    run = await timed.start_run(WHOLE_SCHOOL, "Mme Martin")
    clock.pass_by(seconds)
    with pytest.raises(RunInProgress):
        await timed.resume(run, "M. Durand")
    with pytest.raises(RunInProgress):
        await timed.start_run(WHOLE_SCHOOL, "M. Durand")
    await timed.renew(run)


async def test_a_run_whose_lease_has_run_out_is_resumed_and_lost_to_who_had_it(timed, clock):
    run = await timed.start_run(WHOLE_SCHOOL, "Mme Martin")
    clock.pass_by(31)
    again = await timed.resume(run, "M. Durand")
    with pytest.raises(RunLost):
        await timed.renew(run)
    await timed.renew(again)


async def test_who_resumes_a_run_holds_it_in_his_name_and_answers_for_what_he_overrides(timed):
    run = await timed.start_run(WHOLE_SCHOOL, "Mme Martin", Override.NEW_YEAR)
    await timed.finish(run, RunState.HELD)
    again = await timed.resume(run, "M. Durand", Override.EVERYTHING)
    assert again == replace(run, by="M. Durand", override=Override.EVERYTHING)
    assert again.lease not in ("", run.lease)
    with pytest.raises(RunInProgress):
        await timed.resume(run, "Mme Martin")
    await timed.finish(again, RunState.STOPPED)
    assert (await timed.resume(again, "Mme Martin")).override is Override.EVERYTHING


@IN_A_FILE
async def test_a_lease_has_run_out_at_the_moment_that_it_is_good_until(timed, clock, path):
    file = SqliteFile(f"sqlite:///{path}", clock=clock)
    run = await timed.start_run(WHOLE_SCHOOL, "Mme Martin")
    assert file.is_in_use()
    clock.pass_by(30)
    assert not file.is_in_use()
    again = await timed.resume(run, "M. Durand")
    clock.pass_by(1)
    await timed.finish(again, RunState.COMPLETE)
    assert not file.is_in_use()


async def test_a_lease_that_was_renewed_is_good_from_then_on(timed, clock):
    run = await timed.start_run(WHOLE_SCHOOL, "Mme Martin")
    clock.pass_by(29)
    await timed.renew(run)
    clock.pass_by(29)
    with pytest.raises(RunInProgress):
        await timed.resume(run, "M. Durand")


async def test_a_clock_that_jumps_back_lets_nobody_else_in_and_loses_nothing(timed, clock):
    run = await timed.start_run(WHOLE_SCHOOL, "Mme Martin")
    clock.pass_by(-3600)
    with pytest.raises(RunInProgress):
        await timed.resume(run, "M. Durand")
    await timed.renew(run)
    clock.pass_by(31)
    await timed.resume(run, "M. Durand")


@pytest.mark.parametrize("other", [(2, 1, NOW, "{}"), (1, 2, NOW, "{}"), (1, 1, NOW, "[]")])
def test_a_fingerprint_is_of_the_pupil_the_run_the_time_and_the_livret(other):
    assert fingerprint_of(1, 1, NOW, "{}") != fingerprint_of(*other)
    assert fingerprint_of(1, 1, NOW, "{}") != fingerprint_of(1, 1, NOW + timedelta(seconds=1), "{}")
