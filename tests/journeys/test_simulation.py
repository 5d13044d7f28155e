"""Before anything is written: a simulation, one pupil, the guard, roles; on the real command."""

import json

import pytest

from tests.journeys.terminal import Terminal

TABLES = ("pupils", "guardians", "archives", "teachers", "teachings", "structures", "runs")
DUPONT = "SELECT ine FROM pupils WHERE family_name = 'DUPONT'"
YVETE = "L'élève Marie Claire Yvete DUPONT (CE1 A) {} mis à jour."


def contents(served):
    return {table: served.rows(f"SELECT * FROM {table}") for table in TABLES}


@pytest.fixture
def dupont(served):
    [(ine,)] = served.rows(DUPONT)
    return ine


def test_a_simulation_says_what_would_change_and_writes_nothing(served):
    before = contents(served)
    done = served("simuler")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    shown = lines.index(YVETE.format("serait"))
    assert lines[shown + 1] == "    Prénoms : « Marie Claire » → « Marie Claire, Yvete »"
    assert "L'enseignante Mme Julie RENAUD serait affectée à la classe CM2." in lines
    assert lines[-1].startswith("Simulation terminée : rien n'a été écrit.")
    assert contents(served) == before


def test_a_simulation_in_json_has_each_difference(served):
    objects = [
        json.loads(line) for line in served("simuler", "--format", "json").stdout.splitlines()
    ]
    [prenoms] = [difference for difference in objects if difference.get("donnee") == "Prénoms"]
    assert prenoms == {
        "type": "difference",
        "classe": "CE1 A",
        "resultat": "mis_a_jour",
        "eleve": "Marie Claire DUPONT",
        "archive": True,
        "donnee": "Prénoms",
        "avant": "Marie Claire",
        "apres": "Marie Claire, Yvete",
    }
    end = objects[-1]
    assert (end["type"], end["modifies"], end["archives"]) == ("simulation", 10, 9)


def test_a_simulation_is_applied_but_for_who_is_spared(served, dupont):
    done = served("simuler", "--sauf", dupont, "--appliquer")
    assert done.returncode == 0
    assert "mis à jour : 9 ; ajoutés : 2." in done.stdout.splitlines()[-1]
    assert "Yvete" not in done.stdout
    assert len(served.rows("SELECT * FROM archives")) == 8


def test_one_pupil_is_synchronised_with_the_steps_told(served, dupont):
    done = served("synchroniser", "--eleve", dupont)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].endswith(" : trouvé.")
    assert lines[1:3] == [
        "Il diffère de LSUN en : Prénoms.",
        "Archivé avant sa mise à jour : il a 4 bilans verrouillés.",
    ]
    assert YVETE.format("a été") in lines
    assert lines[-1] == "Synchronisation terminée. Élèves vérifiés : 1 sur 1 ; mis à jour : 1."
    assert served.rows("SELECT count(*) FROM run_pupils") == [(1,)]


@pytest.mark.parametrize(
    ("ine", "sentence"), [("990000009ZZ", "n'a cet INE"), ("1", "n'est pas un INE")]
)
def test_a_pupil_whom_lsun_does_not_have_is_refused(served, ine, sentence):
    done = served("synchroniser", "--eleve", ine)
    assert (done.returncode, sentence in done.stderr) == (2, True)
    assert served.rows("SELECT count(*) FROM runs") == [(0,)]


def test_too_much_change_holds_the_run_until_it_is_understood(served):
    strict = {"LSUN_SYNC_GARDE_NON_TROUVES": "1"}
    held = served("synchroniser", **strict)
    assert held.returncode == 3
    assert "Synchronisation retenue : 3 élèves sur 131 non trouvés." in held.stdout.splitlines()[-1]
    assert "a été mis à jour" not in held.stdout
    assert "--j-ai-compris" in held.stdout
    assert served.rows("SELECT state FROM runs") == [("held",)]
    assert served.rows("SELECT count(*) FROM archives") == [(0,)]
    done = served("synchroniser", "--reprendre", "--j-ai-compris", **strict)
    assert done.returncode == 0
    assert YVETE.format("a été") in done.stdout.splitlines()
    assert served.rows("SELECT state FROM runs") == [("complete",)]
    assert served.rows("SELECT action FROM journal") == [
        ("synchroniser",),
        ("passer outre une retenue",),
    ]


