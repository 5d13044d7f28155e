"""Each place of the questions and answers: what is asked, and what comes of it."""

import json
import sqlite3

import pytest

from adapters.demonstration.crowd import crowd, later
from adapters.demonstration.extractions import Style, write_extractions
from adapters.lsu.writing import write_xml
from core.model.identifiers import Uai
from core.model.livret import Livret
from tests.adapters.lsu.builders import a_periodic
from tests.journeys.test_history import make_the_newest_archive_old
from tests.journeys.test_line_by_line import LAUNCHED, UPDATED, acts_on_nothing

HOSTILE = "\x1b]0;x\x07 \x9b31m \u202eABC[/red]"


def test_one_of_several_schools_is_chosen_by_letters(served):
    other = "INSERT INTO schools (uai, name) VALUES ('0951099D', 'Les Érables')"
    served.rows(other, write=True)
    done = served("--lineaire", typed=("erables", "1", "0"))
    assert "De quelle école s'agit-il ?" in done.stderr
    assert "⚠ 2 écoles : vous êtes dans 0951099D — Les Érables" in done.stderr
    assert done.returncode == 0


@pytest.mark.proof
def test_a_held_run_goes_on_once_it_is_understood(served):
    strict = {"LSUN_SYNC_GARDE_NON_TROUVES": "1"}
    kept = served("--lineaire", typed=(*LAUNCHED, "3", ""), **strict)
    assert "Synchronisation retenue : 3 élèves sur 131 non trouvés." in kept.stdout
    assert "2. Voir les changements\n3. J'ai compris : continuer" in kept.stderr
    assert "J'ai compris, et je veux que ces changements soient faits ?" in kept.stderr
    assert "Votre réponse (Entrée : Non) :" in kept.stderr
    assert served.rows("SELECT count(*) FROM archives") == [(0,)]
    seen = served("--lineaire", typed=("1", "1", "1", "0", "2", "non"), **strict)
    assert "L'élève Marie Claire Yvete DUPONT (CE1 A) serait mis à jour." in seen.stdout
    assert "J'ai compris, et je veux que ces changements soient faits ?" in seen.stderr
    done = served("--lineaire", typed=("1", "2", *LAUNCHED[1:], "3", "oui"), **strict)
    assert "n'est pas terminée (retenue) : « Reprendre »" in done.stdout
    assert "Élèves vérifiés : 131 sur 131 ; mis à jour : 10 ; ajoutés : 2." in done.stdout
    assert served.rows("SELECT state FROM runs") == [("held",), ("complete",)]


def test_a_purge_is_refused_by_default(served):
    served("synchroniser")
    newest = make_the_newest_archive_old(served)
    done = served("--lineaire", typed=("7", "1", "", "0"))
    assert "1 archive peut être supprimée." in done.stdout
    assert "Supprimer pour toujours 1 archive" in done.stderr
    assert served.rows("SELECT count(*) FROM archives") == [(9,)]
    done = served("--lineaire", typed=("7", "1", "oui", "0"))
    assert "1 archive supprimée." in done.stdout
    assert served.rows(f"SELECT count(*) FROM archives WHERE id = {newest}") == [(0,)]


@pytest.mark.proof
def test_an_interrupted_run_is_told_at_the_start_and_resumed_before_another(served):
    served("synchroniser")
    served.rows("UPDATE runs SET state = 'stopped'", write=True)
    unreached = "SELECT id FROM pupils ORDER BY id LIMIT 11"
    served.rows(f"UPDATE run_pupils SET outcome = NULL WHERE pupil IN ({unreached})", write=True)
    done = served("--lineaire", typed=("1", "1", "0", "0"))
    assert "n'est pas terminée (11 élèves à vérifier) : « Reprendre »" in done.stdout
    assert "Synchronisation terminée." in done.stdout
    assert served.rows("SELECT state FROM runs") == [("complete",)]


