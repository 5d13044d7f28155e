"""The whole job in a real terminal of 80 by 24, with the keyboard alone."""

from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal
from tests.stores import rows
from tests.waiting import PATIENCE

SELECTION = "❯ Paramétrage ❯ Synchronisation élèves / enseignants"


@pytest.fixture
def demonstration(opened, shown):
    """The screens on the school of the demonstration."""
    return opened(shown)


@pytest.fixture
def running(opened, held):
    """The screens in the middle of a synchronisation."""
    terminal = opened(held)
    go_to_selection(terminal)
    launch(terminal)
    terminal.wait_for("n'a pas été trouvé")
    held.register.wait_until_held()
    return terminal


def go_to_selection(terminal):
    terminal.type("enter")
    terminal.wait_for(SELECTION, "6 classes cochées, 131 élèves.")


def launch(terminal):
    terminal.type("f5")
    terminal.wait_for("Oui", "Non")
    terminal.type("o")
    terminal.wait_for("Affichés : tous les messages")


def test_menu_selection_run_and_summary(environment):
    store = Path(environment["XDG_DATA_HOME"], "lsun-sync", "demonstration", "demonstration.sqlite")
    with Terminal("demonstration", "--latence", "50", environment=environment, anew=True) as lsun:
        lsun.wait_for("École primaire publique des Tilleuls", "Paramétrage")
        do_the_whole_job(lsun)
    assert rows(store, "SELECT count(*) FROM archives") == [(9,)]


def do_the_whole_job(terminal):
    go_to_selection(terminal)
    launch(terminal)
    terminal.wait_for(
        "Synchronisation incomplète. Élèves vérifiés : 130 sur 131 ; mis à jour : 10 ;"
        " ajoutés : 2.",
        "Mis à jour : 10 élèves, dont 9 avec archivage",
        "À jour : 115 élèves",
        "Non trouvés dans Base Elèves 1er degré : 3 élèves",
        "Non vérifiés : 1 élève",
        "Reprendre les élèves non vérifiés",
    )
    terminal.type("tab", "enter")
    terminal.wait_for("Marie Claire Yvete DUPONT (CE1 A) — 1 différence — archivé")
    terminal.wait_until(lambda: "DUPONT" in terminal.current_line, "the cursor on DUPONT")
    terminal.type("enter")
    terminal.wait_for(
        "L'élève Marie Claire Yvete DUPONT (CE1 A) a été mis à jour.",
        "Avant : Marie Claire",
        "Après : Marie Claire, [Yvete]",
        "Marie Claire DUPONT (CE1 A), ",
    )
    terminal.type("escape")
    terminal.wait_for("Hugo GAUTHIER")
    terminal.type("escape")
    terminal.wait_for("À jour : 115 élèves")
    terminal.type("escape")
    terminal.wait_until(lambda: "jamais" not in terminal.text, "the date of the last run")
    terminal.type("ctrl+q")
    assert terminal.wait_for_the_end() == 0


@pytest.mark.proof
def test_a_second_synchronisation_writes_nothing(demonstration, shown):
    terminal = demonstration
    go_to_selection(terminal)
    launch(terminal)
    terminal.wait_for("mis à jour : 10 ; ajoutés : 2.")
    terminal.type("escape")
    terminal.wait_for(SELECTION, "6 classes cochées, 133 élèves.")
    launch(terminal)
    terminal.wait_for("mis à jour : 0.")
    assert shown.count("archives") == 9
    assert shown.count("runs") == 2


@pytest.mark.proof
def test_the_pupils_not_verified_are_taken_up_again_in_the_same_run(demonstration, shown):
    terminal = demonstration
    go_to_selection(terminal)
    launch(terminal)
    terminal.wait_for("Non vérifiés : 1 élève")
    errors = "messages WHERE severity = 'ERROR'"
    assert shown.count(errors) == 1
    terminal.type("f5")
    terminal.wait_until(lambda: shown.count(errors) == 2, "the second look-up")
    terminal.wait_for("Non vérifiés : 1 élève")
    assert shown.count("runs") == 1


