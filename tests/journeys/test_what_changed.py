"""« Ce qui a changé » over a period: on the screens, and line by line."""

import pytest

from tests.journeys.terminal import Terminal

NOTHING = "Aucune synchronisation n'a rien changé pour ces élèves dans cette période."
TO_THE_CHANGES = "5"


@pytest.fixture
def synchronised(served):
    assert served("synchroniser").returncode == 0
    return served


@pytest.fixture
def terminal(synchronised, environment):
    """The screen of the changes."""
    with Terminal(environment=environment | synchronised.settings) as opened:
        opened.wait_for("École primaire publique des Tilleuls", "Ce qui a changé")
        opened.type("down", "down", "down", "down", "enter")
        opened.wait_for("❯ Ce qui a changé", "12 changements.")
        yield opened


def test_the_changes_are_those_of_the_command_and_enter_shows_one(terminal, synchronised):
    told = synchronised("changements").stdout.splitlines()
    terminal.wait_for(*(line[:60] for line in told if not line.startswith(" ")))
    terminal.wait_for("Filtre : aucun (tapez un nom ou une classe)")
    terminal.wait_until(lambda: terminal.current_line.startswith("> "), "the current row")
    terminal.type(*"dupont")
    terminal.wait_for("Filtre : dupont — 1 sur 12")
    terminal.type("enter")
    terminal.wait_for("Avant : Marie Claire │ Après : Marie Claire, [Yvete]")
    terminal.type("escape")
    terminal.wait_for("Filtre : dupont")
    terminal.type("escape")
    terminal.wait_for("Filtre : aucun")
    terminal.type("escape")
    terminal.wait_for("Changer d'école")


@pytest.mark.proof
def test_what_is_no_day_is_told_at_its_field_and_put_right(terminal):
    terminal.type("shift+tab", "shift+tab", *"hier", "enter")
    terminal.wait_for("« hier » n'est pas un jour du calendrier.")
    assert terminal.current_line.startswith("> Du")
    terminal.type(*["backspace"] * 4, *"02/09/2026", "enter")
    terminal.wait_until(lambda: "« hier »" not in terminal.text, "the end of the fault")
    terminal.wait_until(lambda: "DUPONT" in terminal.current_line, "the list")
    terminal.type("shift+tab", *"01/09/2026", "enter")
    terminal.wait_for("Cette période finit avant de commencer.")
    assert terminal.current_line.startswith("> Au")


@pytest.mark.proof
def test_where_nobody_changed_it_is_said_and_the_way_back_gives_the_rest_again(terminal):
    terminal.type("shift+tab", *"01/09/2000", "enter")
    terminal.wait_for(NOTHING)
    terminal.type("escape")
    terminal.wait_for("12 changements.")
    assert "01/09/2000" not in terminal.text


@pytest.mark.proof
def test_the_history_and_the_palette_lead_there_too(terminal):
    terminal.type("escape")
    terminal.wait_for("Changer d'école")
    terminal.type("up", "enter")
    terminal.wait_for("1 synchronisation.", "[ Ce qui a changé ]")
    terminal.type("tab", "enter")
    terminal.wait_for("❯ Historique des synchronisations ❯ Ce qui a changé", "12 changements.")
    terminal.type("ctrl+p")
    terminal.wait_for("Aller à : Ce qui a changé")


def test_line_by_line_a_period_is_asked_told_and_one_of_it_opened(synchronised):
    typed = (TO_THE_CHANGES, "hier", "", "", "dupont", "1", "0", "0", "0")
    done = synchronised("--lineaire", typed=typed)
    assert "Erreur : « hier » n'est pas un jour du calendrier." in done.stderr
    assert "12 changements." in done.stdout
    assert "Prénoms, après : « Marie Claire, [Yvete] »" in done.stdout.splitlines()
    assert done.stderr.splitlines()[-1] == "Au revoir."


def test_line_by_line_a_period_in_which_nobody_changed_says_so(synchronised):
    typed = (TO_THE_CHANGES, "", "01/09/2000", "0")
    done = synchronised("--lineaire", typed=typed)
    assert NOTHING in done.stdout.splitlines()
    assert done.stderr.splitlines()[-1] == "Au revoir."


@pytest.mark.proof
def test_line_by_line_a_period_that_ends_before_it_begins_is_asked_again(synchronised):
    typed = (TO_THE_CHANGES, "02/09/2026", "01/09/2026", "0", "0")
    done = synchronised("--lineaire", typed=typed)
    assert "Erreur : Cette période finit avant de commencer." in done.stderr
    assert done.stderr.splitlines()[-1] == "Au revoir."


@pytest.mark.proof
def test_from_three_runs_on_the_history_says_how_many_pupils_they_updated(synchronised):
    assert "dernières synchronisations" not in synchronised("historique").stdout
    for _ in range(2):
        assert synchronised("synchroniser", "--eleve", "dupont").returncode == 0
    sentence = (
        "Les 3 dernières synchronisations, de la plus ancienne à la plus récente : de 0 à 10 élèves"
        " mis à jour, 3 en moyenne, 0 à la dernière."
    )
    assert synchronised("historique").stdout.splitlines()[-1] == sentence
    assert sentence in synchronised("--lineaire", typed=("4", "0", "0")).stdout.splitlines()
    assert "dernières" not in synchronised("historique", "--format", "json").stdout