@pytest.mark.proof
def test_support_staff_simulate_and_do_not_write(served):
    support = {"LSUN_SYNC_UTILISATEUR_ROLE": "assistance", "LSUN_SYNC_UTILISATEUR_NOM": "Aide"}
    before = contents(served)
    assert served("simuler", **support).returncode == 0
    for command in (("synchroniser",), ("simuler", "--appliquer")):
        refused = served(*command, **support)
        assert refused.returncode == 2
        assert "Votre rôle (assistance) ne permet pas de synchroniser" in refused.stderr
    assert contents(served) == before
    assert served.rows("SELECT done_by, role, allowed FROM journal") == [
        ("Aide", "assistance", 0),
        ("Aide", "assistance", 0),
    ]


def test_an_unknown_role_is_refused(served):
    done = served("synchroniser", LSUN_SYNC_UTILISATEUR_ROLE="ministre")
    assert done.returncode == 2
    assert "ne convient pas à" in done.stderr


@pytest.fixture
def terminal(served, environment):
    with Terminal(environment=environment | served.settings) as opened:
        opened.wait_for("École primaire publique des Tilleuls", "Paramétrage")
        yield opened


def go_to_selection(terminal):
    terminal.type("enter")
    terminal.wait_for("6 classes cochées, 131 élèves.")


def test_from_the_screens_a_simulation_is_read_then_applied(terminal, served):
    go_to_selection(terminal)
    terminal.wait_for("⚠ À corriger d'abord", "enseignants sans classe : M. Paul ARNOULD.")
    terminal.type("f6")
    terminal.wait_for("Simulation terminée : rien n'a été écrit.", "12 élèves cochés sur 12.")
    assert served.rows("SELECT count(*) FROM runs") == [(0,)]
    terminal.type("down")
    terminal.wait_until(lambda: "DUPONT" in terminal.current_line, "the cursor on DUPONT")
    terminal.type("enter")
    terminal.wait_for(
        "Avant : Marie Claire", "Après : Marie Claire, [Yvete]", "4 bilans verrouillés"
    )
    terminal.type("escape")
    terminal.wait_for("12 élèves cochés sur 12.")
    terminal.type("space")
    terminal.wait_for("11 élèves cochés sur 12.")
    terminal.type("f5")
    terminal.wait_for("Modifier ou ajouter 11 élèves dans LSUN", "laisser 1 de")
    terminal.type("o")
    terminal.wait_for("Élèves vérifiés : 130 sur 130 ; mis à jour : 9 ; ajoutés : 2.")
    assert served.rows("SELECT first_names FROM pupils WHERE family_name = 'DUPONT'") == [
        ('["Marie Claire"]',)
    ]


@pytest.mark.proof
def test_from_the_screens_a_held_run_goes_on_once_it_is_understood(served, environment):
    strict = {"LSUN_SYNC_GARDE_NON_TROUVES": "1"}
    with Terminal(environment=environment | served.settings | strict) as terminal:
        terminal.wait_for("École primaire publique des Tilleuls", "Paramétrage")
        go_to_selection(terminal)
        terminal.type("f5")
        terminal.wait_for("Oui", "Non")
        terminal.type("o")
        terminal.wait_for("Synchronisation retenue", "J'ai compris : continuer")
        assert served.rows("SELECT count(*) FROM archives") == [(0,)]
        terminal.type("f5")
        terminal.wait_for("J'ai compris, et je veux que")
        terminal.type("down", "enter")
        terminal.wait_for("Élèves vérifiés : 131 sur 131 ; mis à jour : 10 ; ajoutés : 2.")
    assert served.rows("SELECT count(*) FROM archives") == [(9,)]


@pytest.mark.proof
def test_a_held_run_shows_what_it_holds_before_it_is_understood(served, environment):
    strict = {"LSUN_SYNC_GARDE_NON_TROUVES": "1"}
    with Terminal(environment=environment | served.settings | strict) as terminal:
        terminal.wait_for("École primaire publique des Tilleuls", "Paramétrage")
        go_to_selection(terminal)
        terminal.type("f5", "o")
        terminal.wait_for(
            "« Voir les changements » les montre", "[ Voir les changements ]", "F5 Continuer"
        )
        terminal.wait_for("F6 Voir les changements", "[ J'ai compris : continuer ]")
        terminal.type("f6")
        terminal.wait_for("Simulation terminée", "12 élèves cochés sur 12.")
        terminal.type("down", "enter")
        terminal.wait_for("Après : Marie Claire, [Yvete]")
        terminal.type("escape")
        terminal.wait_for("12 élèves cochés sur 12.")
        terminal.type("escape")
        terminal.wait_for("Synchronisation retenue", "F5 Continuer")
        assert served.rows("SELECT count(*) FROM archives") == [(0,)]


