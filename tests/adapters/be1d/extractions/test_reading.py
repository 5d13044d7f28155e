"""What was written in every style is read back, and what a file does not say is unsaid."""

import itertools
import tracemalloc
from dataclasses import replace

import pytest

from adapters.be1d.extractions import sentences, table
from adapters.be1d.extractions.reading import read_extraction
from adapters.demonstration.extractions import (
    GUARDIANS,
    PUPILS,
    TEACHERS,
    Generation,
    Style,
    write_extractions,
)
from adapters.demonstration.traps import Trap, spring
from core.errors import FileError
from core.model.records import Admission, Division, Field, Level, Structure
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
    notices,
    pupils,
    replacing,
)
from tests.core.builders import an_address

ENCODINGS = ("cp1252", "utf-8", "utf-8-sig")
STANDARD = {
    Field.FOURTH_FIRST_NAME,
    Field.GROUPS,
    Field.EMAIL,
    Field.PHONES,
    Field.KINSHIP,
    Field.CUSTODY,
    Field.BIRTH_PLACE,
    Field.OTHER_FIRST_NAMES,
}


@pytest.mark.parametrize(
    "style",
    [
        Style(encoding=encoding, quoted=quoted, newline=newline, iso_dates=iso)
        for encoding, quoted, newline, iso in itertools.product(
            ENCODINGS, (True, False), ("\r\n", "\n", "\r"), (True, False)
        )
    ],
    ids=str,
)
def test_what_was_written_is_read_back(read, style):
    extraction = read(style=style)
    assert pupils(extraction) == [registration.pupil for registration in SCHOOL.registrations]
    assert extraction.structures == (CE1_A, ULIS)
    assert extraction.teachers == SCHOOL.teachers
    assert (extraction.unreadable, extraction.notices) == ((), ())


def test_iso_8859_1_is_read_back(read):
    latin = replace(SCHOOL, registrations=(DUPONT, ADA))
    extraction = read(latin, Style(encoding="iso-8859-1"))
    assert pupils(extraction) == [DUPONT.pupil, ADA.pupil]


def test_bytes_that_windows_1252_does_not_have_are_still_read(tmp_path):
    latin = replace(SCHOOL, registrations=(DUPONT, ADA))
    [path, *_] = write_extractions(latin, tmp_path, Style(encoding="cp1252"))
    path.write_bytes(path.read_bytes().replace(b"Lilas", b"Lil\x81s"))
    assert len(read_extraction([tmp_path], PROVENANCE).registrations) == 2


def test_the_standard_columns_leave_much_unsaid(read):
    assert {registration.missing_fields for registration in read().registrations} == {
        frozenset(STANDARD)
    }


def test_custom_columns_say_first_names_birth_place_and_state(read):
    yvete = extracted(first_names=("Marie Claire", "Yvete"), birth_place="Rennes")
    accepted = replace(ADA, admission=Admission.ACCEPTED)
    contents = replace(SCHOOL, registrations=(yvete, accepted))
    extraction = read(contents, Style(custom_columns=True))
    assert pupils(extraction) == [yvete.pupil, ADA.pupil]
    assert [registration.admission for registration in extraction.registrations] == [
        Admission.FINAL,
        Admission.ACCEPTED,
    ]
    missing_fields = extraction.registrations[0].missing_fields
    assert not missing_fields & {Field.BIRTH_PLACE, Field.OTHER_FIRST_NAMES}


def test_the_variant_with_an_extension_number_is_read_back(read):
    extraction = read(style=Style(with_extension_number=True))
    assert pupils(extraction) == [registration.pupil for registration in SCHOOL.registrations]
    assert extraction.notices == ()


def test_before_2017_classes_are_known_by_their_labels(read):
    extraction = read(style=Style(generation=Generation.BE1D), known=(CE1_A, ULIS))
    assert pupils(extraction) == [
        replace(registration.pupil, ine=None) for registration in SCHOOL.registrations
    ]
    assert extraction.notices == ()


def test_before_2017_a_class_that_lsun_does_not_have_is_named_and_unsaid(read):
    extraction = read(style=Style(generation=Generation.BE1D), known=(ULIS,))
    sentence = {
        registration.pupil.division: Field.DIVISION in registration.missing_fields
        for registration in extraction.registrations
    }
    assert sentence == {Division(0, "CE1 A"): True, Division(2606, "ULIS"): False}
    assert notices(extraction) == [(PUPILS, None, sentences.UNKNOWN_DIVISION.format(label="CE1 A"))]


def test_a_folder_or_its_files_are_the_same(tmp_path):
    files = write_extractions(SCHOOL, tmp_path, Style())
    (tmp_path / "lisez-moi.txt").write_text("rien")
    assert read_extraction([tmp_path], PROVENANCE) == read_extraction(files, PROVENANCE)


def test_the_names_of_the_files_mean_nothing(tmp_path):
    for rank, path in enumerate(write_extractions(SCHOOL, tmp_path, Style())):
        path.rename(tmp_path / f"CSVExtraction ({rank}).csv")
    assert len(read_extraction([tmp_path], PROVENANCE).registrations) == 3


