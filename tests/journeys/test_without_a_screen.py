"""The whole job without a terminal: the real command, a real register, a real store."""

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.processes import has_ended, start
from tests.stores import rows
from tests.waiting import PATIENCE, wait_until

UPDATED = "L'élève Marie Claire Yvete DUPONT (CE1 A) a été mis à jour."
ARCHIVED = "Les informations LSUN de l'élève Marie Claire DUPONT (CE1 A) ont été archivées."
QUICK = ("--latence", "0")
ONE_CLASS = ("--classe", "CE1 A")


@pytest.fixture
def store(environment):
    return (
        Path(environment["XDG_DATA_HOME"]) / "lsun-sync" / "demonstration" / "demonstration.sqlite"
    )


@pytest.mark.proof
def test_the_demonstration_does_the_whole_job_and_ends_well(lsun_sync, store):
    done = lsun_sync("demonstration", *QUICK, anew=True)
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert lines.index(ARCHIVED) < lines.index(UPDATED)
    assert "Mis à jour : 10 élèves, dont 9 avec archivage" in lines
    assert str(store) in done.stderr
    query = "SELECT livret FROM archives JOIN pupils ON pupils.id = pupil WHERE family_name = ?"
    [(livret,)] = rows(store, query.replace("?", "'DUPONT'"))
    assert json.loads(livret)["pupil"]["first_names"] == ["Marie Claire"]


@pytest.mark.proof
def test_the_demonstration_is_made_anew_each_time(lsun_sync):
    first, second = (lsun_sync("demonstration", *QUICK, *ONE_CLASS).stdout for _ in range(2))
    assert sorted(first.splitlines()) == sorted(second.splitlines())


def test_one_class_alone_is_synchronised(served):
    done = served("synchroniser", "--classe", "ce1 a")
    assert "Élèves vérifiés : 22 sur 22" in done.stdout
    assert "CM2" not in done.stdout


@pytest.fixture
def again(shown, tmp_path):
    """The same school, as it was before anything."""
    return shown.on_a_copy(tmp_path / "again.sqlite")


@pytest.mark.proof
def test_json_has_an_object_a_line_and_the_same_sentences(shown, again):
    text = shown("synchroniser").stdout.splitlines()
    objects = [
        json.loads(line) for line in again("synchroniser", "--format", "json").stdout.splitlines()
    ]
    notice, *messages, end = objects
    assert (notice["type"], notice["gravite"]) == ("avis", "avertissement")
    assert "enseignants sans classe : M. Paul ARNOULD" in notice["texte"]
    assert {message["type"] for message in messages} == {"message"}
    expected = [line.removeprefix("Avertissement : ").removeprefix("Erreur : ") for line in text]
    assert {message["texte"] for message in messages} < set(expected)
    assert end["type"] == "bilan"
    assert end["complete"] is False
    assert end["eleves"] == {
        "mis_a_jour": 10,
        "ajoute": 2,
        "a_jour": 115,
        "non_trouve": 3,
        "plusieurs_possibles": 1,
        "non_admis": 1,
        "non_verifie": 1,
    }


def test_when_every_pupil_is_verified_the_status_is_0(served):
    done = served("synchroniser")
    assert done.returncode == 0
    assert UPDATED in done.stdout.splitlines()
    assert done.stdout.splitlines()[-1].startswith("Synchronisation terminée.")


def test_a_second_synchronisation_straight_after_writes_nothing(served):
    served("synchroniser")
    tables = ("pupils", "guardians", "bilans", "archives", "structures")
    before = {table: rows(served.store, f"SELECT * FROM {table}") for table in tables}
    again = served("synchroniser")
    assert "mis à jour : 0." in again.stdout
    assert {table: rows(served.store, f"SELECT * FROM {table}") for table in tables} == before


def test_a_wrong_token_suspends_the_run_and_the_status_is_5(served):
    done = served("synchroniser", LSUN_SYNC_BE1D_JETON="autre")
    assert done.returncode == 5
    assert "Synchronisation suspendue : Base Elèves 1er degré refuse l'accès." in done.stdout
    assert "n'a pas été trouvé" not in done.stdout


