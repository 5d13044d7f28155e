"""Import and export with the keyboard alone, in a real terminal of 80 by 24."""

import json
import sqlite3
from pathlib import Path

import pytest

from adapters.demonstration.crowd import crowd, later
from adapters.demonstration.extractions import Style, write_extractions
from adapters.lsu.writing import write_xml
from core.model.identifiers import Uai
from core.model.livret import Livret
from tests.adapters.lsu.builders import a_cycle, a_periodic
from tests.journeys.terminal import Terminal

pytestmark = pytest.mark.proof

UAI = Uai("0960001E")
SCHOOL = crowd(1, 60, UAI)
HOME = "dans le menu Paramétrage"


@pytest.fixture
def files(tmp_path):
    """What a directeur has downloaded: extractions of two days, and a gradebook's file."""
    downloads = tmp_path / "telechargements"
    downloads.mkdir()
    write_extractions(later(SCHOOL, 1, 0), downloads / "1-septembre", Style())
    write_extractions(later(SCHOOL, 1, 0.3), downloads / "2-novembre", Style())
    pupil, _ = SCHOOL.pupils[0]
    write_xml(downloads / "cahier.xml", UAI, Livret(1, pupil, (a_periodic(), a_cycle())))
    (downloads / "notes.txt").write_text("rien")
    return downloads


@pytest.fixture
def lsun(environment, files, monkeypatch):
    monkeypatch.chdir(files)
    with Terminal(environment=environment) as terminal:
        terminal.wait_for("LSUN — aucune école", HOME)
        yield terminal


def open_import(lsun):
    lsun.type("down", "enter")
    lsun.wait_for("❯ Paramétrage ❯ Importer", "cahier.xml", "1-septembre/")
    assert "notes.txt" not in lsun.text


def fill_in(lsun, *fields):
    """Type the fields, each once the cursor is on its line; then go on to the files."""
    labels = ("Numéro de l'école", "Jour des extractions")
    for label, text in zip(labels, fields, strict=True):
        go_to(lsun, label)
        lsun.type(text, "enter")
    go_to(lsun, "[ Lire toutes")


def go_to(lsun, row, key=None):
    """Press a key, if any, and wait until the cursor is on this row."""
    if key is not None:
        lsun.type(key)
    lsun.wait_until(lambda: lsun.current_line.startswith(f"> {row}"), row)


def read_current_folder(lsun):
    """Go into the folder of extractions that the cursor is on, and read them all."""
    lsun.type("enter")
    lsun.wait_for("eleves.csv")
    go_to(lsun, "[ Lire toutes")
    lsun.type("enter")
    lsun.wait_for("Extraction du", "60 élèves, 3 classes, 4 enseignants")


def test_a_school_is_created_and_synchronised_from_files_alone(lsun, environment):
    open_import(lsun)
    fill_in(lsun, str(UAI), "01/09/2026")
    go_to(lsun, "../", "down")
    go_to(lsun, "1-septembre", "down")
    read_current_folder(lsun)
    lsun.wait_for("Tout a été lu.", "[ Créer cette école dans LSUN ]")
    go_to(lsun, "Nom de la nouvelle école")
    lsun.type("Les Acacias", "enter")
    lsun.wait_for("Créer dans LSUN l'école Les Acacias (0960001E)")
    lsun.type("o")
    lsun.wait_for("LSUN — Les Acacias (0960001E)", "a été créée dans LSUN : 60 élèves")

    lsun.type("escape")
    lsun.wait_for("❯ Paramétrage ❯ Importer", "eleves.csv")
    go_to(lsun, "../", "down")
    lsun.type("enter")
    lsun.wait_for("cahier.xml")
    go_to(lsun, "cahier.xml", "end")
    lsun.type("enter")
    lsun.wait_for("Enregistrer dans LSUN les bilans du fichier « cahier.xml » ?")
    lsun.type("o")
    lsun.wait_for("Les Acacias (0960001E) : 2 bilans enregistrés, 0 déjà présent.")

    for row in ("../", "1-septembre", "2-novembre"):
        go_to(lsun, row, "down")
    read_current_folder(lsun)
    lsun.wait_for("LSUN en connaît 60 INE sur 60, 3 classes sur 3")
    lsun.type("enter")
    lsun.wait_for("3 classes cochées, 60 élèves.")
    lsun.type("f5")
    lsun.wait_for("Oui", "Non")
    lsun.type("o")
    lsun.wait_for("Synchronisation terminée. Élèves vérifiés : 60 sur 60", "Mis à jour :")

    store = Path(environment["XDG_DATA_HOME"], "lsun-sync", "lsun.sqlite")
    connection = sqlite3.connect(store)
    [(day,)] = connection.execute("SELECT extracted_on FROM runs").fetchall()
    connection.close()
    assert day == "2026-09-01"