@pytest.mark.proof
def test_a_held_run_is_never_taken_up_before_it_is_understood(served, environment):
    strict = {"LSUN_SYNC_GARDE_NON_TROUVES": "1"}
    served("synchroniser", **strict)
    refused = served("synchroniser", "--reprendre", **strict)
    assert refused.returncode == 3
    assert "a été retenue" in refused.stderr
    with Terminal(environment=environment | served.settings | strict) as terminal:
        terminal.wait_for("n'est pas terminée (retenue)")
        terminal.type("enter")
        terminal.wait_for("[ Reprendre la synchronisation du", "6 classes cochées, 131 élèves.")
        terminal.type("shift+tab", "enter")
        terminal.wait_for("Synchronisation n° 1", "F6 Voir les changements", "F5 Continuer")
        terminal.type("f5")
        terminal.wait_for("a été retenue : trop d'élèves", "changeraient d'un coup.")
        terminal.wait_until(lambda: "> Non" in terminal.current_line, "the safe answer")
        assert served.rows("SELECT count(*) FROM archives") == [(0,)]
        terminal.type("down", "enter")
        terminal.wait_for("Élèves vérifiés : 131 sur 131 ; mis à jour : 10 ; ajoutés : 2.")


def interrupt(served):
    """Make the last run as if it had been stopped after 121 pupils."""
    served.rows("UPDATE runs SET state = 'stopped'", write=True)
    unreached = "SELECT id FROM pupils ORDER BY id LIMIT 11"
    served.rows(f"UPDATE run_pupils SET outcome = NULL WHERE pupil IN ({unreached})", write=True)


def test_an_interrupted_run_is_told_at_the_next_start_and_asks_nothing_by_itself(
    served, environment
):
    served("synchroniser")
    interrupt(served)
    with Terminal(environment=environment | served.settings) as terminal:
        terminal.wait_for("n'est pas terminée (11 élèves à vérifier) : « Reprendre » est dans")
        terminal.wait_until(lambda: "> Synchronisation" in terminal.current_line, "the menu")
        terminal.type("enter")
        terminal.wait_for("[ Reprendre la synchronisation du", "6 classes cochées")
        terminal.type("shift+tab", "enter")
        terminal.wait_for("Synchronisation terminée.")
    assert served.rows("SELECT state FROM runs") == [("complete",)]


@pytest.mark.proof
def test_the_history_resumes_what_was_interrupted(served, environment):
    served("synchroniser")
    interrupt(served)
    with Terminal(environment=environment | served.settings) as terminal:
        terminal.wait_for("n'est pas terminée (11 élèves à vérifier)")
        terminal.type("down", "down", "down", "enter")
        terminal.wait_for("interrompue, à reprendre", "F5 Reprendre")
        terminal.type("enter")
        terminal.wait_for("Synchronisation n° 1", "F5 Reprendre")
        terminal.type("f5")
        terminal.wait_for("Synchronisation terminée. Élèves vérifiés : 131 sur 131")
        terminal.type("escape")
        terminal.wait_for("1 synchronisation.")
        terminal.wait_until(lambda: "Reprendre" not in terminal.text, "nothing left to resume")
    assert served.rows("SELECT state FROM runs") == [("complete",)]


@pytest.mark.proof
def test_a_run_that_nobody_wanted_does_not_hide_the_one_before(served, environment):
    served("synchroniser")
    interrupt(served)
    served("synchroniser", LSUN_SYNC_GARDE_NON_TROUVES="1")
    for state in ("held", "abandoned"):
        served.rows(f"UPDATE runs SET state = '{state}' WHERE id = 2", write=True)
        with Terminal(environment=environment | served.settings) as terminal:
            terminal.wait_for("n'est pas terminée")
            terminal.type("down", "down", "down", "enter")
            terminal.wait_for("2 synchronisations.")
            terminal.type("end", "f5")
            terminal.wait_for("Élèves vérifiés : 131 sur 131")
        interrupt_the_first(served)


def interrupt_the_first(served):
    served.rows("UPDATE runs SET state = 'stopped' WHERE id = 1", write=True)
    some = "run = 1 AND pupil IN (SELECT id FROM pupils ORDER BY id LIMIT 3)"
    served.rows(f"UPDATE run_pupils SET outcome = NULL WHERE {some}", write=True)


@pytest.mark.proof
def test_what_is_applied_is_not_called_a_simulation(terminal):
    go_to_selection(terminal)
    terminal.type("f6")
    terminal.wait_for("❯ Simulation", "12 élèves cochés sur 12.")
    terminal.type("f5", "o")
    terminal.wait_for("mis à jour : 10 ; ajoutés : 2.")
    assert "Simulation" not in terminal.text
