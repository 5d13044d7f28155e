"""The menu Académie, as support staff use it: on screens, and line by line."""

import pytest

from tests.journeys.terminal import Terminal
from tests.journeys.test_academy import Academy
from tests.postgres import SERVICE
from tests.processes import plain

SCHOOL = "0960001E"
SUPPORT = {"LSUN_SYNC_UTILISATEUR_ROLE": "assistance"}
TO_ACADEMY = "8"
ALL_SCHOOLS, FOLLOW, NIGHTS, QUOTA, STOP = "3", "4", "5", "6", "7"
SEE_RUNS, RELEASE, HAND_OVER = "1", "2", "3"
BACK = "0"


@pytest.fixture
def academy(served, postgres, environment):
    """The school of the demonstration on a server, whose account is that of the support staff."""
    with postgres.database() as name:
        academy = Academy(served, postgres.url(name), environment)
        for command in (
            ("base", "autoriser", SERVICE, "--role", "assistance"),
            ("academie", "preparer"),
        ):
            assert served(*command, **academy.owner).returncode == 0
        academy.service |= SUPPORT
        yield academy


def lines_of(served, academy, *typed):
    """What is told when these lines are typed in the menu Académie."""
    done = served("--lineaire", typed=(TO_ACADEMY, *typed, BACK, BACK), **academy.service)
    assert done.returncode == 0, done.stderr
    return plain(done.stdout), plain(done.stderr)


@pytest.mark.proof
def test_a_directeur_is_offered_no_academy(served, academy):
    done = served("--lineaire", typed=(BACK,), **(academy.service | directeur()))
    assert "Académie" not in done.stderr


def directeur():
    return {"LSUN_SYNC_UTILISATEUR_ROLE": "directeur"}


def test_line_by_line_a_school_is_handed_over_and_given_back(served, academy):
    told, asked = lines_of(
        served, academy, ALL_SCHOOLS, "1", HAND_OVER, RELEASE, SEE_RUNS, BACK, BACK
    )
    assert "1 à faire" in told
    assert f"({SCHOOL})" in told
    assert "pas encore essayée." in told
    assert f"L'école {SCHOOL} vous est confiée" in told
    assert f"L'école {SCHOOL} sera synchronisée dès qu'un ouvrier sera libre." in told
    assert "Cette école n'a jamais été synchronisée." in told
    assert "Écoles qui attendent quelqu'un : 0" in asked
    outcomes = academy.rows("SELECT outcome FROM attempts ORDER BY id")
    assert outcomes == [("handed over",), ("released",)]
    [(queued,)] = academy.rows("SELECT count(*) FROM lsun_academy.pgqueuer")
    assert queued == 1


@pytest.mark.proof
def test_by_commands_a_school_is_handed_over_and_given_back(academy):
    assert f"L'école {SCHOOL} vous est confiée" in academy("confier", SCHOOL)
    assert academy.status()["attendent_quelqu_un"] == 1
    assert "dès qu'un ouvrier sera libre" in academy("relancer", SCHOOL)
    assert academy.status()["attendent_quelqu_un"] == 0


@pytest.mark.proof
def test_what_does_not_wait_is_not_given_back(served, academy):
    _, asked = lines_of(served, academy, ALL_SCHOOLS, "1", RELEASE, BACK, BACK)
    assert "Cette école n'attend personne" in asked


@pytest.mark.proof
def test_line_by_line_the_night_is_followed_stopped_and_gone_on_with(served, academy):
    told, asked = lines_of(served, academy, FOLLOW, "", NIGHTS, STOP, "oui", STOP)
    assert "Entrée arrête de la suivre." in asked
    assert "Aucune nuit n'a encore eu lieu." in told
    assert "La nuit est arrêtée" in told
    assert "Elle est arrêtée depuis" in told
    assert "La nuit reprend" in told


@pytest.mark.proof
def test_the_night_is_not_stopped_by_who_does_not_say_so(served, academy):
    told, _ = lines_of(served, academy, STOP, "")
    assert "La nuit est arrêtée" not in told


@pytest.mark.proof
def test_a_quota_that_is_none_is_asked_for_again(served, academy):
    told, asked = lines_of(served, academy, QUOTA, "beaucoup", "250")
    assert "Dites combien de demandes par seconde" in asked
    assert "Le quota est de 250 demandes par seconde" in told
    assert academy.status()["quota"] == 250


def change_the_quota(terminal):
    """To 500, after a number that is too high."""
    terminal.press("end", "up", "enter")
    terminal.wait_for("[100")
    terminal.press("end", "backspace", "backspace", "backspace")
    terminal.type("5000000")
    terminal.press("enter")
    terminal.wait_for("un nombre, de 1 à 10 000")
    terminal.type("500")  # what is wrong is replaced
    terminal.press("enter")
    terminal.wait_for("Le quota est de 500 demandes par seconde")


@pytest.mark.proof
def test_on_screens_the_same_is_done_by_keys_alone(served, academy, environment):
    variables = environment | served.settings | academy.service
    with Terminal(environment=variables) as terminal:
        terminal.wait_for("Académie")
        terminal.press("ctrl+p")
        terminal.wait_for("Commandes")
        terminal.type("acad")
        terminal.wait_for("Filtre : acad")
        terminal.press("enter")
        terminal.wait_for("1 à faire", "Toutes les écoles : 1", "Arrêter la nuit")
        terminal.press("down", "down", "enter")
        terminal.wait_for(SCHOOL, "pas encore essayée")
        terminal.press("enter")
        terminal.wait_for("La confier à une personne")
        terminal.press("end", "enter")
        terminal.wait_for("vous est confiée")
        terminal.press("up", "enter")
        terminal.wait_for("dès qu'un ouvrier sera libre")
        terminal.press("up", "enter")
        terminal.wait_for("Historique des synchronisations", "n'a jamais été synchronisée")
        terminal.press("escape")
        terminal.wait_for("La confier à une personne")
        terminal.press("escape")
        terminal.wait_for("Filtre : aucun")
        terminal.press("escape")
        terminal.wait_for("Changer le quota : 100")
        change_the_quota(terminal)
        terminal.press("escape")
        terminal.wait_for("Arrêter la nuit")
        terminal.press("end", "enter")
        terminal.wait_for("Arrêter la nuit ?", "> Non")
        terminal.press("down", "enter")
        terminal.wait_for("Faire reprendre la nuit", "Elle est arrêtée depuis")
        terminal.press("enter")
        terminal.wait_for("La nuit reprend", "Changer le quota : 500")
        terminal.press("up", "up", "enter")
        terminal.wait_for("Nuit du", "relancée")
    assert academy.status()["quota"] == 500
