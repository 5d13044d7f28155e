"""The bilans of a gradebook, filed in LSUN: all of a file, or none of it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.demonstration.crowd import crowd
from adapters.lsu.writing import write_xml
from core.model.identifiers import Uai
from core.model.livret import Livret
from tests.adapters.lsu.builders import a_content, a_cycle, a_periodic
from tests.journeys.files.school import PUPIL, TODAY, UAI


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