def test_escape_asks_then_stops_cleanly_and_says_what_was_done(running, held):
    terminal = running
    terminal.type("escape")
    terminal.wait_for("Arrêter la synchronisation ?")
    terminal.type("enter")
    terminal.wait_until(lambda: "Arrêter la" not in terminal.text, "the question's end")
    terminal.type("escape")
    terminal.wait_for("Arrêter la synchronisation ?")
    terminal.type("down", "enter")
    terminal.wait_for("Arrêt demandé")
    held.register.let_go()
    terminal.wait_for("Synchronisation incomplète.", "Non traités : ")
    assert held.count("runs WHERE state = 'stopped'") == 1
    done = held.count("run_pupils WHERE outcome IS NOT NULL AND outcome != 'admitted'")
    assert f"Élèves vérifiés : {done} sur 131" in terminal.flowing_text
    terminal.type("f5")
    terminal.wait_for("Synchronisation terminée. Élèves vérifiés : 131 sur 131")


def test_quitting_during_a_run_asks_then_drains(running, held):
    terminal = running
    terminal.type("ctrl+q")
    terminal.wait_for("Une synchronisation est en cours. L'arrêter et quitter ?")
    terminal.type("down", "enter")
    terminal.wait_until(lambda: "L'arrêter" not in terminal.text, "the question's end")
    held.register.let_go()
    assert terminal.wait_for_the_end() == 0
    assert held.count("runs WHERE state = 'stopped'") == 1


def test_nothing_ticked_disables_the_button_and_says_why(demonstration):
    terminal = demonstration
    go_to_selection(terminal)
    terminal.type("space")
    terminal.wait_for("Aucune classe n'est cochée : cochez-en au moins une avec Espace.")
    # Were a question asked, it would have the keys that follow.
    terminal.type("f5", "down", "space")
    terminal.wait_for("partiel Toutes les classes", "1 classe cochée, 24 élèves.")


def test_typing_filters_the_classes_and_the_first_row_ticks_those_shown(demonstration):
    terminal = demonstration
    go_to_selection(terminal)
    terminal.type("c", "m")
    terminal.wait_for("Filtre : cm — 2 sur 6", "Les classes affichées (2 sur 6)")
    terminal.wait_for("2 classes cochées, 52 élèves, parmi les classes affichées.")
    assert "CE1 A" not in terminal.text
    terminal.type("space")
    terminal.wait_for("Aucune des classes affichées n'est cochée")
    terminal.type("backspace", "backspace")
    terminal.wait_for("Filtre : aucun", "non coché CM1", "non coché CM2", "coché CE1 A")
    terminal.wait_for("4 classes cochées, 79 élèves.")


def test_a_filter_that_leaves_no_class_says_so_and_nothing_is_launched(demonstration):
    terminal = demonstration
    go_to_selection(terminal)
    terminal.type(*"xyz")
    terminal.wait_for("Filtre : xyz — rien ne le contient", "(indisponible)")
    # Were a question asked, it would have the keys that follow.
    terminal.type("f5", "backspace", "backspace", "backspace")
    terminal.wait_for("Filtre : aucun", "6 classes cochées, 131 élèves.")


def test_only_the_classes_that_are_shown_are_synchronised(demonstration, shown):
    terminal = demonstration
    go_to_selection(terminal)
    terminal.type(*"cm1", "f5")
    terminal.wait_for("Comparer 26 élèves d'une classe")
    terminal.type("o")
    terminal.wait_for("Élèves vérifiés : 26 sur 26")
    assert shown.count("run_pupils") == 26


def test_the_panel_filters_by_severity_and_by_class(demonstration):
    terminal = demonstration
    go_to_selection(terminal)
    launch(terminal)
    terminal.wait_for("Non vérifiés : 1 élève")
    terminal.type("f2")
    terminal.wait_for("Affichés : avertissements et erreurs, toutes les classes — 6 sur 32.")
    terminal.wait_until(lambda: "Information" not in terminal.text, "the panel's filter")
    terminal.type("f3")
    terminal.wait_for("Affichés : avertissements et erreurs, classe CE1 A — 1 sur 32.")
    terminal.wait_for("Adam RENARD (CE1 A)")


def test_what_lsu_has_and_the_product_has_not_is_in_the_help_and_not_among_the_choices(
    demonstration,
):
    terminal = demonstration
    terminal.wait_for("Archives à supprimer")
    assert "Attestations" not in terminal.text
    terminal.type("f1")
    terminal.wait_for("Les autres menus de LSU, Bilans, Attestations et Outils")