def test_what_the_files_do_not_say_must_be_typed(lsun):
    open_import(lsun)
    fill_in(lsun, "", "")
    lsun.type("enter")
    lsun.wait_for("Tapez le numéro de l'école (UAI)", "Tapez le jour où")
    go_to(lsun, "Numéro de l'école")


def test_a_fault_is_told_at_its_field_when_it_is_left_and_taken_back_once_it_is_put_right(lsun):
    open_import(lsun)
    lsun.type("0960001A", "tab")
    lsun.wait_for("La lettre de « 0960001A » ne va pas avec ses chiffres")
    go_to(lsun, "Jour des extractions")
    lsun.type("31/12/2999", "enter")
    lsun.wait_for("Le 31/12/2999 n'est pas encore venu.")
    go_to(lsun, "Jour des extractions")
    lsun.type("shift+tab", "shift+tab")
    go_to(lsun, "Numéro de l'école")
    lsun.type("backspace", "E")
    lsun.wait_until(lambda: "ne va pas avec" not in lsun.flowing_text, "the fault's end")


def test_a_field_that_tab_leads_to_is_gone_on_with_and_not_replaced(lsun):
    open_import(lsun)
    lsun.type("0960001E", "tab", "shift+tab", "backspace")
    lsun.wait_until(lambda: "[0960001 " in lsun.current_line, "the field, but for its last letter")


def test_a_new_school_without_a_name_is_not_created(lsun):
    open_import(lsun)
    fill_in(lsun, str(UAI), "01/09/2026")
    go_to(lsun, "../", "down")
    go_to(lsun, "1-septembre", "down")
    read_current_folder(lsun)
    lsun.type("enter")
    lsun.wait_for("Tapez le nom de l'école")
    go_to(lsun, "Nom de la nouvelle école")


def test_a_gradebook_of_a_school_that_lsun_does_not_have_is_refused(lsun):
    open_import(lsun)
    fill_in(lsun, "", "")
    go_to(lsun, "cahier.xml", "end")
    lsun.type("enter")
    lsun.wait_for("Oui")
    lsun.type("o")
    lsun.wait_for("qui n'est pas dans LSUN : rien n'a été importé.")


def test_a_field_that_waits_for_letters_writes_nothing(lsun):
    open_import(lsun)
    lsun.wait_for_quiet(1.5)


def test_the_hardware_cursor_is_where_letters_are_typed_then_on_the_current_row(lsun):
    open_import(lsun)
    lsun.type("ABC")
    lsun.wait_for("ABC")
    cursor = lsun.screen.cursor
    lsun.wait_until(lambda: lsun.screen.display[cursor.y][cursor.x - 3 : cursor.x] == "ABC")
    lsun.type("tab")
    go_to(lsun, "[ Lire toutes", "tab")
    go_to(lsun, "../", "down")
    go_to(lsun, "Importer", "escape")


@pytest.fixture
def ended_run(environment, shown, tmp_path, monkeypatch):
    """The screens at the end of a run, in a folder that has no file yet."""
    monkeypatch.chdir(tmp_path)
    with Terminal(environment=environment | shown.settings) as lsun:
        lsun.wait_for("École primaire publique des Tilleuls")
        lsun.type("enter")
        lsun.wait_for("6 classes cochées, 131 élèves.")
        lsun.type("f5")
        lsun.wait_for("Oui")
        lsun.type("o")
        lsun.wait_for("Mis à jour : 10 élèves")
        yield lsun


