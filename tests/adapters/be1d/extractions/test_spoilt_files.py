"""What is spoilt is named with its line, or refused, and changes nothing."""

from dataclasses import replace

import pytest

from adapters.be1d.extractions import sentences, table
from adapters.be1d.extractions.reading import read_extraction
from adapters.demonstration.extractions import (
    PUPILS,
    Generation,
    Style,
    write_extractions,
)
from adapters.demonstration.traps import Trap, spring
from core.errors import FileError
from tests.adapters.be1d.extractions.conftest import (
    ADA,
    CE1_A,
    DUPONT,
    LEO,
    PROVENANCE,
    SCHOOL,
    ULIS,
    extracted,
    notices,
    pupils,
)
from tests.core.builders import an_address


@pytest.mark.parametrize("style", [Style(), Style(generation=Generation.BE1D)], ids=str)
@pytest.mark.parametrize(
    "trap",
    [
        Trap.SHORT_ROWS,
        Trap.HEADER_ONCE,
        Trap.BLANKS,
        Trap.SAME_ROW,
        Trap.FOOTER,
        Trap.OTHER_HEADERS,
        Trap.NO_CLASS_ID,
        Trap.GROUPS_OF_TEACHERS,
    ],
)
def test_some_traps_change_nothing(read, trap, style):
    known = (CE1_A, ULIS)
    clean = read(style=style, known=known)
    spoilt = read(style=style, spoil=lambda folder: spring(trap, folder, style), known=known)
    assert spoilt == clean


@pytest.mark.parametrize(
    ("trap", "sentence"),
    [
        (Trap.BAD_DATE, sentences.BAD_DATE),
        (Trap.BAD_INE, sentences.BAD_INE),
        (Trap.EMPTY_NAME, sentences.NAME_MISSING),
        (Trap.TOO_MANY_CELLS, sentences.TOO_MANY_CELLS),
        (Trap.SHIFTED_CELLS, sentences.BAD_CLASS),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_the_others_are_read(read, trap, sentence):
    extraction = read(spoil=lambda folder: spring(trap, folder, Style()))
    assert pupils(extraction) == [LEO.pupil, ADA.pupil]
    assert len(extraction.unreadable) == 1
    assert (PUPILS, 2, sentences.BAD_PUPIL.format(reason=sentence)) in notices(extraction)


def test_line_numbers_count_the_lines_inside_cells(read):
    def spoil(folder):
        path = folder / PUPILS
        path.write_bytes(path.read_bytes().replace(b"Ada", b""))

    # The first pupil's address takes two lines.
    [bad] = [notice for notice in read(spoil=spoil).notices if notice.line]
    assert bad.line == 5


def test_of_two_rows_with_one_ine_neither_is_believed(read):
    contents = replace(SCHOOL, registrations=(DUPONT, ADA, LEO))
    extraction = read(contents, spoil=lambda folder: spring(Trap.SAME_INE, folder, Style()))
    assert pupils(extraction) == [LEO.pupil]
    assert {row.first_name for row in extraction.unreadable} == {"Marie Claire", "Ada"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "n'est une extraction des"),
        (b"<html><body>Erreur</body></html>", "n'est une extraction des"),
        (b"\x00\xff\xfe" * 50, "n'est une extraction des"),
        (b"Couleur;Taille\r\nX;Y\r\n", "n'est une extraction des"),
    ],
    ids=["empty", "HTML", "random bytes", "another table"],
)
def test_what_is_no_extraction_is_refused(tmp_path, content, sentence):
    path = tmp_path / "CSVExtraction.csv"
    path.write_bytes(content)
    with pytest.raises(FileError, match=sentence):
        read_extraction([path], PROVENANCE)


def test_a_quote_that_never_closes_is_refused_rather_than_swallow_pupils(tmp_path):
    [path, *_] = write_extractions(SCHOOL, tmp_path, Style(quoted=False))
    path.write_bytes(path.read_bytes().replace(b"Ada", b'"Ada'))
    with pytest.raises(FileError, match="guillemets sont mal ferm"):
        read_extraction([path], PROVENANCE)


def test_a_quote_that_closes_in_another_row_is_refused_rather_than_swallow_pupils(tmp_path):
    [path, *_] = write_extractions(SCHOOL, tmp_path, Style(quoted=False))
    header, *rows = path.read_bytes().splitlines(keepends=True)
    lone = [row.replace(b"3 rue", b'"3 rue', 1) for row in rows[-1:]]
    closing = [row.replace(b"3 rue des Lilas", b'3 rue des Lilas"', 1) for row in rows[-1:]]
    path.write_bytes(b"".join((header, *lone, *closing)))
    with pytest.raises(FileError, match="guillemets sont mal ferm"):
        read_extraction([path], PROVENANCE)