def test_a_register_that_is_down_suspends_the_run_and_nobody_is_not_found(served):
    done = served(
        "synchroniser", LSUN_SYNC_BE1D_ADRESSE="http://127.0.0.1:9", LSUN_SYNC_BE1D_ESSAIS="1"
    )
    assert done.returncode == 5
    assert "Synchronisation suspendue : Base Elèves 1er degré est injoignable." in done.stdout
    assert "n'a pas été trouvé" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "variables", "sentence"),
    [
        (("--classe", "6e B"), {}, "La classe « 6e B » n'existe pas dans cette école."),
        ((), {"LSUN_SYNC_LSUN_ECOLE": "0951099A"}, "ne va pas avec ses chiffres"),
        ((), {"LSUN_SYNC_LSUN_ECOLE": "0951099D"}, "n'est pas dans la base LSUN"),
        ((), {"LSUN_SYNC_BE1D_ADRESSE": ""}, "n'est pas réglée"),
        ((), {"LSUN_SYNC_BE1D_ADRESSE": "be1d"}, "ne convient pas à"),
        ((), {"LSUN_SYNC_BE1D_SIMULTANES": "beaucoup"}, "ne convient pas à"),
        (("--format", "xml"), {}, "« xml » ne convient pas : choisissez texte ou json"),
        (("--classes", "CM2"), {}, "n'est pas une option de cette commande"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(served, arguments, variables, sentence):
    refused = served("synchroniser", *arguments, **variables)
    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert refused.stdout == ""
    assert served.count("runs") == 0


def test_an_empty_store_is_refused(served, tmp_path):
    refused = served("synchroniser", LSUN_SYNC_LSUN_BASE=f"sqlite:///{tmp_path}/vide.sqlite")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "ne contient aucune école" in refused.stderr


def test_without_a_terminal_the_screens_are_refused(lsun_sync):
    refused = lsun_sync()
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "lsun-sync synchroniser" in refused.stderr


def test_an_unknown_command_is_refused_in_french(lsun_sync):
    refused = lsun_sync("synchronise")
    assert refused.returncode == 2
    assert (
        "« synchronise » n'est pas une commande (vouliez-vous dire « synchroniser » ?)."
        in refused.stderr
    )


@pytest.mark.proof
def test_a_second_demonstration_in_the_same_folder_is_refused(environment, lsun_sync):
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE}
    with start("demonstration", "--lineaire", environment=environment, text=True, **pipes) as first:
        read = [first.stderr.readline()]
        while "Votre choix" not in read[-1]:
            assert read[-1], read
            read.append(first.stderr.readline())
        assert "Une démonstration est déjà ouverte" in lsun_sync("demonstration").stderr
        first.communicate()


@pytest.mark.proof
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_drains_the_run(held, environment, number):
    with start(
        "synchroniser",
        environment=environment | held.settings,
        anew=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        first = [process.stdout.readline()]
        while "a pas été trouvé" not in first[-1]:
            assert process.poll() is None
            first.append(process.stdout.readline())
        held.register.wait_until_held()
        process.send_signal(number)
        assert "Arrêt demandé" in process.stderr.readline()
        held.register.let_go()
        rest, _ = process.communicate()
    assert "Synchronisation incomplète." in rest
    assert held.rows("SELECT state FROM runs") == [("stopped",)]
    output = [
        line for line in [*map(str.strip, first), *rest.splitlines()] if "a été mis à jour." in line
    ]
    query = "SELECT text FROM messages WHERE text LIKE '%a été mis à jour.'"
    assert sorted(output) == sorted(text for (text,) in held.rows(query))


@pytest.mark.proof
def test_a_second_signal_waits_for_no_answer(held, environment):
    with start(
        "synchroniser",
        environment=environment | held.settings,
        anew=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while "a pas été trouvé" not in process.stdout.readline():
            assert process.poll() is None
        held.register.wait_until_held()
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            assert "Arrêt demandé" in process.stderr.readline()
        # Nobody lets the register go.
        rest, _ = process.communicate(timeout=PATIENCE)
    assert "Synchronisation incomplète." in rest
    assert held.rows("SELECT state FROM runs") == [("stopped",)]


@pytest.mark.proof
def test_the_demonstrations_register_ends_with_it_however_it_ends(environment):
    with start(
        *("demonstration", "--latence", "2000"),
        environment=environment,
        anew=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        wait_until(children.read_text, "the register")
        register = int(children.read_text().split()[0])
        process.kill()
    wait_until(lambda: has_ended(register), "the register's end")


def test_a_folder_that_cannot_be_used_is_refused(lsun_sync):
    refused = lsun_sync("demonstration", "--dossier", "/proc/nulle/part")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "ne peut pas être utilisé" in refused.stderr


@pytest.mark.proof
def test_where_a_letter_cannot_be_written_its_lines_are_still_read(served):
    done = served("synchroniser", "--classe", "CE1 A", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "a ete mis a jour." in done.stdout


@pytest.mark.proof
def test_the_demonstration_never_touches_a_real_store(lsun_sync, tmp_path):
    real = tmp_path / "lsun.sqlite"
    real.write_text("une vraie base")
    assert (
        lsun_sync("demonstration", *QUICK, *ONE_CLASS, "--dossier", str(tmp_path)).returncode == 0
    )
    assert real.read_text() == "une vraie base"


@pytest.mark.proof
def test_a_run_that_nobody_reads_any_more_ends_at_once(held, environment):
    """As under `lsun-sync synchroniser | head`."""
    with start(
        "synchroniser",
        environment=environment | held.settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while "a pas été trouvé" not in process.stdout.readline():
            assert process.poll() is None
        held.register.wait_until_held()
        process.stdout.close()
        held.register.let_go()
        assert process.stderr.read() == ""
        assert process.wait() == 1
    assert held.rows("SELECT state FROM runs") == [("stopped",)]
    assert held("synchroniser", "--reprendre").returncode == 0


@pytest.mark.proof
@pytest.mark.parametrize(
    "spoilt",
    [
        "first_names = '{', birth_date = 'hier'",
        pytest.param("ine = '12'", marks=pytest.mark.proof),
        pytest.param("sex = 'X'", marks=pytest.mark.proof),
    ],
)
def test_a_pupil_whose_data_something_else_spoilt_is_named_and_the_others_are_synchronised(
    served, spoilt
):
    served.rows(f"UPDATE pupils SET {spoilt} WHERE family_name = 'DUPONT'", write=True)
    done = served("synchroniser")
    assert (done.returncode, done.stderr.count("incident")) == (1, 0)
    assert (
        "DUPONT (CE1 A) n'a pas pu être vérifié : ses données ne sont plus lisibles" in done.stdout
    )
    assert "mis à jour : 9 ; ajoutés : 2." in done.stdout
    for command in ("historique", "rapport", "simuler"):
        assert "incident" not in served(command).stderr
    assert "ne sont plus lisibles" in served("base", "verifier").stdout
