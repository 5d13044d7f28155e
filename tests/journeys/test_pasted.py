"""Whole journeys whose keys come in one packet, as a line that lags delivers what was typed."""

from pathlib import Path

import pytest

from adapters.demonstration.crowd import crowd, later
from adapters.demonstration.extractions import Style, write_extractions
from core.model.identifiers import Uai

pytestmark = pytest.mark.proof

UAI = "0960001E"


def test_from_the_menu_to_the_end_of_a_synchronisation(opened, served):
    terminal = opened(served)
    terminal.type("enter", "f5", "o")
    terminal.wait_for("mis à jour : 10 ; ajoutés : 2.")
    terminal.type("tab", "enter", "enter", "f8", "enter")
    terminal.wait_for("Cette archive est intacte", "Marie Claire")


def test_classes_that_are_filtered_and_unticked(opened, served):
    terminal = opened(served)
    terminal.type("enter", *"cm", "end", "space", "f5", "o")
    terminal.wait_for("Élèves vérifiés : 26 sur 26")


def test_a_simulation_from_which_a_pupil_is_left_out(opened, served):
    terminal = opened(served)
    terminal.type("enter", "f6")
    terminal.wait_for("Simulation terminée")
    terminal.type("down", "space", "f5", "o")
    terminal.wait_for("mis à jour : 9 ; ajoutés : 2.")


def test_a_place_that_is_found_in_the_palette(opened, served):
    terminal = opened(served)
    terminal.type("ctrl+p", *"histo", "enter")
    terminal.wait_for("Cette école n'a jamais été synchronisée.")


def test_messages_that_are_searched_in_a_former_run(opened, served):
    served("synchroniser")
    terminal = opened(served)
    terminal.type("ctrl+p", *"histo", "enter", "enter", "f4", *"yvete", "enter", "tab", "enter")
    terminal.wait_for("Hugo GAUTHIER (CM1)")


def test_a_pupil_who_is_found_and_synchronised_alone(opened, served):
    terminal = opened(served)
    terminal.type("down", "down", "enter", *"dupont", "enter", "f5", "o")
    terminal.wait_for("Il diffère de LSUN en : Prénoms.", "Élèves vérifiés : 1 sur 1")


def test_a_livret_that_is_written_to_a_file(opened, served, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    terminal = opened(served)
    terminal.type("down", "down", "enter", *"dupont", "enter", "f7")
    terminal.type("tab", "down", "enter")
    terminal.wait_for("Écrit dans")
    assert len(list(Path(tmp_path).glob("livret-*.json"))) == 1


def test_a_bilan_that_is_withdrawn_with_its_reason(opened, served):
    terminal = opened(served)
    terminal.type("down", "down", "enter", *"dupont", "enter")
    terminal.type("tab", "enter", "enter", *"mauvais élève", "enter", "enter", "o")
    terminal.wait_for("a été retiré du livret de Marie Claire DUPONT")


def test_a_school_that_is_created_from_its_extractions(opened, tmp_path, monkeypatch):
    school = crowd(1, 60, Uai(UAI))
    write_extractions(later(school, 1, 0), tmp_path / "files" / "1-septembre", Style())
    monkeypatch.chdir(tmp_path / "files")
    terminal = opened()
    terminal.type("down", "enter")
    terminal.type(UAI, "tab", "20/11/2026", "tab", "down", "down", "enter", "home", "enter")
    terminal.type("Les Acacias", "enter", "o")
    terminal.wait_for("L'école Les Acacias (0960001E) a été créée", "60 élèves")
