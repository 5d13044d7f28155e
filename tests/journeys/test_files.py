"""From an empty store to a synchronisation, on files alone: the real command, a real store."""

import csv
import io
import json
import re
import sqlite3
import stat
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.demonstration import demonstration
from adapters.demonstration.crowd import crowd, later
from adapters.demonstration.extractions import PUPILS, TEACHERS, Style, write_extractions
from adapters.demonstration.traps import Trap, spring
from adapters.lsu.reading import read_bilans
from adapters.lsu.writing import write_xml
from core.model.identifiers import Uai
from core.model.livret import Livret
from core.model.records import Admission, Level
from tests.adapters.lsu.builders import a_content, a_cycle, a_periodic
from tests.processes import start

UAI = Uai("0960001E")
CUSTOM = Style(custom_columns=True)
UNICODE = Style(custom_columns=True, encoding="utf-8")
OF = ("--ecole", str(UAI), "--date", "20/11/2026")
SCHOOL = crowd(1, 60, UAI)
TODAY = later(SCHOOL, 1, 0)
CHANGED = later(SCHOOL, 1, 0.2)
PUPIL = SCHOOL.pupils[0][0]


@pytest.fixture
def store(environment):
    return Path(environment["XDG_DATA_HOME"]) / "lsun-sync" / "lsun.sqlite"


@pytest.fixture
def dump(store):
    """Everything that the store holds of pupils; None while there is no store."""

    def read(*tables):
        if not store.exists():
            return None
        connection = sqlite3.connect(store)
        connection.row_factory = sqlite3.Row
        names = tables or ("schools", "structures", "pupils", "guardians", "bilans", "archives")
        try:
            rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
            return {name: list(map(dict, found)) for name, found in rows.items()}
        finally:
            connection.close()

    return read


@pytest.fixture
def folder(tmp_path):
    """Writes the extractions of a register into a folder of its own."""

    def write(contents, name, style=CUSTOM):
        write_extractions(contents, tmp_path / name, style)
        return str(tmp_path / name)

    return write


@pytest.fixture
def filled(lsun_sync, folder):
    done = lsun_sync("importer", folder(TODAY, "septembre"), *OF, "--nom", "Les Acacias")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def gradebook(tmp_path):
    """Writes an LSU file with the bilans of the first pupil."""

    def write(*bilans, name="cahier.xml", uai=UAI, pupil=PUPIL):
        write_xml(tmp_path / name, uai, Livret(1, pupil, bilans))
        return str(tmp_path / name)

    return write


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


def renamed(registration):
    if registration.pupil != PUPIL:
        return registration
    return replace(registration, pupil=replace(PUPIL, family_name=f"{PUPIL.family_name}-NEUF"))


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
        "L'élève Raphaël FONTAINE a changé de classe : CE1 A auparavant, CE1-CE2 B désormais.",
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


def test_standard_extractions_take_nothing_away_that_they_do_not_hold(
    filled, lsun_sync, folder, dump
):
    before = dump()
    done = lsun_sync("synchroniser", "--extractions", folder(TODAY, "brut", Style()), *OF)
    assert "mis à jour : 0." in done.stdout
    assert dump() == before


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


def test_another_schools_extraction_is_refused_with_its_figures_unless_it_is_confirmed(
    filled, lsun_sync, folder, dump
):
    other = later(crowd(2, 60, UAI), 2, 0)
    before = dump("pupils", "runs")
    asked = ("synchroniser", "--extractions", folder(other, "ailleurs"), *OF)
    refused = lsun_sync(*asked)
    assert refused.returncode == 2
    assert "ne ressemble pas à l'école de LSUN" in refused.stderr
    assert "LSUN en connaît 0 INE sur 60, 3 classes sur 3" in refused.stderr
    assert "--confirmer" in refused.stderr
    assert dump("pupils", "runs") == before
    confirmed = lsun_sync(*asked, "--confirmer")
    assert confirmed.returncode == 1
    assert dump("pupils") == {"pupils": before["pupils"]}


