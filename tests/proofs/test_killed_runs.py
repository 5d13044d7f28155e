"""A synchronisation that is killed at any moment keeps its promise, and ends as the whole does."""

import random
import shutil
import subprocess
import time

import pytest

from adapters.demonstration import demonstration
from tests.effort import KILLS, PROOFS, much
from tests.invariants import Promise, contents, livrets
from tests.processes import start

pytestmark = pytest.mark.proof

EACH = 5
"""Kills of one test."""
EXPIRED = "UPDATE runs SET lease_until = '2020-01-01 00:00:00.000000' WHERE state = 'running'"
UAI = demonstration().lsun.school.uai


class Killed:
    """A school whose synchronisations are killed, and how one goes that is not."""

    def __init__(self, school, environment, uninterrupted):
        self.school, self._environment = school, environment
        self._arguments = ()
        before = contents(school.store)
        shutil.copy(school.store, f"{school.store}.before")
        began = time.monotonic()
        assert uninterrupted("synchroniser").returncode == 0
        self._lasts = time.monotonic() - began
        as_they_were = livrets(school.store, UAI)
        self.promise = Promise(before, as_they_were, contents(uninterrupted.store))

    def contents(self):
        """What is in the store, as if its last lease had run out."""
        self.school.rows(EXPIRED, write=True)
        return contents(self.school.store)

    def is_complete(self):
        return bool(self.school.count("runs WHERE state = 'complete'"))

    def anew(self):
        for path in self.school.store.parent.glob(f"{self.school.store.name}-*"):
            path.unlink()
        shutil.copy(f"{self.school.store}.before", self.school.store)

    def live(self, chance):
        """Synchronise, or take up what can be, for some time; whether it was killed."""
        with start(
            *self._command(),
            environment=self._environment | self.school.settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                process.wait(chance.uniform(0, self._lasts))
            except subprocess.TimeoutExpired:
                process.kill()
                return True
            return False

    def to_the_end(self):
        assert self.school(*self._command()).returncode == 0

    def _command(self):
        resumed = ("--reprendre",) if self.school.count("runs") else ()
        return ("synchroniser", *resumed)


@pytest.fixture
def killed(served, environment, tmp_path):
    return Killed(served, environment, served.on_a_copy(tmp_path / "whole.sqlite"))


@pytest.mark.parametrize("seed", range(KILLS // EACH or (much(40) if PROOFS else 2)))
def test_whenever_it_is_killed_all_is_whole_and_what_is_taken_up_ends_as_the_whole_does(
    killed, seed
):
    chance = random.Random(seed)
    kills = 0
    while kills < EACH:
        kills += killed.live(chance)
        killed.promise.check(killed.contents())
        if killed.is_complete():
            killed.promise.check_end(killed.contents())
            killed.anew()
    killed.to_the_end()
    killed.promise.check_end(killed.contents())
    assert killed.contents().said == killed.promise.after.said
    assert killed.school.rows("SELECT state FROM runs") == [("complete",)]
