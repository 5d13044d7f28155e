"""What real files have that the first ones did not: other headers, less columns, odd rows."""

from dataclasses import replace
from datetime import date

import pytest

from adapters.be1d.extractions import sentences
from adapters.be1d.extractions.columns import Kind, kind_of
from adapters.be1d.extractions.notices import NAMED
from adapters.be1d.extractions.reading import read_extraction
from adapters.be1d.extractions.register import ExtractionRegister
from adapters.demonstration.extractions import GUARDIANS, PUPILS, Families, Style
from adapters.demonstration.traps import Trap, spring
from core.errors import FileError
from core.model.answers import Cause, Found, NotFound, Unverified
from core.model.identifiers import Ine
from core.model.records import Division, Field, Structure
from core.rules.merging import completed
from core.rules.school_creation import contents_of, obstacle_to
from core.usecases.lookup import look_up
from tests.adapters.be1d.extractions.conftest import (
    ADA,
    CE1_A,
    DUPONT,
    LEO,
    PROVENANCE,
    SCHOOL,
    UAI,
    ULIS,
    extracted,
    mother,
    notices,
    pupils,
)
from tests.core.builders import a_pupil, an_address

KNOWN = tuple(registration.pupil for registration in SCHOOL.registrations)


HEADER = "Nom élève;Prénom élève;Date naissance;Sexe;INE;Niveau;Libellé classe;Identifiant classe"


def sprung(trap):
    return lambda folder: spring(trap, folder, Style())


def texts(extraction):
    return [text for _, _, text in notices(extraction)]


@pytest.mark.parametrize("families", Families)
def test_responsables_are_read_under_every_heading(read, families):
    assert pupils(read(style=Style(families=families))) == list(KNOWN)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Civilité;Nom usage;Nom;Prénom;Adresse;Nom de famille élève;Prénom élève", Kind.GUARDIANS),
        ("Civilité;Nom;Prénom;Nom de l'élève;Prénom de l'élève;Classes de l'élève", Kind.GUARDIANS),
        ("Civilité;Nom;Prénom;Classe ou regroupement;Intervenant", Kind.TEACHERS),
        ("Nom de famille;Prénom élève;Né(e) le;Sexe;Classe ou regroupement", Kind.PUPILS),
        ("Nom;Téléphone", None),
    ],
)
def test_a_file_is_known_by_its_headers(header, kind):
    assert kind_of(header.split(";")) is kind


@pytest.mark.parametrize("families", [Families.SINCE_2019, Families.NUMBERED])
def test_a_birth_date_tells_homonyms_apart(read, families):
    elder = replace(ADA.pupil, birth_date=date(2017, 2, 3), ine=Ine("120000003EF"))
    elder = replace(elder, guardians=(mother(first_name="Eve"),))
    school = replace(SCHOOL, registrations=(ADA, replace(ADA, pupil=elder)))
    assert pupils(read(school, Style(families=families))) == [ADA.pupil, elder]


def test_a_class_tells_homonyms_apart_in_whatever_words_the_file_has_for_it(read):
    other = replace(ADA.pupil, division=Division(2606, "ULIS"), ine=Ine("120000003EF"), level=None)
    other = replace(other, guardians=(mother(first_name="Eve"),))
    school = replace(SCHOOL, registrations=(*SCHOOL.registrations, replace(ADA, pupil=other)))
    assert pupils(read(school))[2:] == [ADA.pupil, other]


def test_a_column_that_is_not_there_says_nothing(read):
    extraction = read(spoil=sprung(Trap.FEWER_COLUMNS))
    leo = extraction.registrations[1]
    assert {Field.USUAL_NAME, Field.SECOND_ADDRESS} <= leo.missing_fields
    assert completed(leo, LEO.pupil).addresses == LEO.pupil.addresses
    assert completed(leo, LEO.pupil).usual_name == "NOËL"


