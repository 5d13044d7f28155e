"""Settings looked at and changed, on a real terminal and line by line."""

import stat
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal

TO_SETTINGS = "8"
AT_ONCE, NAME, THEME = "4", "6", "9"
BACK = "0"
COMMENTED = "# Ce que l'académie demande.\n[be1d]\nsimultanes = 10 # pas plus\n"
IN_VARIABLE = {"LSUN_SYNC_UTILISATEUR_NOM": "Testeur"}


@pytest.fixture
def file(environment):
    path = Path(environment["XDG_CONFIG_HOME"], "lsun-sync", "reglages.toml")
    path.parent.mkdir(parents=True)
    path.write_text(COMMENTED, "utf-8")
    path.chmod(0o600)
    return path


def lines_of(served, *typed):
    """What is told and asked when these lines are typed among the settings."""
    done = served("--lineaire", typed=(TO_SETTINGS, *typed, BACK, BACK), **IN_VARIABLE)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_line_by_line_one_value_is_changed_and_its_comment_stays(served, file):
    told, asked = lines_of(served, AT_ONCE, "7")
    assert "4. Élèves cherchés à la fois : 10 (fichier, ligne 3)" in asked
    assert "Accepté : un nombre entier de 1 à 100." in told
    assert f"Enregistré dans {file}. Cela vaudra au prochain démarrage de lsun-sync." in told
    assert "4. Élèves cherchés à la fois : 7 (fichier, ligne 3)" in asked
    assert file.read_text("utf-8") == COMMENTED.replace("10", "7")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_line_by_line_what_does_not_do_is_asked_again_and_nothing_is_written(served, file):
    told, asked = lines_of(served, AT_ONCE, "mille", "")
    assert "Erreur : « mille » ne convient pas. Écrivez un nombre entier de 1 à 100" in asked
    assert "Rien n'a changé." in told
    assert file.read_text("utf-8") == COMMENTED


def test_line_by_line_what_a_variable_sets_is_not_asked(served, file):
    told, _ = lines_of(served, NAME)
    assert "Qui synchronise, pour l'historique : Testeur (variable LSUN_SYNC_UTILISATEUR" in told
    assert "l'emporte sur le fichier : il ne peut pas être changé d'ici." in told
    assert file.read_text("utf-8") == COMMENTED


@pytest.fixture
def settings(environment, served, file):
    """The settings in a terminal."""
    with Terminal(environment=environment | served.settings | IN_VARIABLE) as opened:
        opened.wait_for("École primaire")
        opened.press("end", "up", "enter")
        opened.wait_for("Élèves cherchés à la fois : 10")
        yield opened


def colour_of_the_breadcrumb(terminal):
    return terminal.screen.buffer[1][0].fg


def test_on_the_screens_the_theme_changes_at_once_and_is_kept(settings, file):
    before = colour_of_the_breadcrumb(settings)
    settings.press("home", *["down"] * 8, "enter")
    settings.wait_for("Accepté : sombre, clair ou contraste.")
    settings.press("rose", "enter")
    settings.wait_for("« rose » ne convient pas. Écrivez sombre, clair ou contraste")
    assert file.read_text("utf-8") == COMMENTED
    settings.press(*["backspace"] * len("rose"), "clair", "enter", "enter")
    settings.wait_for("Enregistré dans", "Cela vaut dès maintenant.")
    settings.wait_until(lambda: colour_of_the_breadcrumb(settings) != before, "others")
    assert file.read_text("utf-8") == f'{COMMENTED}\n[terminal]\ntheme = "clair"\n'
    settings.press("escape")
    settings.wait_for("Couleurs des écrans : clair (fichier, ligne 6)")


def test_on_the_screens_what_a_variable_sets_has_no_field(settings, file):
    settings.press("home", *["down"] * 5, "enter")
    settings.wait_for("il ne peut pas être changé d'ici")
    assert "Enregistrer" not in settings.text
    assert file.read_text("utf-8") == COMMENTED
