"""Former runs, archives and their deletion: on the command line, and from the screens."""

import json
import sqlite3

import pytest

from tests.journeys.terminal import Terminal

DUPONT = "SELECT ine FROM pupils WHERE family_name = 'DUPONT'"


@pytest.fixture
def synchronised(served):
    assert served("synchroniser", LSUN_SYNC_UTILISATEUR_NOM="Mme Legrand").returncode == 0
    return served


@pytest.fixture
def dupont(synchronised):
    [(ine,)] = synchronised.rows(DUPONT)
    return ine


def test_the_history_says_who_synchronised_when_from_what_and_what_came_of_it(synchronised):
    [line] = synchronised("historique").stdout.splitlines()
    assert line.startswith("n° 1 — ")
    assert line.endswith(
        " — terminée — 10 mis à jour, 9 archivés — Mme Legrand — BE1D — 6 classes, 133 élèves"
    )
    [output] = map(json.loads, synchronised("historique", "--format", "json").stdout.splitlines())
    assert (output["numero"], output["par"], output["etat"]) == (1, "Mme Legrand", "terminée")
    assert output["eleves"]["mis_a_jour"] == 10
    assert output["archives"] == 9


def test_the_messages_of_a_report_are_filtered_and_searched(synchronised):
    def messages(*options):
        output = synchronised("rapport", "--format", "json", *options)
        return json.loads(output.stdout)["messages"]

    assert len(messages()) == 31
    serious = messages("--gravite", "avertissement")
    assert 0 < len(serious) < 31
    assert "information" not in {seriou["gravite"] for seriou in serious}
    [found] = messages("--cherche", "YVÉTE")
    assert found["texte"] == "L'élève Marie Claire Yvete DUPONT (CE1 A) a été mis à jour."
    text = synchronised("rapport", "--cherche", "yvete", "--gravite", "erreur").stdout
    assert "Yvete" not in text
    assert "Mis à jour : 10 élèves" in text


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--format", "csv", "--cherche", "Zoé"), "dit toute la synchronisation"),
        (("--gravite", "grave"), "choisissez information, avertissement ou erreur"),
    ],
)
def test_a_filter_that_has_no_meaning_is_refused(served, options, sentence):
    refused = served("rapport", *options)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert sentence in refused.stderr


def test_a_school_that_was_never_synchronised_says_so(served):
    assert served("historique").stdout == "Cette école n'a jamais été synchronisée.\n"


def test_an_archive_is_told_beside_what_the_pupil_is_today(synchronised, dupont):
    lines = synchronised("archives", dupont).stdout.splitlines()
    assert lines[0].endswith("Marie Claire DUPONT (CE1 A), 4 bilans verrouillés.")
    assert lines[1] == "Cette archive est intacte : elle a toujours son empreinte."
    assert "* Prénoms : « Marie Claire » → aujourd'hui « Marie Claire, Yvete »" in lines
    assert "  Nom de famille : « DUPONT »" in lines
    assert sum(line.startswith("* ") for line in lines) == 1


def test_an_archive_that_was_altered_beside_the_program_is_told(synchronised, dupont):
    connection = sqlite3.connect(synchronised.store)
    connection.execute("DROP TRIGGER archives_are_never_changed")
    connection.execute("UPDATE archives SET livret = replace(livret, 'Marie Claire', 'Autre')")
    connection.commit()
    connection.close()
    [archive] = map(
        json.loads, synchronised("archives", dupont, "--format", "json").stdout.splitlines()
    )
    assert archive["intacte"] is False
    assert "cette archive n'a plus son empreinte" in synchronised("archives", dupont).stdout


def make_the_newest_archive_old(synchronised):
    """Make it as if years ago, so that all that it covers is past its time."""
    connection = sqlite3.connect(synchronised.store)
    connection.execute("DROP TRIGGER archives_are_never_changed")
    [(newest, livret)] = connection.execute(
        "SELECT id, livret FROM archives ORDER BY id DESC LIMIT 1"
    ).fetchall()
    old = json.loads(livret)
    for bilan in old["bilans"]:
        bilan["kind"], bilan["school_year"] = "périodique", 2010
    connection.execute("UPDATE archives SET livret = ? WHERE id = ?", (json.dumps(old), newest))
    connection.commit()
    connection.close()
    return newest


