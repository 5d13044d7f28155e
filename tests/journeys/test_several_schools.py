"""Support staff have several schools in one store, and always know in which one they are."""

import json
from dataclasses import replace

import pytest

from adapters.demonstration import demonstration
from core.model.identifiers import Uai
from core.model.records import School
from tests.journeys.terminal import Terminal
from tests.stores import fill

OTHER = School(Uai("0350760L"), "École élémentaire Jean Moulin")
TILLEULS = "École primaire publique des Tilleuls (0960001E)"
WARNING = "⚠ 2 écoles : vous êtes dans "


@pytest.fixture
def two_schools(served):
    fill(served.store, replace(demonstration().lsun, school=OTHER))
    return served


def test_the_schools_of_the_store_are_told(two_schools):
    assert two_schools("ecoles").stdout.splitlines() == [
        "0960001E  École primaire publique des Tilleuls",
        "0350760L  École élémentaire Jean Moulin",
    ]
    output = two_schools("ecoles", "--format", "json").stdout.splitlines()
    assert json.loads(output[1]) == {"type": "ecole", "uai": "0350760L", "nom": OTHER.name}


@pytest.mark.parametrize("named", ["0960001E", "0960001e", "tilleuls", "ECOLE PRIMAIRE"])
def test_a_school_is_named_by_its_uai_or_by_its_name(two_schools, named):
    done = two_schools("synchroniser", "--ecole", named)
    assert done.returncode == 0
    assert two_schools.rows("SELECT school FROM runs") == [("0960001E",)]


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ((), "Plusieurs écoles conviennent."),
        (("--ecole", "école"), "Plusieurs écoles conviennent."),
        (("--ecole", "Ferry"), "L'école « Ferry » n'est pas dans la base LSUN."),
        (("--ecole", "---"), "L'école « --- » n'est pas dans la base LSUN."),
    ],
)
def test_a_school_that_could_be_several_or_none_is_refused_and_they_are_named(
    two_schools, named, sentence
):
    if named == ("--ecole", "---"):
        named = ("--ecole=---",)
    done = two_schools("synchroniser", *named)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert TILLEULS in done.stderr
    assert two_schools.rows("SELECT count(*) FROM runs") == [(0,)]


def test_on_the_screens_one_chooses_and_the_header_says_where_one_is(two_schools, environment):
    with Terminal(environment=environment | two_schools.settings) as terminal:
        terminal.wait_for("De quelle école s'agit-il ?", "Jean Moulin", "Tilleuls")
        terminal.type(*"till")
        terminal.wait_for("Filtre : till")
        terminal.wait_until(lambda: "Moulin" not in terminal.text, "the filter")
        terminal.type("enter")
        terminal.wait_for(
            f"{WARNING}0960001E — École primaire publique des Tilleuls", "❯ Paramétrage"
        )
        terminal.wait_for("Changer d'école")
        terminal.type("enter")
        terminal.wait_for(WARNING, "6 classes cochées, 131 élèves.")
        terminal.type("escape")
        terminal.wait_for("Changer d'école")
        terminal.type("down", "down", "down", "down", "enter")
        terminal.wait_for("De quelle école s'agit-il ?", "Jean Moulin")
        terminal.type("down", "enter")
        terminal.wait_for(f"{WARNING}0350760L")


def test_with_one_school_the_header_warns_of_nothing(served, environment):
    with Terminal(environment=environment | served.settings) as terminal:
        terminal.wait_for(f"LSUN — {TILLEULS}", "Paramétrage")
        assert "⚠" not in terminal.text
