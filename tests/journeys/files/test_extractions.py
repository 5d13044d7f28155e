"""A school that is created from its extractions of ONDE, and synchronised with them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.demonstration import demonstration
from adapters.demonstration.extractions import PUPILS, TEACHERS, Style
from adapters.demonstration.traps import Trap, spring
from core.model.records import Admission
from tests.adapters.lsu.builders import a_cycle, a_periodic
from tests.journeys.files.school import CHANGED, OF, PUPIL, SCHOOL, TODAY, UAI, UNICODE, renamed


def test_three_commands_lead_from_an_empty_store_to_a_synchronisation(
    lsun_sync, folder, gradebook, dump
):
    filled = lsun_sync("importer", folder(TODAY, "septembre"), *OF, "--nom", "Les Acacias")
    assert filled.stdout.splitlines()[-1] == (
        "L'école Les Acacias (0960001E) a été créée dans LSUN : 60 élèves, 3 classes."
    )
    filed = lsun_sync("importer", gradebook(a_periodic(), a_cycle()))
    assert filed.stdout.splitlines() == [
        "Les Acacias (0960001E) : 2 bilans enregistrés, 0 déjà présent."
    ]
    changed = replace(TODAY, registrations=tuple(map(renamed, TODAY.registrations)))
    done = lsun_sync("synchroniser", "--extractions", folder(changed, "novembre"), *OF)
    assert done.returncode == 0
    name = " ".join((*PUPIL.first_names, PUPIL.family_name))
    division = PUPIL.division.label
    lines = done.stdout.splitlines()
    archived = lines.index(
        f"Les informations LSUN de l'élève {name} ({division}) ont été archivées."
    )
    assert lines[archived + 1] == f"L'élève {name}-NEUF ({division}) a été mis à jour."
    [archive] = dump("archives")["archives"]
    kept = json.loads(archive["livret"])
    assert kept["pupil"]["family_name"] == PUPIL.family_name
    assert len([bilan for bilan in kept["bilans"] if bilan["content"]]) == 2


@pytest.mark.parametrize("source", ["HTTP", "files"])
def test_the_same_change_has_the_same_outcomes_over_http_and_from_files(
    source, served, folder, outcomes
):
    if source == "HTTP":
        done = served("synchroniser")
    else:
        november = folder(demonstration().be1d, "novembre", UNICODE)
        done = served("synchroniser", "--extractions", november, *OF)
    assert done.returncode == 0
    about_pupils = [line for line in done.stdout.splitlines() if "élève" in line]
    assert set(outcomes) <= set(about_pupils)
    sentence = [
        line for line in about_pupils if line.startswith(("L'élève", "Avertissement : L'élève"))
    ]
    assert sorted(sentence) == sorted(outcomes)


@pytest.fixture
def outcomes():
    """What is said of the demonstration school's pupils, whatever BE1D is asked through."""
    none = "Aucune modification n'a été effectuée."
    lost = f"n'a pas été trouvé dans Base Elèves 1er degré. {none}"
    updated = "a été mis à jour."
    several = (
        "peut être l'un des 2 élèves de même identité que connaît Base Elèves 1er degré."
        f" {none} Vérifiez son INE dans Base Elèves 1er degré, puis dans LSUN."
    )
    accepted = (
        f"n'est pas admis définitivement dans Base Elèves 1er degré. {none} Prononcez son admission"
        " définitive, puis relancez la synchronisation."
    )
    return [
        f"L'élève Marie Claire Yvete DUPONT (CE1 A) {updated}",
        f"L'élève Hugo GAUTHIER (CM1) {updated}",
        f"L'élève Emma ROUSSEAU (CM2) {updated}",
        f"L'élève Lucas FAURE (CE1-CE2 B) {updated}",
        f"L'élève Jade MERCIER (CE1 A) {updated}",
        f"L'élève Louis GIRARD (CM1) {updated}",
        f"L'élève Alice BONNET (CE1-CE2 B) {updated}",
        f"L'élève Raphaël FONTAINE (CE1-CE2 B) {updated}",
        "L'élève Raphaël FONTAINE a changé de classe : CE1 A → CE1-CE2 B.",
        f"L'élève Noé LAMBERT (CE1 A) {updated}",
        f"L'élève Rose AUBERT (GS-CP) {updated}",
        "L'élève Axel LACROIX (CM2) a été ajouté.",
        "L'élève Louise MEUNIER (GS-CP) a été ajouté.",
        f"Avertissement : L'élève Léa CHEVALIER (CM2) {lost}",
        f"Avertissement : L'élève Adam RENARD (CE1 A) {lost}",
        f"Avertissement : L'élève Jules PERRIN (CM1) {lost}",
        f"Avertissement : L'élève Inès BLANCHARD (CM1) {several}",
        f"Avertissement : L'élève Camille MARCHAND (CM2) {accepted}",
    ]