def test_archives_are_deleted_by_the_rule_alone_and_only_once_they_were_told(synchronised):
    assert "ne peut encore être supprimée" in synchronised("purger", "--confirmer").stdout
    newest = make_the_newest_archive_old(synchronised)
    output = synchronised("purger")
    assert "1 archive peut être supprimée." in output.stdout
    assert "Rien n'a été supprimé." in output.stdout
    assert synchronised.rows("SELECT count(*) FROM archives") == [(9,)]
    refused = synchronised("purger", "--confirmer", LSUN_SYNC_UTILISATEUR_ROLE="assistance")
    assert refused.returncode == 2
    assert "ne permet pas de supprimer des archives" in refused.stderr
    assert synchronised.rows("SELECT count(*) FROM archives") == [(9,)]
    assert "1 archive supprimée." in synchronised("purger", "--confirmer").stdout
    assert synchronised.rows(f"SELECT count(*) FROM archives WHERE id = {newest}") == [(0,)]
    assert synchronised.rows("SELECT count(*) FROM archives") == [(8,)]
    assert synchronised.rows("SELECT sum(archived) FROM run_pupils") == [(9,)]
    assert synchronised.rows("SELECT action, allowed FROM journal ORDER BY id DESC LIMIT 2") == [
        ("supprimer des archives", 1),
        ("supprimer des archives", 0),
    ]


@pytest.fixture
def older(synchronised):
    """Its first run is of two days ago, and a second one has found nearly everybody up to date."""
    synchronised.rows("UPDATE runs SET started_at = datetime(started_at, '-2 days')", write=True)
    assert synchronised("synchroniser").returncode == 0
    return synchronised


NOT_KEPT = "Les noms de 116 élèves qui étaient à jour ne sont plus gardés ici"


@pytest.mark.proof
def test_an_older_run_only_counts_who_was_up_to_date(older):
    assert "10 mis à jour, 9 archivés" in older("historique").stdout.splitlines()[1]
    assert "À jour : 116 élèves" in older("rapport", "1").stdout
    told = json.loads(older("rapport", "1", "--format", "json").stdout)
    assert told["eleves_a_jour_sans_nom"] + len(told["eleves"]) == 133
    assert NOT_KEPT in older("rapport", "1", "--format", "csv").stdout
    assert NOT_KEPT not in older("rapport", "2", "--format", "csv").stdout


@pytest.mark.proof
def test_line_by_line_an_older_run_says_that_names_are_not_kept(older):
    done = older("--lineaire", typed=("4", "2", "3", "0", "0", "0", "0"))
    assert done.stdout.count(NOT_KEPT) == 2, done.stdout


@pytest.mark.proof
def test_on_the_screens_an_older_run_says_that_names_are_not_kept(older, environment):
    with Terminal(environment=environment | older.settings) as opened:
        opened.wait_for("École primaire publique des Tilleuls", "Paramétrage")
        opened.wait_for("Historique des synchronisations")
        opened.type("down", "down", "down", "enter")
        opened.wait_for("2 synchronisations.")
        opened.type("down", "enter")
        opened.wait_for("À jour : 116 élèves", NOT_KEPT)
        opened.type("tab", "down", "down", "enter")
        opened.wait_for("❯ À jour : 116 élèves", NOT_KEPT)


@pytest.fixture
def terminal(synchronised, environment):
    with Terminal(environment=environment | synchronised.settings) as opened:
        opened.wait_for("École primaire publique des Tilleuls", "Paramétrage")
        opened.wait_for("Historique des synchronisations")
        opened.type("down", "down", "down", "enter")
        opened.wait_for("Mme Legrand", "1 synchronisation.")
        yield opened


def test_a_former_run_is_read_filtered_and_searched_again(terminal):
    terminal.type("enter")
    terminal.wait_for("Synchronisation n° 1", "toutes les classes — 31 sur 31.")
    terminal.type("f4")
    terminal.wait_for("Ne montrer que ce qui contient")
    terminal.type(*"yvete", "enter")
    terminal.wait_for("1 sur 31.", "L'élève Marie Claire Yvete DUPONT (CE1 A) a été mis à jour.")
    terminal.type("tab", "enter")
    terminal.wait_for("Hugo GAUTHIER (CM1)")