def test_the_day_of_the_extraction_is_kept_with_the_run(filled, lsun_sync, folder, dump):
    lsun_sync("synchroniser", "--extractions", folder(TODAY, "novembre"), *OF)
    [run] = dump("runs")["runs"]
    assert run["extracted_on"] == "2026-11-20"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--date", "20/11/2026"), "Donnez l'UAI par --ecole"),
        (("--ecole", "0960001A", "--date", "20/11/2026"), "n'est pas un numéro d'école"),
        (("--ecole", str(UAI)), "Donnez l'UAI par --ecole"),
        (("--ecole", str(UAI), "--date", "20/11/2099"), "n'est pas une date passée"),
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


def test_the_bilans_of_a_gradebook_imported_twice_change_nothing(
    filled, lsun_sync, gradebook, dump
):
    file = gradebook(a_periodic(), a_cycle())
    lsun_sync("importer", file)
    before = dump()
    again = lsun_sync("importer", file)
    assert "0 bilan enregistré, 2 déjà présents." in again.stdout
    assert dump() == before


def test_a_locked_bilan_that_says_something_else_is_refused_with_its_whole_file(
    filled, lsun_sync, gradebook, dump
):
    lsun_sync("importer", gradebook(a_periodic()))
    before = dump()
    other = a_periodic(content=a_content(appreciation="Autre chose."))
    refused = lsun_sync("importer", gradebook(a_cycle(), other, name="autre.xml"))
    assert refused.returncode == 2
    assert "Un bilan verrouillé de" in refused.stderr
    assert "périodique 3 sur 3, 2025-2026" in refused.stderr
    assert dump() == before


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"uai": Uai("0350760L")}, "l'école 0350760L, qui n'est pas dans LSUN"),
        (
            {"pupil": replace(PUPIL, ine=crowd(9, 1, UAI).pupils[0][0].ine)},
            "ne connaît que 0 des 1 élèves",
        ),
    ],
    ids=["another school", "other pupils"],
)
def test_a_gradebook_of_others_is_refused(filled, lsun_sync, gradebook, dump, changes, sentence):
    before = dump()
    refused = lsun_sync("importer", gradebook(a_periodic(), **changes))
    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert dump() == before


def test_a_gradebooks_file_cut_short_files_nothing(filled, lsun_sync, gradebook, tmp_path, dump):
    path = Path(gradebook(a_periodic(), a_cycle()))
    path.write_bytes(path.read_bytes()[:-200])
    before = dump()
    refused = lsun_sync("importer", str(path))
    assert refused.returncode == 2
    assert "« cahier.xml »" in refused.stderr
    assert dump() == before


def test_a_bilan_that_is_not_as_it_must_be_is_named_with_its_pupil_and_its_line(
    filled, lsun_sync, gradebook, dump
):
    path = Path(gradebook(a_periodic()))
    path.write_text(path.read_text("utf-8").replace('code="PAI"', 'code="AUTRE"'), "utf-8")
    before = dump()
    refused = lsun_sync("importer", str(path))
    assert refused.returncode == 2
    assert "élément « modalite-accompagnement », attribut « code »" in refused.stderr
    assert f"élève « {PUPIL.first_names[0]} {PUPIL.family_name} »" in refused.stderr
    assert re.search(r"\(ligne \d+, ", refused.stderr)
    assert dump() == before