def test_a_file_that_stops_in_the_middle_of_a_class_moves_nobody(read):
    def spoil(folder):
        path = folder / PUPILS
        content = path.read_bytes()
        path.write_bytes(content[: content.rindex(b"2602") + 2])

    extraction = read(style=Style(quoted=False), spoil=spoil)
    assert pupils(extraction) == [DUPONT.pupil, LEO.pupil, ADA.pupil]
    assert (PUPILS, 5, sentences.CUT) in notices(extraction)


def test_a_file_whose_last_line_has_no_end_is_whole(read):
    def spoil(folder):
        for path in folder.iterdir():
            path.write_bytes(path.read_bytes().removesuffix(b"\r\n"))

    assert pupils(read(spoil=spoil)) == [
        registration.pupil for registration in SCHOOL.registrations
    ]


def test_a_class_number_of_thousands_of_digits_is_a_bad_row(read):
    def spoil(folder):
        path = folder / PUPILS
        path.write_bytes(path.read_bytes().replace(b"2606", b"2" * 5000))

    assert pupils(read(spoil=spoil)) == [DUPONT.pupil, ADA.pupil]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.decode("cp1252").encode("utf-8"),
        lambda content: content + "É".encode("cp1252"),
    ],
    ids=["encoded twice", "two encodings in one file"],
)
def test_a_file_whose_accents_are_spoilt_is_refused_rather_than_rename_pupils(tmp_path, spoil):
    noel = extracted(family_name="NOËL", first_names=("Chloé",))
    contents = replace(SCHOOL, registrations=(noel,))
    [path, *_] = write_extractions(contents, tmp_path, Style(encoding="utf-8"))
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(FileError, match="lettres accentuées"):
        read_extraction([path], PROVENANCE)


def test_a_spoilt_letter_is_seen_wherever_the_file_is_read_in_two(tmp_path, monkeypatch):
    [path, *_] = write_extractions(SCHOOL, tmp_path, Style(quoted=False))
    path.write_text("Nom élève;Prénom élève\nÃ‰tienne;Zoé\n", encoding="utf-8")
    for size in range(1, 40):
        monkeypatch.setattr(table, "_CHUNK", size)
        with pytest.raises(FileError, match="lettres accentuées"):
            read_extraction([path], PROVENANCE)


def test_a_tilde_is_no_damage(read):
    joao = extracted(family_name="SÃO JOÃO", first_names=("João",))
    [pupil] = pupils(read(replace(SCHOOL, registrations=(joao,))))
    assert pupil.family_name == "SÃO JOÃO"


def test_two_extractions_of_the_same_kind_are_refused(tmp_path):
    [path, *_] = write_extractions(SCHOOL, tmp_path, Style())
    (tmp_path / "copie.csv").write_bytes(path.read_bytes())
    with pytest.raises(FileError, match="deux extractions des élèves"):
        read_extraction([tmp_path], PROVENANCE)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    files = write_extractions(SCHOOL, tmp_path, Style())
    monkeypatch.setattr(table, "MAX_SIZE", 100)
    with pytest.raises(FileError, match="trop gros"):
        read_extraction(files, PROVENANCE)


@pytest.mark.parametrize("paths", [["absent.csv"], []], ids=["absent", "none"])
def test_files_that_are_not_there_are_refused(tmp_path, paths):
    with pytest.raises(FileError):
        read_extraction([tmp_path / path for path in paths] or [tmp_path], PROVENANCE)


def test_hostile_text_is_shown_literally(read):
    hostile = extracted(
        first_names=("[red]Zoé[/]",),
        addresses=(an_address(lines=("3 rue\x1b[31m des Lilas\u202e",)),),
    )
    contents = replace(SCHOOL, registrations=(hostile,))
    [pupil] = pupils(read(contents, Style(encoding="utf-8")))
    assert pupil.first_names == ("[red]Zoé[/]",)
    [street] = pupil.addresses[0].lines
    assert not {"\x1b", "\u202e"} & set(street)


@pytest.mark.parametrize("spoilt", ["DU\x1bPONT", "DUPONT\u202e", "DU\ufffdPONT"])
def test_a_name_with_a_spoilt_character_renames_nobody(read, spoilt):
    contents = replace(SCHOOL, registrations=(extracted(family_name=spoilt), ADA))
    extraction = read(contents, Style(encoding="utf-8"))
    assert pupils(extraction) == [ADA.pupil]
    sentence = sentences.BAD_PUPIL.format(reason=sentences.NAME_SPOILT)
    assert (PUPILS, 2, sentence) in notices(extraction)
