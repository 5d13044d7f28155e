"""Support staff have several schools in one store, and always know in which one they are."""

import json
import signal
import subprocess
from dataclasses import replace

import pytest

from adapters.demonstration import demonstration
from core.model.identifiers import Uai
from core.model.records import School
from tests.journeys.terminal import Terminal
from tests.processes import plain, start
from tests.stores import fill
from tests.waiting import PATIENCE

pytestmark = pytest.mark.proof

OTHER = School(Uai("0350760L"), "École élémentaire Jean Moulin")
TILLEULS = "École primaire publique des Tilleuls (0960001E)"
DUPONT = next(pupil for pupil, _ in demonstration().lsun.pupils if pupil.family_name == "DUPONT")
WARNING = "⚠ 2 écoles : vous êtes dans "


@pytest.fixture
def two_schools(served):
    fill(served.store, replace(demonstration().lsun, school=OTHER))
    return served


def as_objects(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_schools_of_the_store_are_told_and_how_each_stands(two_schools):
    two_schools("synchroniser", "--ecole", "0350760L", "--classe", "CE1 A")
    there, here = two_schools("ecoles").stdout.splitlines()
    assert here == "0960001E  École primaire publique des Tilleuls — jamais synchronisée"
    assert there.startswith("0350760L  École élémentaire Jean Moulin — ")
    there, here = as_objects(two_schools("ecoles", "--format", "json"))
    assert here == {
        "type": "ecole",
        "uai": "0960001E",
        "nom": "École primaire publique des Tilleuls",
        "synchronisee": None,
        "etat": None,
        "retenue": False,
        "avertissements": 0,
        "non_verifies": 0,
    }
    assert there["etat"] in ("retenue", "suspendue", "incomplète")


def test_every_school_is_synchronised_and_the_worst_is_the_status(two_schools):
    # The register has no other school than the first one.
    done = two_schools("synchroniser", "--toutes-les-ecoles")
    assert done.returncode == 5
    there, here = done.stdout.splitlines()
    assert here.startswith(f"{TILLEULS} — Synchronisation terminée. Élèves vérifiés : 131 sur 131")
    assert there.startswith(f"{OTHER.name} (0350760L) — Synchronisation suspendue : ")
    assert two_schools.rows("SELECT school FROM runs ORDER BY id") == [
        ("0350760L",),
        ("0960001E",),
    ]


def test_a_school_that_is_refused_stops_no_other(two_schools):
    two_schools.rows(
        "INSERT INTO schools (uai, name) VALUES ('0690078K', 'École des Aulnes')", write=True
    )
    done = two_schools("synchroniser", "--toutes-les-ecoles", "--format", "json")
    assert done.returncode == 2
    empty, there, here = as_objects(done)
    assert (empty["type"], empty["ecole"]) == ("refus", "0690078K")
    assert empty["texte"].startswith("Les classes cochées n'ont aucun élève")
    assert (here["type"], here["ecole"], here["complete"]) == ("bilan", "0960001E", True)
    assert (here["avertissements"] > 0, here["erreurs"]) == (True, 0)
    assert (there["ecole"], there["complete"]) == ("0350760L", False)


@pytest.mark.parametrize(
    "option",
    [("--ecole", "tilleuls"), ("--j-ai-compris",), ("--classe", "CE1 A"), ("--reprendre",)],
)
def test_what_is_said_of_one_school_is_not_said_of_all(two_schools, option):
    done = two_schools("synchroniser", "--toutes-les-ecoles", *option)
    assert (done.returncode, done.stdout) == (2, "")
    assert "synchronise chaque école en entier" in done.stderr
    assert two_schools.rows("SELECT count(*) FROM runs") == [(0,)]


def test_who_may_not_synchronise_is_told_so_of_each_school(two_schools):
    support = {"LSUN_SYNC_UTILISATEUR_ROLE": "assistance"}
    done = two_schools("synchroniser", "--toutes-les-ecoles", **support)
    assert done.returncode == 2
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert all("Votre rôle (assistance) ne permet pas de synchroniser" in line for line in lines)
    assert two_schools.count("runs") == 0


def test_without_an_address_no_school_is_begun(two_schools):
    done = two_schools("synchroniser", "--toutes-les-ecoles", LSUN_SYNC_BE1D_ADRESSE="")
    assert (done.returncode, done.stdout) == (2, "")
    assert "n'est pas réglée" in done.stderr


def test_a_stop_ends_the_school_that_is_under_way_and_begins_no_other(held, environment):
    fill(held.store, replace(demonstration().lsun, school=replace(OTHER, name="École Zola")))
    with start(
        *("synchroniser", "--toutes-les-ecoles"),
        environment=environment | held.settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        held.register.wait_until_held()
        process.send_signal(signal.SIGINT)
        assert process.stderr.readline().startswith("Arrêt demandé")
        held.register.let_go()
        here, there = plain(process.stdout.read()).splitlines()
        assert process.wait(PATIENCE) == 1
    assert here.startswith(f"{TILLEULS} — Synchronisation incomplète.")
    assert there == "École Zola (0350760L) — Non commencée : l'arrêt a été demandé."
    assert held.rows("SELECT school FROM runs") == [("0960001E",)]


def test_a_pupil_is_looked_for_in_every_school(two_schools):
    lines = two_schools("eleves", "DUPONT marie").stdout.splitlines()
    assert [line.rpartition(" — ")[2] for line in lines] == [f"{OTHER.name} (0350760L)", TILLEULS]
    assert all(line.startswith("Marie Claire DUPONT (CE1 A) — ") for line in lines)
    assert str(DUPONT.ine) not in "".join(lines)
    _, found = as_objects(two_schools("eleves", str(DUPONT.ine).lower(), "--format", "json"))
    assert found == {
        "type": "eleve",
        "ecole": "0960001E",
        "nom_ecole": "École primaire publique des Tilleuls",
        "nom": "Marie Claire DUPONT",
        "ine": str(DUPONT.ine),
        "classe": "CE1 A",
        "ne_le": DUPONT.birth_date.isoformat(),
    }
    assert len(two_schools("eleves").stdout.splitlines()) == 2 * 131
    nobody = two_schools("eleves", "zzz")
    assert (nobody.returncode, nobody.stdout) == (
        0,
        "Aucun élève de ces écoles n'a ce nom ni cet INE.\n",
    )


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
        terminal.type(*("down",) * 5, "enter")
        terminal.wait_for("De quelle école s'agit-il ?", "Jean Moulin")
        terminal.type("enter")
        terminal.wait_for(f"{WARNING}0350760L")


def test_with_one_school_the_header_warns_of_nothing(served, environment):
    with Terminal(environment=environment | served.settings) as terminal:
        terminal.wait_for(f"LSUN — {TILLEULS}", "Paramétrage")
        assert "⚠" not in terminal.text
