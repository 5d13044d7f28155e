"""The whole job in questions and answers: the real command, over pipes and in a real terminal."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from typing import Any

import pytest

from tests.journeys.terminal import Terminal
from tests.processes import PROGRAM, plain, start
from tests.waiting import PATIENCE

LINES = ("--lineaire",)
UPDATED = "Information : L'élève Marie Claire Yvete DUPONT (CE1 A) a été mis à jour."
CHANGED = "Prénoms, après : « Marie Claire, [Yvete] »"
TO_SELECTION = ("1",)
LAUNCHED = (*TO_SELECTION, "", "1", "oui")
WORDS = ("Information : ", "Avertissement : ", "Erreur : ")


def acts_on_nothing(text):
    return all(line.isprintable() for line in text.split("\n"))


@pytest.fixture
def dumb(environment, shown):
    """Opens a school in a terminal that can only write lines; the demonstration's by default."""
    opened = []

    def open_terminal(school=shown, **variables):
        variables = {"TERM": "dumb"} | school.settings | variables
        terminal = Terminal(environment=environment | variables)
        opened.append(terminal)
        terminal.wait_until(lambda: "Votre choix (0 à 8" in terminal.written, "the first menu")
        return terminal

    yield open_terminal
    for terminal in opened:
        with terminal:
            pass


@pytest.fixture
def running(dumb, held):
    """A terminal in the middle of a synchronisation."""
    terminal = dumb(held)
    launch(terminal)
    terminal.wait_until(lambda: "n'a pas été trouvé" in terminal.written, "the first message")
    held.register.wait_until_held()
    return terminal


def launch(terminal):
    terminal.answer("1", "6 classes cochées, 131 élèves.", "Numéros à cocher")
    terminal.answer("", "2. Simuler", "Votre choix")
    terminal.answer("1", "Comparer 131 élèves de 6 classes", "Votre réponse (Entrée : Non) :")
    os.write(terminal._fd, b"oui\r")


def test_from_the_menus_to_the_report_over_pipes(shown, tmp_path):
    report = tmp_path / "rapport"
    unticked = (*TO_SELECTION, "3", "", "1", "oui")
    dupont = ("1", "1", "0", "0")
    saved = ("10", "1", str(report), "0", "0", "0", "0")
    done = shown(*LINES, typed=(*unticked, *dupont, *saved), anew=True)
    assert done.returncode == 0
    output, asked = done.stdout.splitlines(), done.stderr.splitlines()
    assert output.index(UPDATED) < output.index("Mis à jour : 8 élèves, dont 7 avec archivage")
    assert CHANGED in output
    assert any(
        line.startswith("Synchronisation incomplète. Élèves vérifiés : 106") for line in output
    )
    assert f"Écrit dans {report}.txt." in done.stdout
    assert "Votre choix" not in done.stdout
    assert "❯ Paramétrage ❯ Synchronisation élèves / enseignants" in asked
    assert any(line.startswith("3. CE1-CE2 B, non cochée : CE1, CE2, 24 élèves") for line in asked)
    assert "5 classes cochées, 107 élèves." in asked
    assert asked[-1] == "Au revoir."
    assert not any(line in asked for line in output)
    assert acts_on_nothing(done.stdout + done.stderr)
    assert UPDATED in report.with_suffix(".txt").read_text()
    assert shown.count("runs") == 1


def test_the_messages_are_those_that_were_kept(shown):
    done = shown(*LINES, typed=LAUNCHED)
    output = shown("rapport", "--format", "json")
    kept = json.loads(output.stdout)["messages"]
    lines = [line for line in done.stdout.splitlines() if line.startswith(WORDS)]
    notices = [line for line in lines if line.startswith("Avertissement : À corriger d'abord")]
    expected = [f"{item['gravite'].capitalize()} : {item['texte']}" for item in kept]
    assert len(kept) == 32
    assert sorted(lines) == sorted(expected + notices)
    assert "Il n'y a plus de réponse à lire" in done.stderr