def test_without_the_responsables_theirs_are_unsaid(tmp_path):
    [eleves, *_] = write_extractions(SCHOOL, tmp_path, Style())
    extraction = read_extraction([eleves], PROVENANCE)
    assert all(
        Field.GUARDIANS in registration.missing_fields for registration in extraction.registrations
    )
    assert extraction.teachers is None
    assert notices(extraction) == [(PUPILS, None, sentences.NO_GUARDIANS_FILE)]


def test_unknown_and_repeated_columns_are_named_and_ignored(read):
    unknown = read(spoil=lambda folder: spring(Trap.UNKNOWN_COLUMN, folder, Style()))
    sentence = sentences.UNKNOWN_COLUMN.format(column="Numéro de casier")
    assert set(notices(unknown)) == {
        (name, None, sentence) for name in (TEACHERS, GUARDIANS, PUPILS)
    }
    assert pupils(unknown) == [registration.pupil for registration in SCHOOL.registrations]


def test_a_header_that_stands_twice_counts_the_first_time(read):
    extraction = read(spoil=lambda folder: spring(Trap.REPEATED_HEADER, folder, Style()))
    sentence = sentences.REPEATED_COLUMN.format(column="Nom élève")
    assert notices(extraction) == [(PUPILS, None, sentence)]
    assert pupils(extraction) == [registration.pupil for registration in SCHOOL.registrations]


def test_a_required_column_that_is_missing_is_named_with_its_file(read):
    with pytest.raises(FileError) as refused:
        read(spoil=lambda folder: spring(Trap.MISSING_COLUMN, folder, Style()))
    assert "« Date naissance »" in str(refused.value)
    assert f"« {PUPILS} »" in str(refused.value)


def test_the_levels_of_a_class_are_those_of_its_pupils(read):
    grande_section = extracted(ine=None, first_names=("Ida",), level=Level.GS)
    contents = replace(SCHOOL, registrations=(DUPONT, grande_section))
    [structure] = read(contents).structures
    assert structure.levels == (Level.GS, Level.CE1)


def test_a_label_that_two_classes_have_attaches_a_teacher_to_neither(read):
    twin = replace(LEO, pupil=replace(LEO.pupil, division=Division(2606, "CE1 A")))
    extraction = read(replace(SCHOOL, registrations=(DUPONT, twin)))
    [teacher, *_] = extraction.teachers
    assert (teacher.structures, teacher.unread_labels) == ((), ("CE1 A",))
    sentence = sentences.unknown_taught("CE1 A", ["CE1 A", "CE1 A"])
    assert (TEACHERS, None, sentence) in notices(extraction)


def test_a_class_has_the_label_that_lsun_gives_it_too(read):
    known = [Structure(CE1_A.id, "Classe de M. Machin", ())]
    spoil = replacing(TEACHERS, "CE1 A", "CLASSE DE M MACHIN")
    assert read(spoil=spoil, known=known).teachers == SCHOOL.teachers


def test_a_teacher_without_a_name_may_be_anybody(read):
    extraction = read(spoil=replacing(TEACHERS, "VALLÉE", ""))
    assert [teacher.is_named for teacher in extraction.teachers] == [False, True, True]
    assert (TEACHERS, 2, sentences.BAD_TEACHER) in notices(extraction)


def test_without_the_columns_of_addresses_they_are_unsaid(tmp_path):
    path = tmp_path / "CSVExtraction.csv"
    path.write_text(
        "Nom élève;Prénom élève;Date naissance;Sexe;INE;Niveau;Libellé classe;Identifiant classe\n"
        "DUPONT;Ada;17/05/2019;F;120000002CD;CE1;CE1 A;2602\n"
    )
    [ada] = read_extraction([path], PROVENANCE).registrations
    assert {Field.ADDRESSES, Field.SECOND_ADDRESS, Field.USUAL_NAME} <= ada.missing_fields


def test_a_row_that_stops_before_a_column_says_nothing_of_it(read):
    def spoil(folder):
        path = folder / PUPILS
        header, first, *rest = path.read_bytes().split(b"\r\n")
        path.write_bytes(b"\r\n".join((header, first.rsplit(b";", 4)[0], *rest)))

    yvete = extracted(
        first_names=("Marie Claire", "Yvete"), birth_place="Rennes", addresses=(an_address(),)
    )
    contents = replace(SCHOOL, registrations=(yvete, ADA))
    style = Style(custom_columns=True, quoted=False)
    [stopped, whole] = read(contents, style, spoil).registrations
    assert {Field.BIRTH_PLACE, Field.OTHER_FIRST_NAMES} <= stopped.missing_fields
    assert Field.OTHER_FIRST_NAMES not in whole.missing_fields


def test_the_provenance_is_kept(read):
    assert read().provenance.uai == UAI


def test_rows_are_read_as_they_are_asked_for(tmp_path):
    path = tmp_path / "CSVExtraction.csv"
    path.write_text("Nom élève;Prénom élève\n" + "DUPONT;Marie Claire\n" * 120_000)
    tracemalloc.start()
    assert sum(1 for _ in table.lines(path)) == 120_001
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most * 5 < path.stat().st_size