@pytest.mark.proof
def test_from_a_pupil_his_archives_and_a_synchronisation_of_him_alone(terminal, synchronised):
    terminal.type("enter")
    terminal.wait_for("toutes les classes — 31 sur 31.", "Mis à jour : 10 élèves")
    terminal.type("tab", "enter")
    terminal.wait_for("Marie Claire Yvete DUPONT (CE1 A)")
    terminal.wait_until(lambda: "DUPONT" in terminal.current_line, "the cursor on DUPONT")
    terminal.type("enter")
    terminal.wait_for("Avant : Marie Claire", "Après : Marie Claire, [Yvete]")
    terminal.type("f8")
    terminal.wait_for("❯ Archives")
    terminal.wait_until(lambda: "— Marie Claire" in terminal.current_line, "the cursor on it")
    terminal.type("enter")
    terminal.wait_for("Cette archive est intacte", "* Prénoms : « Marie Claire » → aujourd'hui")
    terminal.type("f7")
    terminal.wait_for("L'archive du", "Fichier, sans son suffixe")
    terminal.type("escape")
    terminal.wait_for("Cette archive est intacte")
    terminal.type("escape")
    terminal.wait_until(lambda: "intacte" not in terminal.text, "the list")
    terminal.type("escape")
    terminal.wait_for("[Yvete]")
    terminal.type("f5")
    terminal.wait_for("Comparer Marie Claire Yvete DUPONT à Base Elèves 1er degré")
    terminal.type("o")
    terminal.wait_for("Il ne diffère en rien de LSUN.", "Élèves vérifiés : 1 sur 1")
    assert synchronised.rows("SELECT count(*) FROM runs") == [(2,)]


@pytest.mark.proof
def test_any_pupil_of_the_school_is_found_by_typing_and_synchronised(served, environment):
    with Terminal(environment=environment | served.settings) as terminal:
        terminal.wait_for("École primaire publique des Tilleuls", "Paramétrage")
        terminal.wait_for("Historique des synchronisations")
        terminal.type("down", "down", "enter")
        terminal.wait_for("❯ Élèves", "Filtre : aucun")
        terminal.type(*"dupont")
        terminal.wait_for("Filtre : dupont", "Marie Claire DUPONT (CE1 A) — 4 bilans verrouillés")
        terminal.type("enter")
        terminal.wait_for("Prénoms : « Marie Claire »", "INE : « *******")
        terminal.type("f5")
        terminal.wait_for("Comparer Marie Claire DUPONT")
        terminal.type("o")
        terminal.wait_for("Il diffère de LSUN en : Prénoms.", "4 bilans verrouillés.")
        terminal.type("escape")
        terminal.wait_for("Prénoms : « Marie Claire, Yvete »")


def open_purge(terminal):
    terminal.wait_for("École primaire publique des Tilleuls", "Paramétrage")
    terminal.wait_for("Archives à supprimer")
    terminal.type(*("down",) * 6, "enter")
    terminal.wait_for("❯ Paramétrage ❯ Archives à supprimer")


def ask_to_delete(terminal):
    open_purge(terminal)
    terminal.wait_for("Conservée jusqu'au", "1 archive peut être supprimée.")
    terminal.type("tab")
    terminal.wait_until(lambda: "[ Supprimer" in terminal.current_line, "the button")
    terminal.type("enter")
    terminal.wait_for("Supprimer pour toujours 1 archive")


@pytest.mark.proof
def test_archives_past_their_time_are_deleted_from_the_screens_once_confirmed(
    synchronised, environment
):
    newest = make_the_newest_archive_old(synchronised)
    with Terminal(environment=environment | synchronised.settings) as terminal:
        ask_to_delete(terminal)
        terminal.type("enter")
        terminal.wait_until(lambda: "pour toujours" not in terminal.text, "the question's end")
        assert synchronised.rows("SELECT count(*) FROM archives") == [(9,)]
        terminal.type("enter")
        terminal.wait_for("Supprimer pour toujours")
        terminal.type("down", "enter")
        terminal.wait_for("1 archive supprimée.")
        assert "Conservée" not in terminal.text
    assert synchronised.rows("SELECT count(*) FROM archives") == [(8,)]
    assert synchronised.rows(f"SELECT count(*) FROM archives WHERE id = {newest}") == [(0,)]


@pytest.mark.proof
def test_who_may_not_delete_archives_is_told_and_none_is_deleted(synchronised, environment):
    make_the_newest_archive_old(synchronised)
    helper = synchronised.settings | {"LSUN_SYNC_UTILISATEUR_ROLE": "assistance"}
    with Terminal(environment=environment | helper) as terminal:
        ask_to_delete(terminal)
        terminal.type("down", "enter")
        terminal.wait_for("ne permet pas de supprimer des archives")
    assert synchronised.rows("SELECT count(*) FROM archives") == [(9,)]


@pytest.mark.proof
def test_where_every_archive_is_to_be_kept_the_screen_says_so(synchronised, environment):
    with Terminal(environment=environment | synchronised.settings) as terminal:
        open_purge(terminal)
        terminal.wait_for("Aucune archive de cette école ne peut encore être supprimée.")
