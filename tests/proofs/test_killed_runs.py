"""A synchronisation that is killed at any moment, and taken up, does what one does that is not."""

import random
import subprocess

import pytest

from tests.effort import much
from tests.processes import start

pytestmark = pytest.mark.proof

KILLS = 6
LONGEST_LIFE = 0.8
"""Seconds: one that is not killed is done in about half of it."""

EXPIRED = "UPDATE runs SET lease_until = '2020-01-01 00:00:00.000000' WHERE state = 'running'"
PUPILS = """
    SELECT ine, family_name, usual_name, first_names, sex, birth_date, birth_place, level,
        addresses, email, phones, label
    FROM pupils JOIN structures ON structures.id = structure ORDER BY 2, 4, 6
"""
GUARDIANS = """
    SELECT pupils.family_name, pupils.first_names, position, guardians.civility,
        guardians.family_name, guardians.first_name, kinship, custody, address, guardians.phones
    FROM guardians JOIN pupils ON pupils.id = pupil ORDER BY 1, 2, 3
"""
ARCHIVES = "SELECT livret FROM archives ORDER BY 1"
TEACHERS = """
    SELECT civility, family_name, first_name, label FROM teachers
    LEFT JOIN teachings ON teacher = teachers.id LEFT JOIN structures ON structures.id = structure
    ORDER BY 2, 3, 4
"""
MESSAGES = "SELECT text FROM messages ORDER BY 1"


def contents(school):
    """What a synchronisation leaves, whatever the numbers that rows were given."""
    return [school.rows(query) for query in (PUPILS, GUARDIANS, ARCHIVES, TEACHERS, MESSAGES)]


@pytest.fixture
def whole(served, tmp_path):
    """The same school, synchronised without any accident."""
    school = served.on_a_copy(tmp_path / "whole.sqlite")
    assert school("synchroniser").returncode == 0
    return contents(school)


def live_for(seconds, school, environment, *arguments):
    """Synchronise, unless it takes longer than that: then it is killed."""
    with start(
        *("synchroniser", *arguments),
        environment=environment | school.settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.mark.parametrize("seed", range(much(60)))
def test_whenever_it_is_killed_what_is_taken_up_ends_as_the_whole_does(
    served, whole, environment, seed
):
    chance = random.Random(seed)
    arguments: tuple[str, ...] = ()
    for _ in range(KILLS):
        live_for(chance.uniform(0, LONGEST_LIFE), served, environment, *arguments)
        served.rows(EXPIRED, write=True)
        arguments = ("--reprendre",) if served.count("runs WHERE state = 'running'") else ()
        if served.count("runs WHERE state = 'complete'"):
            break
    else:
        assert served("synchroniser", *arguments).returncode == 0
    assert served.rows("SELECT state FROM runs") == [("complete",)]
    assert contents(served) == whole
