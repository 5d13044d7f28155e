"""From a message to its pupil, before and after; and back, one step at a time."""

import pytest

from tests.journeys.test_in_a_terminal import go_to_selection, launch

BESIDE = "Avant : Marie Claire │ Après : Marie Claire, [Yvete]"
ALL_SHOWN = "toutes les classes — 31 sur 31."
TO_THE_REPORT = ("4", "1")
READ_AGAIN = "7"


@pytest.fixture
def report(opened, served):
    """The report of a run on the screens."""
    assert served("synchroniser").returncode == 0
    terminal = opened(served)
    terminal.type("down", "down", "down", "enter")
    terminal.wait_for("1 synchronisation.", "terminée")
    terminal.type("enter")
    terminal.wait_for(ALL_SHOWN, "À jour")
    return terminal


def search(terminal, words, found):
    terminal.type("f4")
    terminal.wait_for("Ne montrer que ce qui contient")
    terminal.type(*words, "enter")
    terminal.wait_for(found)


def test_a_message_opens_its_pupil_before_and_after_then_his_livret(report):
    search(report, "yvete", "1 sur 31.")
    report.type("enter")
    report.wait_for("❯ Marie Claire Yvete DUPONT", "Ce qui a changé", BESIDE)
    report.type("tab", "enter")
    report.wait_for("❯ Livret", "Prénoms : « Marie Claire, Yvete »")
    report.type("escape")
    report.wait_for(BESIDE)
    report.type("escape")
    report.wait_for("1 sur 31.")


@pytest.mark.proof
def test_the_message_of_a_pupil_without_a_change_says_why_nothing_changed(report):
    search(report, "trouve", "3 sur 31.")
    report.type("enter")
    report.wait_for(
        "Résultat : Non trouvés",
        "La raison : Base Elèves 1er degré n'a pas, ou plus, cet élève",
        "n'a pas été trouvé dans Base Elèves 1er degré.",
    )


@pytest.mark.proof
def test_the_message_of_who_was_admitted_opens_him(report):
    search(report, "lacroix", "1 sur 31.")
    report.type("enter")
    report.wait_for("Axel LACROIX (CM2)", "La raison : il n'était pas dans LSUN")


def test_a_message_of_no_pupil_is_shown_whole(report):
    search(report, "arnould", "sur 31.")
    report.type("enter")
    report.wait_for("❯ Message", "L'enseignant M. Paul ARNOULD", "n'est lié à aucun élève de LSUN.")


@pytest.mark.proof
def test_on_a_narrow_terminal_before_and_after_are_one_above_the_other(opened, served):
    assert served("synchroniser", "--eleve", "dupont").returncode == 0
    terminal = opened(served, columns=59)
    terminal.type("down", "down", "down", "down", "enter")
    terminal.wait_for("1 changement.")
    terminal.type("enter")
    terminal.wait_for("Avant : Marie Claire Après : Marie Claire, [Yvete]")
    assert "│" not in terminal.text


@pytest.mark.proof
def test_while_it_runs_a_message_opens_its_pupil_and_the_run_goes_on(opened, held):
    terminal = opened(held)
    go_to_selection(terminal)
    launch(terminal)
    terminal.wait_for("n'a pas été trouvé")
    held.register.wait_until_held()
    search(terminal, "trouve", "toutes les classes — ")
    terminal.type("home", "enter")
    terminal.wait_for("Résultat : Non trouvés", "La raison : ")
    held.register.let_go()
    terminal.type("escape")
    terminal.wait_for("Synchronisation terminée.")


def test_the_way_back_lifts_what_filters_the_messages_before_it_leaves(report):
    report.type("f2")
    report.wait_for("Affichés : avertissements et erreurs")
    search(report, "trouve", "3 sur 31.")
    report.type("f4")
    report.wait_until(lambda: "Ne montrer que" in report.current_line, "the search")
    report.type("escape")
    report.wait_for("Affichés : avertissements et erreurs, toutes les classes — ")
    report.wait_until(lambda: "Avertissement" in report.current_line, "the messages")
    report.type("escape")
    report.wait_for(ALL_SHOWN)
    report.type("escape")
    report.wait_for("1 synchronisation.")


def test_line_by_line_a_message_says_its_pupil_before_and_after(served):
    assert served("synchroniser").returncode == 0
    words = ("4", "yvete")
    chosen = ("5", "1", "5", "0", "0", "0")
    done = served("--lineaire", typed=(*TO_THE_REPORT, READ_AGAIN, *words, *chosen, *["0"] * 4))
    output = done.stdout.splitlines()
    assert "Prénoms, avant : « Marie Claire »" in output
    assert "Prénoms, après : « Marie Claire, [Yvete] »" in output
    assert "Prénoms : « Marie Claire, Yvete »" in output  # his livret
    assert "❯ Marie Claire Yvete DUPONT ❯ Livret" in done.stderr
    assert done.stderr.splitlines()[-1] == "Au revoir."


@pytest.mark.proof
def test_line_by_line_a_message_of_no_pupil_is_said_alone(served):
    assert served("synchroniser").returncode == 0
    words = ("4", "arnould", "5", "1")
    done = served("--lineaire", typed=(*TO_THE_REPORT, READ_AGAIN, *words, *["0"] * 5))
    assert "Ce message n'est lié à aucun élève de LSUN." in done.stdout.splitlines()
    assert done.stderr.splitlines()[-1] == "Au revoir."