def test_an_unknown_niveau_is_told_once_and_changes_no_niveau(read):
    extraction = read(spoil=sprung(Trap.UNKNOWN_LEVEL))
    dupont = extraction.registrations[0]
    assert extraction.unreadable == ()
    assert completed(dupont, DUPONT.pupil).level == DUPONT.pupil.level
    assert sentences.UNKNOWN_LEVEL.format(level="6EME", count=1) in texts(extraction)


def test_a_pupil_without_a_class_is_a_pupil(read):
    extraction = read(spoil=sprung(Trap.NO_CLASS))
    dupont = extraction.registrations[0]
    assert extraction.unreadable == ()
    assert completed(dupont, DUPONT.pupil).division == DUPONT.pupil.division
    assert extraction.structures == (CE1_A, ULIS)
    assert sentences.WITHOUT_CLASS.format(count=1) in texts(extraction)


async def test_an_arrival_without_a_class_waits_for_one(read):
    register = ExtractionRegister(read(spoil=sprung(Trap.NO_CLASS)), KNOWN)
    assert [entry.pupil for entry in await register.roll(UAI, 2602)] == [ADA.pupil]


def test_a_class_has_the_label_of_most_rows_and_each_spelling_is_one_of_its_labels(read):
    third = extracted(ine=Ine("120000003EF"), first_names=("Eva",))
    school = replace(SCHOOL, registrations=(*SCHOOL.registrations, third))
    extraction = read(school, spoil=sprung(Trap.OTHER_LABEL))
    assert {pupil.division for pupil in pupils(extraction)} == {
        Division(2602, "CE1 A"),
        Division(2606, "ULIS"),
    }
    assert extraction.teachers == SCHOOL.teachers


def test_a_control_character_says_nothing_of_the_address(read):
    dupont = read(spoil=sprung(Trap.CONTROL_CHARACTER)).registrations[0]
    assert completed(dupont, DUPONT.pupil).addresses == DUPONT.pupil.addresses


@pytest.mark.parametrize("cell", ["VALTI\x00LLEUL", "VALTI\x07LLEUL", "VALTI�LLEUL"])
def test_a_spoilt_cell_of_a_responsable_changes_no_responsable(read, cell):
    def spoil(folder):
        path = folder / GUARDIANS
        path.write_text(path.read_text("utf-8").replace("Valtilleul", cell, 1), "utf-8")

    extraction = read(style=Style(encoding="utf-8"), spoil=spoil)
    assert sentences.BAD_GUARDIAN in texts(extraction)
    assert Field.GUARDIANS in extraction.registrations[0].missing_fields


async def test_a_responsable_without_a_child_casts_doubt_on_whose_he_is_in_lsun_alone(read):
    extraction = read(spoil=sprung(Trap.CHILDLESS_GUARDIAN))
    luc = mother(civility="M.", family_name="SANSENFANT", first_name="Luc")
    known = (replace(DUPONT.pupil, guardians=(mother(), luc)), LEO.pupil, ADA.pupil)
    register = ExtractionRegister(extraction, known)
    assert sentences.NO_CHILD in texts(extraction)
    entries = await register.roll(UAI, 2602)
    assert [Field.GUARDIANS in entry.missing_fields for entry in entries] == [True, False]


def test_an_institution_is_a_responsable_without_a_first_name(read):
    institution = mother(civility="", family_name="ASE 95", first_name="", usual_name="")
    school = replace(SCHOOL, registrations=(extracted(guardians=(institution,)), LEO, ADA))
    [dupont, *_] = pupils(read(school))
    assert dupont.guardians == (institution,)
    assert institution.full_name == "ASE 95"


PARTED = a_pupil(family_name="PARTI", ine=Ine("990000009ZZ"))