def test_a_report_is_written_from_the_screens_in_each_of_its_forms(ended_run, tmp_path):
    lsun = ended_run
    lsun.type("f7")
    lsun.wait_for("Le rapport en JSON")
    lsun.type("enter")
    go_to(lsun, "Le rapport en texte")
    go_to(lsun, "Un résumé sans noms", "end")
    lsun.type("enter")
    lsun.wait_for("Ce fichier ne contient aucune donnée d'élève.")
    go_to(lsun, "Le rapport à imprimer (HTML)", "up")
    lsun.type("enter")
    lsun.wait_for("Ce fichier contient des données d'élèves")
    lsun.type("enter")
    lsun.wait_for("Ce fichier existe déjà")
    [mail] = tmp_path.glob("synchronisation-*.courriel.txt")
    assert mail.read_text("utf-8").startswith("Objet : ")
    [report] = tmp_path.glob("synchronisation-*.html")
    assert "Marie Claire Yvete DUPONT" in report.read_text("utf-8")


def test_a_livret_is_written_from_the_screens(ended_run, tmp_path):
    lsun = ended_run
    go_to(lsun, "Mis à jour", "tab")
    lsun.type("enter")
    lsun.wait_for("Marie Claire Yvete DUPONT")
    lsun.type("enter")
    lsun.wait_for("Avant : Marie Claire", "Après : Marie Claire, [Yvete]")
    lsun.type("f7")
    lsun.wait_for("L'archive du")
    lsun.type("enter")
    go_to(lsun, "Le livret actuel")
    go_to(lsun, "L'archive du", "end")
    lsun.type("enter")
    lsun.wait_for("Écrit dans")
    [archive] = tmp_path.glob("livret-*.json")
    assert json.loads(archive.read_text())["livret"]["pupil"]["first_names"] == ["Marie Claire"]


def test_a_first_start_without_any_school_is_a_guided_path(lsun):
    lsun.type("enter")
    lsun.wait_for("LSUN ne connaît encore aucune école. Trois étapes", "cahier.xml")
    fill_in(lsun, str(UAI), "01/09/2026")
    go_to(lsun, "../", "down")
    go_to(lsun, "1-septembre", "down")
    read_current_folder(lsun)
    go_to(lsun, "Nom de la nouvelle école")
    lsun.type("Les Acacias", "enter")
    lsun.wait_for("Créer dans LSUN l'école Les Acacias")
    lsun.type("o")
    lsun.wait_for("a été créée dans LSUN : 60 élèves")
    go_to(lsun, "[ Importer les bilans d'un cahier de notes ]")
    lsun.type("enter")
    lsun.wait_for("eleves.csv", ".xml d'un cahier de notes")


def test_without_the_address_of_be1d_the_classes_are_shown_and_the_way_to_extractions(lsun):
    open_import(lsun)
    fill_in(lsun, str(UAI), "01/09/2026")
    go_to(lsun, "../", "down")
    go_to(lsun, "1-septembre", "down")
    read_current_folder(lsun)
    lsun.type("Les Acacias", "enter", "o")
    lsun.wait_for("a été créée dans LSUN : 60 élèves")
    lsun.type("escape")
    lsun.wait_for("eleves.csv")
    lsun.type("escape")
    go_to(lsun, "Importer")
    lsun.type("up", "enter")
    lsun.wait_for("L'adresse de Base Elèves 1er degré n'est pas réglée", "Toutes les classes")
    go_to(lsun, "[ Choisir les extractions de ONDE… ]")
    lsun.type("f5")
    lsun.wait_for("01/09/2026", "eleves.csv", "⚠ Les extractions de la dernière fois")
    lsun.type("20/11/2026")
    lsun.wait_until(lambda: "⚠" not in lsun.text, "what was told of another day")
    lsun.wait_for("2-novembre/")
    lsun.type("enter")
    go_to(lsun, "2-novembre", "down")
    read_current_folder(lsun)
    lsun.wait_for("LSUN en connaît 60 INE sur 60")
    lsun.type("enter")
    lsun.wait_for("3 classes cochées, 60 élèves.")