def test_a_livret_and_its_archive_are_exported(filled, lsun_sync, folder, gradebook, tmp_path):
    lsun_sync("importer", gradebook(a_periodic(), a_cycle()))
    changed = replace(TODAY, registrations=tuple(map(renamed, TODAY.registrations)))
    lsun_sync("synchroniser", "--extractions", folder(changed, "novembre"), *OF)
    now, then = tmp_path / "livret.xml", tmp_path / "archive.json"
    assert lsun_sync("exporter", str(PUPIL.ine), str(now)).returncode == 0
    assert lsun_sync("exporter", str(PUPIL.ine), str(then), "--archive", "1").returncode == 0
    assert [read_bilan.bilan for read_bilan in read_bilans(now)] == [a_periodic(), a_cycle()]
    assert f"{PUPIL.family_name}-NEUF" in now.read_text("utf-8")
    archived = json.loads(then.read_text("utf-8"))
    assert archived["livret"]["pupil"]["family_name"] == PUPIL.family_name
    assert {stat.S_IMODE(path.stat().st_mode) for path in (now, then)} == {0o600}
    again = lsun_sync("exporter", str(PUPIL.ine), str(now))
    assert again.returncode == 2
    assert "existe déjà" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("120000001AB", "x.json"), "Aucun élève de cette école n'a cet INE"),
        (("12", "x.json"), "Ce n'est pas un INE"),
        ((str(PUPIL.ine), "x.pdf"), "Donnez au fichier le suffixe .xml"),
        ((str(PUPIL.ine), "x.json", "--archive", "1"), "Cet élève n'a aucune archive"),
        ((str(PUPIL.ine), "x.xml"), "aucun bilan verrouillé"),
        ((str(PUPIL.ine), "absent/x.json"), "ne peut pas être écrit"),
    ],
)
def test_what_cannot_be_exported_is_said(filled, lsun_sync, tmp_path, arguments, sentence):
    ine, file, *rest = arguments
    refused = lsun_sync("exporter", ine, str(tmp_path / file), *rest)
    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert not (tmp_path / file).exists()


def test_a_run_is_reported_again_in_three_forms(filled, lsun_sync, folder):
    done = lsun_sync("synchroniser", "--extractions", folder(CHANGED, "novembre"), *OF)
    updated = [line for line in done.stdout.splitlines() if line.endswith("a été mis à jour.")]
    text = lsun_sync("rapport").stdout
    assert all(line in text for line in updated)
    written = lsun_sync("rapport", "1", "--format", "csv").stdout
    assert written.startswith("\ufeff")  # without which a spreadsheet takes UTF-8 for another
    rows = list(csv.reader(io.StringIO(written), delimiter=";"))
    assert {row[3] for row in rows[1:]} == {"Mis à jour", "À jour"}
    document = json.loads(lsun_sync("rapport", "--format", "json").stdout)
    assert [
        text
        for text in (item["texte"] for item in document["messages"])
        if text.endswith("a été mis à jour.")
    ] == updated
    assert lsun_sync("rapport", "99").returncode == 2