@pytest.mark.parametrize("trap", [Trap.BAD_DATE, Trap.BAD_INE, Trap.EMPTY_NAME, Trap.SAME_INE])
async def test_a_row_that_cannot_be_used_casts_doubt_on_whom_it_may_be_about(read, trap):
    register = ExtractionRegister(read(spoil=sprung(trap)), KNOWN)
    same = replace(DUPONT.pupil, ine=None)
    assert await look_up(register, UAI, same) == Unverified(Cause.UNREADABLE_ROW)


@pytest.mark.parametrize("trap", [Trap.BAD_DATE, Trap.BAD_INE, Trap.EMPTY_NAME])
async def test_and_on_nobody_else(read, trap):
    register = ExtractionRegister(read(spoil=sprung(trap)), KNOWN)
    assert await look_up(register, UAI, PARTED) == NotFound()


async def test_cells_that_slipped_may_be_anybodys(read):
    def spoil(folder):
        path = folder / PUPILS
        header, first, *rest = path.read_bytes().split(b"\r\n")
        path.write_bytes(b"\r\n".join((header, b"x;" + first + b";x", *rest)))

    register = ExtractionRegister(read(style=Style(quoted=False), spoil=spoil), KNOWN)
    assert await look_up(register, UAI, PARTED) == Unverified(Cause.UNREADABLE_ROW)
    assert isinstance(await look_up(register, UAI, ADA.pupil), Found)


def test_utf_16_is_read(tmp_path):
    path = tmp_path / "CSVExtraction.csv"
    path.write_text(f"{HEADER}\r\nDUPÔNT;Zoé;17/05/2019;F;120000002CD;CE1;CE1 A;2602\r\n", "utf-16")
    [zoe] = pupils(read_extraction([path], PROVENANCE))
    assert (zoe.family_name, zoe.first_names) == ("DUPÔNT", ("Zoé",))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x1f\x8b\x08\x00abc", "archive"),
        (b"PK\x03\x04abc", "classeur"),
        (b"%PDF-1.7", "document"),
        (f"{HEADER}\r\n".encode() + b"x" * 200_000, "démesurée"),
    ],
    ids=["gzip", "zip", "pdf", "long cell"],
)
def test_what_is_wrong_with_a_file_is_told_as_it_is(tmp_path, content, sentence):
    path = tmp_path / "CSVExtraction.csv"
    path.write_bytes(content)
    with pytest.raises(FileError, match=sentence):
        read_extraction([path], PROVENANCE)


def test_only_a_regular_file_is_read(tmp_path):
    import os

    os.mkfifo(tmp_path / "CSVExtraction.csv")
    with pytest.raises(FileError, match="fichier ordinaire"):
        read_extraction([tmp_path], PROVENANCE)


def test_rows_that_are_wrong_in_the_same_way_are_counted_and_the_first_are_named(tmp_path):
    path = tmp_path / "CSVExtraction.csv"
    path.write_text(f"{HEADER}\r\n" + "DUPONT;Zoé;;F;;CE1;CE1 A;2602\r\n" * 1000, "utf-8")
    extraction = read_extraction([path], PROVENANCE)
    reason = sentences.BAD_PUPIL.format(reason=sentences.BAD_DATE)
    assert sum(text == reason for text in texts(extraction)) == NAMED
    assert sentences.MORE_LINES.format(count=1000 - NAMED, text=reason) in texts(extraction)


def test_a_known_class_of_lsun_gives_its_number_to_a_label_without_one(read):
    known = [Structure(CE1_A.id, "CE1 A", ())]
    spoil = sprung(Trap.NO_CLASS_ID)
    alone = replace(SCHOOL, registrations=(extracted(addresses=(an_address(),)),))
    [dupont] = pupils(read(alone, spoil=spoil, known=known))
    assert dupont.division == Division(2602, "CE1 A")


def test_a_pupil_without_a_class_keeps_no_school_from_being_created(read):
    extraction = read(spoil=sprung(Trap.NO_CLASS))
    assert obstacle_to(extraction) is None
    assert [pupil for pupil, _ in contents_of(extraction, "École").pupils] == [LEO.pupil, ADA.pupil]