def test_in_a_dumb_terminal_the_same_journey_without_one_control_sequence(dumb, tmp_path):
    terminal = dumb()
    terminal.answer("1", "Numéros à cocher")
    terminal.answer("3", "CE1-CE2 B, non cochée", "5 classes cochées, 107 élèves.")
    terminal.answer("", "Votre choix (0 à 2")
    terminal.answer("7", "Erreur : « 7 » n'est pas un choix. Tapez un numéro de 0 à 2")
    terminal.answer("1", "Comparer 107 élèves de 5 classes", "Votre réponse (Entrée : Non) :")
    terminal.answer("oui", UPDATED, "90 % : ", "10. Rapport dans un fichier", "Votre choix (0 à 10")
    terminal.answer("1", "1. Marie Claire Yvete DUPONT (CE1 A) — 1 différence", "Votre choix")
    terminal.answer("1", CHANGED, "synchronisation n° 1", "Votre choix (0 à 5")
    terminal.answer("0", "Votre choix (0 à 8")
    terminal.answer("0", "Votre choix (0 à 10")
    terminal.answer("10", "4. Le rapport à imprimer (HTML)", "Votre choix (0 à 5")
    terminal.answer("4", "Fichier, sans son suffixe .html")
    terminal.answer(tmp_path / "rapport", f"Écrit dans {tmp_path}/rapport.html.")
    terminal.answer("10", "5. Un résumé sans noms", "Votre choix (0 à 5")
    terminal.answer("5", "Fichier, sans son suffixe .courriel.txt")
    terminal.answer(tmp_path / "rapport", "Ce fichier ne contient aucune donnée d'élève.")
    terminal.type("ctrl+c")
    assert terminal.wait_for_the_end() == 0
    assert acts_on_nothing(terminal.written.replace("^C", ""))
    assert terminal.attributes == terminal.before
    assert (tmp_path / "rapport.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    output = [line for line in terminal.written.split("\n") if " % : " in line]
    assert len(output) == len(set(output)) <= 10


def test_ctrl_c_drains_the_run_and_comes_back(running, held):
    terminal = running
    terminal.type("ctrl+c")
    terminal.wait_until(lambda: "Arrêt demandé" in terminal.written, "the drain")
    held.register.let_go()
    terminal.wait_until(
        lambda: all(
            item in terminal.written
            for item in ("Synchronisation incomplète.", "Votre choix (0 à ")
        ),
        "the summary",
    )
    terminal.wait_until(lambda: "Reprendre les élèves non vérifiés\n" in terminal.written, "back")
    assert held.rows("SELECT state FROM runs") == [("stopped",)]
    resume = next(
        line.partition(".")[0]
        for line in terminal.written.split("\n")
        if line.endswith(". Reprendre les élèves non vérifiés")
    )
    terminal.answer(resume, "Reprise des élèves non vérifiés…", "Élèves vérifiés : 131 sur 131")


@pytest.mark.parametrize("end", ["hang up", "terminate"])
def test_a_dropped_line_or_a_machine_that_shuts_down_drains_and_ends(running, held, end):
    if end == "hang up":
        running.hang_up()
        held.register.let_go()
        assert running.process.wait(timeout=PATIENCE) == 0
    else:
        running.process.terminate()
        held.register.let_go()
        assert running.wait_for_the_end() == 0
    assert held.rows("SELECT state FROM runs") == [("stopped",)]


@pytest.mark.proof
def test_who_has_read_enough_ends_the_run_cleanly(environment, held):
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with start(
        "--lineaire", environment=environment | held.settings, anew=True, text=True, **pipes
    ) as reading:
        reading.stdin.write("".join(f"{line}\n" for line in LAUNCHED))
        reading.stdin.flush()
        reading.stdout.readline()
        reading.stdout.close()
        held.register.let_go()
        asked = reading.stderr.read()
        assert reading.wait(PATIENCE) == 0
    assert "Traceback" not in asked
    assert held.rows("SELECT state FROM runs") == [("stopped",)]


@pytest.mark.parametrize("command", [(), ("demonstration", "--lineaire"), ("--lineaire",)])
def test_where_nobody_answers_it_is_refused_and_nothing_is_made(lsun_sync, command, tmp_path):
    refused = lsun_sync(*command)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "lsun-sync pose des questions, et personne n'y répond ici : rien n'a été fait."
        " Utilisez « lsun-sync synchroniser », qui n'en pose aucune.\n"
    )
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "variables",
    [
        {"ACCESSIBLE": "1"},
        {"TERM": ""},
        {"TERM": "dumb"},
        {"LSUN_SYNC_TERMINAL_LINEAIRE": "true"},
    ],
)
def test_what_turns_it_on_in_a_terminal(dumb, variables):
    terminal = dumb(**({"TERM": "xterm-256color"} | variables))
    terminal.answer("?", "Le menu Paramétrage. Tapez le numéro", "Partout : 0 revient en arrière")
    terminal.answer("?", "Les autres menus de LSU, Bilans, Attestations et Outils")
    terminal.answer("0", "Au revoir.")
    assert terminal.wait_for_the_end() == 0
    assert acts_on_nothing(terminal.written)