def test_a_reader_who_has_enough_is_no_error_to_tell(filled, lsun_sync, folder, environment):
    lsun_sync("synchroniser", "--extractions", folder(CHANGED, "novembre"), *OF)
    with start(
        *("rapport", "--format", "json"),
        environment=environment,
        anew=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


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


def one_class_up(registration):
    """The pupil a school year later, under the class identifiers of this one."""
    levels = list(Level)
    pupil = registration.pupil
    level = levels[min(levels.index(pupil.level) + 1, len(levels) - 1)] if pupil.level else None
    return replace(registration, pupil=replace(pupil, level=level))


def test_another_school_year_is_held_until_the_directeur_says_that_it_has_come(
    filled, lsun_sync, folder, dump
):
    next_year = replace(TODAY, registrations=tuple(map(one_class_up, TODAY.registrations)))
    asked = ("synchroniser", "--extractions", folder(next_year, "septembre-prochain"), *OF)
    before = dump()
    held = lsun_sync(*asked)
    assert held.returncode == 1
    assert "C'est sans doute le passage à une autre année scolaire" in held.stdout
    assert "--nouvelle-annee" in held.stdout
    assert dump() == before
    done = lsun_sync(*asked, "--nouvelle-annee")
    assert done.returncode == 0
    assert "a été mis à jour" in done.stdout


def test_a_new_year_is_no_leave_to_change_identities(filled, lsun_sync, folder, dump):
    def another(registration):
        pupil = registration.pupil
        return replace(registration, pupil=replace(pupil, family_name=f"{pupil.family_name}-BIS"))

    others = replace(TODAY, registrations=tuple(map(another, TODAY.registrations)))
    before = dump()
    held = lsun_sync(
        *("synchroniser", "--extractions", folder(others, "autres"), *OF),
        *("--confirmer", "--nouvelle-annee"),
    )
    assert held.returncode == 1
    assert "avec une autre identité" in held.stdout
    assert dump() == before


def day(text):
    return ("--ecole", UAI, "--date", text)


def test_an_older_extraction_is_held_with_both_days_until_it_is_confirmed(
    filled, lsun_sync, folder, dump
):
    recent, older = day("21/11/2026"), day("03/11/2026")
    changed = replace(TODAY, registrations=tuple(map(renamed, TODAY.registrations)))
    assert lsun_sync("synchroniser", "--extractions", folder(changed, "a"), *recent).returncode == 0
    before = dump()
    asked = ("synchroniser", "--extractions", folder(TODAY, "b"), *older)
    refused = lsun_sync(*asked)
    assert refused.returncode == 2
    assert "du 03/11/2026, et LSUN a déjà été mis à jour avec des données du 21/11/2026" in (
        refused.stderr
    )
    assert dump() == before
    assert lsun_sync(*asked, "--confirmer").returncode == 0
    assert dump() != before


def test_an_extraction_older_than_the_one_that_created_the_school_is_held(
    filled, lsun_sync, folder
):
    asked = ("synchroniser", "--extractions", folder(TODAY, "avant"), *day("01/09/2026"))
    refused = lsun_sync(*asked)
    assert refused.returncode == 2
    assert "données du 20/11/2026" in refused.stderr


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
    line = f"La classe Classe du Soleil a été renommée (auparavant {former.label})."
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


def a_gradebook_of(tmp_path, pupils, name="cahier.xml"):
    """An LSU file of several pupils: each with one locked bilan, as his gradebook has him."""
    files = [tmp_path / f"{number}-{name}" for number, _ in enumerate(pupils)]
    for number, (file, pupil) in enumerate(zip(files, pupils, strict=True)):
        write_xml(file, UAI, Livret(number, pupil, (a_periodic(),)))
    texts = [file.read_text("utf-8") for file in files]
    document = texts[0]
    for number, text in enumerate(texts[1:], 1):
        [pupil] = re.findall(r"<eleve .*?/>", text)
        [bilan] = re.findall(r"<bilan-periodique .*?</bilan-periodique>", text, re.DOTALL)
        pupil = pupil.replace("ELEVE_1", f"ELEVE_{number + 1}")
        document = document.replace("</eleves>", f"{pupil}</eleves>").replace(
            "</bilans-periodiques>",
            bilan.replace("ELEVE_1", f"ELEVE_{number + 1}") + "</bilans-periodiques>",
        )
    path = tmp_path / name
    path.write_text(document, "utf-8")
    return str(path)


CLASSMATES = [
    registration.pupil
    for registration in TODAY.registrations
    if registration.pupil.division == PUPIL.division and registration.pupil.ine
][:12]


def test_a_gradebook_whose_ines_slipped_by_a_row_is_refused_whole(
    filled, lsun_sync, tmp_path, dump
):
    numbers = [pupil.ine for pupil in CLASSMATES]
    slipped = [
        replace(pupil, ine=ine)
        for pupil, ine in zip(CLASSMATES, [numbers[-1], *numbers[:-1]], strict=True)
    ]
    before = dump()
    refused = lsun_sync("importer", a_gradebook_of(tmp_path, slipped))
    assert refused.returncode == 2
    assert "n'ont pas le même nom que dans LSUN sous le même INE" in refused.stderr
    assert "Exportez-le à nouveau" in refused.stderr
    assert dump() == before
    right = lsun_sync("importer", a_gradebook_of(tmp_path, CLASSMATES, "juste.xml"))
    assert right.returncode == 0
    assert "12 bilans enregistrés" in right.stdout


def test_the_bilans_of_one_pupil_called_otherwise_are_set_aside(filled, lsun_sync, tmp_path, dump):
    [first, *others] = CLASSMATES
    wrong = replace(first, family_name="AUTREMENT", first_names=("Zoltan",))
    done = lsun_sync("importer", a_gradebook_of(tmp_path, [wrong, *others]))
    assert done.returncode == 0
    assert "11 bilans enregistrés" in done.stdout
    assert f"« Zoltan AUTREMENT » dans le fichier, {first.full_name}" in done.stdout
    assert len(dump("bilans")["bilans"]) == 11