@pytest.mark.proof
def test_a_second_synchronisation_from_the_same_files_writes_nothing(
    filled, lsun_sync, folder, dump
):
    november = folder(CHANGED, "novembre")
    first = lsun_sync("synchroniser", "--extractions", november, *OF)
    assert "mis à jour : 0." not in first.stdout
    before = dump()
    again = lsun_sync("synchroniser", "--extractions", november, *OF)
    assert "mis à jour : 0." in again.stdout
    assert dump() == before


@pytest.mark.proof
def test_standard_extractions_take_nothing_away_that_they_do_not_hold(
    filled, lsun_sync, folder, dump
):
    before = dump()
    done = lsun_sync("synchroniser", "--extractions", folder(TODAY, "brut", Style()), *OF)
    assert "mis à jour : 0." in done.stdout
    assert dump() == before


@pytest.mark.proof
def test_a_one_class_extraction_makes_nobody_leave(filled, lsun_sync, folder, tmp_path, dump):
    style = Style()
    november = folder(CHANGED, "novembre", style)
    spring(Trap.ONE_CLASS, tmp_path / "novembre", style)
    before = dump("pupils")
    done = lsun_sync("synchroniser", "--extractions", november, *OF)
    left = ", ".join(structure.label for structure in SCHOOL.structures[1:])
    assert f"qui ne sont donc pas synchronisées : {left}." in done.stdout
    assert "n'a pas été trouvé" not in done.stdout
    assert len(dump("pupils")["pupils"]) == len(before["pupils"])


def test_a_bad_row_is_told_and_nobody_is_not_found_because_of_it(
    filled, lsun_sync, folder, tmp_path
):
    november = folder(TODAY, "novembre", Style())
    spring(Trap.BAD_DATE, tmp_path / "novembre", Style())
    done = lsun_sync("synchroniser", "--extractions", november, *OF)
    assert done.returncode == 1
    assert f"Avertissement : {PUPILS}, ligne 2 : La date de naissance" in done.stdout
    assert "n'a pas été trouvé" not in done.stdout
    assert "une ligne illisible de l'extraction est peut-être la sienne" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--date", "20/11/2026"), "Donnez son UAI par --ecole"),
        (("--ecole", "0960001A", "--date", "20/11/2026"), "ne va pas avec ses chiffres"),
        (("--ecole", str(UAI)), "Donnez celui de l'extraction par --date"),
        (("--ecole", str(UAI), "--date", "20/11/2099"), "n'est pas encore venu"),
        (OF, "Donnez le nom de la nouvelle école par --nom."),
    ],
)
def test_what_the_files_do_not_say_must_be_said(lsun_sync, folder, dump, arguments, sentence):
    refused = lsun_sync("importer", folder(TODAY, "septembre"), *arguments)
    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert dump() is None or not any(dump().values())


def test_a_school_is_not_created_twice(filled, lsun_sync, folder, dump):
    before = dump()
    again = lsun_sync("importer", folder(CHANGED, "encore"), *OF, "--nom", "Autre nom")
    assert again.returncode == 2
    assert "est déjà dans LSUN" in again.stderr
    assert dump() == before