def test_accessible_0_keeps_the_screens(environment, shown):
    settings = environment | shown.settings | {"ACCESSIBLE": "0"}
    with Terminal(environment=settings) as terminal:
        terminal.wait_for("École primaire publique des Tilleuls", "F1 Aide")


def test_the_option_may_come_before_the_command(lsun_sync):
    done = lsun_sync("--lineaire", "demonstration", "--latence", "0", typed=("0",))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] == "Au revoir."


@pytest.mark.skipif(shutil.which("script") is None, reason="util-linux is not there")
def test_it_runs_under_script(environment, shown, tmp_path):
    command = shlex.join([sys.executable, "-m", PROGRAM, *LINES])
    recorded = tmp_path / "enregistrement"
    done = subprocess.run(
        ["script", "-qec", command, str(recorded)],
        env=environment | shown.settings | {"TERM": "dumb"},
        input="4\n0\n",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert "Cette école n'a jamais été synchronisée." in done.stdout
    assert "Au revoir." in done.stdout
    assert acts_on_nothing(plain(done.stdout).replace("\r\n", "\n"))


def test_a_simulation_is_read_and_applied_but_for_who_is_left_out(served):
    left_out = ("2", "dupont", "1", "", "")
    why = ("3", "dupont", "1", "0")
    done = served(
        "--lineaire",
        typed=(*TO_SELECTION, "", "2", *left_out, *why, "1", "oui", "0", "0", "0", "0"),
    )
    assert done.returncode == 0
    output = done.stdout.splitlines()
    foreseen = output.index(UPDATED.replace("a été", "serait"))
    assert output[foreseen + 1] == "Prénoms : « Marie Claire » → « Marie Claire, Yvete »"
    assert "Il diffère de LSUN en : Prénoms." in output
    assert "12 élèves cochés sur 12." in done.stderr
    assert "1. Marie Claire Yvete DUPONT (CE1 A) — 1 différence — serait archivé, non coché" in (
        done.stderr
    )
    assert "Modifier ou ajouter 11 élèves dans LSUN, comme montré, et laisser 1 de côté ?" in (
        done.stderr
    )
    assert "Élèves vérifiés : 130 sur 130 ; mis à jour : 9 ; ajoutés : 2." in done.stdout
    query = "SELECT first_names FROM pupils WHERE family_name = 'DUPONT'"
    assert served.rows(query) == [('["Marie Claire"]',)]


def test_ctrl_c_stops_a_simulation_and_comes_back(dumb, held):
    terminal = dumb(held)
    terminal.answer("1", "Numéros à cocher")
    terminal.answer("", "Votre choix (0 à 2")
    terminal.answer("2", "n'a pas été trouvé")
    held.register.wait_until_held()
    terminal.type("ctrl+c")
    terminal.wait_until(lambda: "Arrêt demandé" in terminal.written, "the drain")
    held.register.let_go()
    terminal.wait_until(
        lambda: "Numéros à cocher" in terminal.written.partition("Simulation arrêtée")[2], "back"
    )
    assert held.count("runs") == 0