def test_what_is_refused_is_said_and_the_journey_goes_on(served):
    helper = {"LSUN_SYNC_UTILISATEUR_ROLE": "assistance"}
    done = served("--lineaire", typed=(*LAUNCHED, "0", "4", "0", "0"), **helper)
    assert "Erreur : Votre rôle (assistance) ne permet pas de synchroniser" in done.stderr
    assert "Cette école n'a jamais été synchronisée." in done.stdout
    assert done.stderr.splitlines()[-1] == "Au revoir."
    assert done.returncode == 0


@pytest.mark.proof
def test_a_former_run_its_messages_and_a_pupil_with_his_archives(served, tmp_path):
    served("synchroniser")
    words = ("4", "yvéte", "1", "0")
    history = ("4", "1", "7", *words, "0", "0")
    exported = ("2", "livret actuel, entier", "1", str(tmp_path / "livret"))
    pupil = ("3", "dupont", "1", "3", "1", "0", *exported, "1", "oui", "0", "0", "0", "0")
    done = served("--lineaire", typed=(*history, *pupil))
    assert done.returncode == 0
    assert "1. Dire ces messages" in done.stderr
    assert done.stdout.splitlines().count(UPDATED) == 1
    assert "Cette archive est intacte" in done.stdout
    assert "* Prénoms : « Marie Claire » → aujourd'hui « Marie Claire, Yvete »" in done.stdout
    assert "Il ne diffère en rien de LSUN." in done.stdout
    assert json.loads((tmp_path / "livret.json").read_text())


def test_hostile_names_are_shown_literally(served):
    connection = sqlite3.connect(served.store)
    connection.execute("UPDATE pupils SET family_name = ? WHERE family_name = 'DUPONT'", [HOSTILE])
    connection.execute("UPDATE schools SET name = ?", [f"École {HOSTILE}"])
    connection.execute("UPDATE structures SET label = ? WHERE label = 'CM1'", [f"CM1 {HOSTILE}"])
    connection.commit()
    connection.close()
    done = served("--lineaire", typed=(*LAUNCHED, "0", "0", "3", "abc", "1", "0", "0", "0", "0"))
    assert done.returncode == 0
    assert "ABC[/red]" in done.stdout
    assert "École \ufffd]0;x\ufffd \ufffd31m \ufffdABC[/red]" in done.stderr
    assert acts_on_nothing(done.stdout + done.stderr)


def test_a_school_is_created_then_synchronised_from_files_alone(lsun_sync, tmp_path):
    uai = "0960001E"
    school = crowd(1, 60, Uai(uai))
    write_extractions(later(school, 1, 0), tmp_path / "septembre", Style())
    write_extractions(later(school, 1, 0.3), tmp_path / "novembre", Style())
    wrong = ("0960001A", uai, "32/01/2026", "01/09/2025", "/nulle/part")
    created = ("2", *wrong, str(tmp_path / "septembre"), "1", "Les Acacias", "oui")
    pupil, _ = school.pupils[0]
    gradebook = tmp_path / "cahier.xml"
    write_xml(gradebook, Uai(uai), Livret(1, pupil, (a_periodic(),)))
    bilans = ("1", str(gradebook), "oui")
    synchronised = ("2", "", "02/11/2025", str(tmp_path / "novembre"), "1", "", "1", "oui")
    done = lsun_sync("--lineaire", typed=(*created, *bilans, *synchronised, "0", "0", "0", "0"))
    assert done.returncode == 0
    assert "Erreur : La lettre de « 0960001A » ne va pas avec ses chiffres" in done.stderr
    assert "Erreur : « 32/01/2026 » n'est pas un jour du calendrier." in done.stderr
    assert "Erreur : Il n'y a ni dossier ni fichier « nulle » dans « / »" in done.stderr
    assert "L'école Les Acacias (0960001E) a été créée dans LSUN : 60 élèves" in done.stdout
    assert "LSUN — Les Acacias (0960001E)" in done.stderr
    assert "Les Acacias (0960001E) : 1 bilan enregistré" in done.stdout
    assert "à l'extraction du 02/11/2025" in done.stderr
    assert "Synchronisation terminée. Élèves vérifiés : 60 sur 60" in done.stdout