@pytest.mark.proof
def test_every_screen_has_its_help(demonstration):
    terminal = demonstration
    terminal.type("f1")
    terminal.wait_for("Le menu Paramétrage.", "Partout :")
    terminal.type("escape")
    terminal.wait_until(lambda: "Partout :" not in terminal.text, "the help's end")
    go_to_selection(terminal)
    terminal.type("f1")
    terminal.wait_for("Les classes à synchroniser", "coché, non coché, ou")
    terminal.type("escape")
    terminal.wait_until(lambda: "non coché, ou" not in terminal.text, "the help's end")
    launch(terminal)
    terminal.wait_for("Non vérifiés : 1 élève")
    terminal.type("f1")
    terminal.wait_for("Les messages de la synchronisation.")


def test_the_hardware_cursor_is_shown_and_follows_the_current_row(demonstration):
    terminal = demonstration
    go_to_selection(terminal)
    terminal.wait_until(lambda: "Toutes" in terminal.current_line, "the cursor on the list")
    assert not terminal.screen.cursor.hidden
    terminal.type("down", "down", "down")
    terminal.wait_until(lambda: "CE1-CE2 B" in terminal.current_line, "the cursor on CE1-CE2 B")
    terminal.type("tab")
    terminal.wait_until(lambda: "[ Synchronisation" in terminal.current_line, "the button")


def test_the_terminal_is_given_back_as_it_was(demonstration):
    terminal = demonstration
    before = terminal.before
    terminal.type("ctrl+q")
    assert terminal.wait_for_the_end() == 0
    assert terminal.attributes == before
    assert not terminal.screen.cursor.hidden


def test_at_rest_nothing_is_written(demonstration):
    terminal = demonstration
    go_to_selection(terminal)
    terminal.wait_for_quiet(1.5)


@pytest.mark.proof
def test_a_dropped_line_drains_the_run(running, held):
    terminal = running
    terminal.hang_up()
    held.register.let_go()
    terminal.process.wait(timeout=PATIENCE)
    assert held.count("runs WHERE state = 'stopped'") == 1


def test_being_told_to_end_drains_the_run_and_gives_the_terminal_back(running, held):
    terminal = running
    terminal.process.terminate()
    held.register.let_go()
    terminal.wait_for_the_end()
    assert held.count("runs WHERE state = 'stopped'") == 1
    assert terminal.attributes == terminal.before


def test_without_a_school_the_screens_say_why_and_what_to_do(environment):
    with Terminal(
        environment=environment | {"LSUN_SYNC_BE1D_ADRESSE": "http://127.0.0.1:9"}
    ) as lsun:
        lsun.wait_for("La base LSUN ne contient aucune école", "lsun-sync demonstration")
        lsun.type("enter")
        lsun.wait_for("LSUN ne connaît encore aucune école. Trois étapes")
        lsun.type("ctrl+q")
        assert lsun.wait_for_the_end() == 0


@pytest.mark.proof
def test_a_run_that_suspends_itself_says_all_of_why_and_what_to_do(opened, shown):
    shown.settings["LSUN_SYNC_BE1D_ADRESSE"] = "http://127.0.0.1:9"
    lsun = opened(shown)
    go_to_selection(lsun)
    launch(lsun)
    lsun.wait_for(
        "Synchronisation suspendue : Base Elèves 1er degré est injoignable. Vérifiez son"
        " adresse et le réseau. Élèves vérifiés : 0 sur 131 ; mis à jour : 0. 131 élèves"
        " restent à vérifier : rien n'a changé pour eux, vous pouvez les reprendre.",
        "Non traités",
    )
    assert "n'a pas été trouvé" not in lsun.flowing_text


@pytest.mark.proof
def test_a_dialog_opens_in_less_than_five_kilobytes(opened, shown):
    terminal = opened(shown)
    go_to_selection(terminal)
    terminal.wait_for_quiet()
    for key, title in (("f1", "Aide"), ("f5", "Confirmer"), ("ctrl+p", "Commandes")):
        before = len(terminal.received)
        terminal.type(key)
        terminal.wait_for(f"─ {title} — ")
        terminal.wait_for_quiet()
        assert len(terminal.received) - before < 5_000
        terminal.type("escape")
        terminal.wait_for("F5 Synchroniser")