def test_only_the_definitively_admitted_are_put_into_a_new_school(lsun_sync, folder, dump):
    first, *others = TODAY.registrations
    accepted = replace(first, admission=Admission.ACCEPTED)
    contents = replace(TODAY, registrations=(accepted, *others))
    lsun_sync("importer", folder(contents, "septembre"), *OF, "--nom", "Les Acacias")
    assert len(dump("pupils")["pupils"]) == 59


def test_what_is_no_extraction_is_refused_and_changes_nothing(filled, lsun_sync, tmp_path, dump):
    (tmp_path / "page.csv").write_text("<html>Session expirée</html>")
    before = dump()
    for command in ("importer", "synchroniser"):
        option = ("--extractions",) if command == "synchroniser" else ()
        refused = lsun_sync(command, *option, str(tmp_path / "page.csv"), *OF, "--nom", "X")
        assert refused.returncode == 2 or "option" in refused.stderr
    assert dump() == before


def test_teachers_keep_the_classes_that_their_file_writes_otherwise(
    filled, lsun_sync, folder, dump
):
    november = folder(TODAY, "novembre")
    path = Path(november, TEACHERS)
    written = path.read_text("cp1252")
    for label in {structure.label for structure in TODAY.structures}:
        written = written.replace(f"{label}", f"CLASSE {label}")
    path.write_text(written, "cp1252")
    before = dump("teachings", "teachers")
    done = lsun_sync("synchroniser", "--extractions", november, *OF)
    assert done.returncode == 0
    assert dump("teachings", "teachers") == before
    assert "reste affecté à la classe" in done.stdout
    assert "n'est plus affecté" not in done.stdout


def test_a_class_that_is_renamed_is_renamed_everywhere_but_in_the_archives_before(
    filled, gradebook, lsun_sync, folder, dump
):
    lsun_sync("importer", gradebook(a_periodic()))
    former = PUPIL.division

    def renamed_class(registration):
        pupil = renamed(registration).pupil
        if pupil.division.id != former.id:
            return registration
        division = replace(pupil.division, label="Classe du Soleil")
        return replace(registration, pupil=replace(pupil, division=division))

    november = folder(
        replace(TODAY, registrations=tuple(map(renamed_class, TODAY.registrations))), "novembre"
    )
    done = lsun_sync("synchroniser", "--extractions", november, *OF)
    line = f"Une classe a été renommée : {former.label} → Classe du Soleil."
    assert done.stdout.splitlines().count(line) == 1
    labels = {row["number"]: row["label"] for row in dump("structures")["structures"]}
    assert labels[former.id] == "Classe du Soleil"
    [archive] = dump("archives")["archives"]
    assert json.loads(archive["livret"])["pupil"]["division"]["label"] == former.label
    again = lsun_sync(
        "synchroniser", "--extractions", november, *OF, "--classe", "classe du soleil"
    )
    assert again.returncode == 0
    assert line not in again.stdout


def test_not_to_give_the_file_of_teachers_is_a_choice(filled, lsun_sync, folder, dump):
    november = folder(TODAY, "novembre")
    Path(november, TEACHERS).unlink()
    before = dump("teachers", "teachings")
    done = lsun_sync("synchroniser", "--extractions", november, *OF)
    assert done.returncode == 0
    assert "Les enseignants n'ont pas été synchronisés : il n'y a pas d'extraction" in done.stdout
    assert "reprendre" not in done.stdout
    assert dump("teachers", "teachings") == before


def test_a_school_that_is_there_is_told_before_a_name_is_asked_for(filled, lsun_sync, folder):
    refused = lsun_sync("importer", folder(TODAY, "encore"), *OF)
    assert refused.returncode == 2
    assert f"L'école {UAI} est déjà dans LSUN" in refused.stderr
