"""What was written in every style is read back; what is spoilt is named and changes nothing."""

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
    mother,
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


def pupils(extraction):
    return [registration.pupil for registration in extraction.registrations]


def notices(extraction):
    return [(notice.file, notice.line, notice.text) for notice in extraction.notices]


def replacing(name, text, other):
    """Spoils a file: this text stands there as another one."""

    def spoil(folder):
        path = folder / name
        written = path.read_text("cp1252")
        assert text in written
        path.write_text(written.replace(text, other), "cp1252")

    return spoil


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


def test_a_responsable_is_attached_to_each_of_his_children(read):
    father = mother(civility="M.", first_name="Luc")
    contents = replace(
        SCHOOL,
        registrations=(
            extracted(guardians=(mother(), father)),
            replace(ADA, pupil=replace(ADA.pupil, guardians=(father,))),
        ),
    )
    assert [pupil.guardians for pupil in pupils(read(contents))] == [(mother(), father), (father,)]


def test_two_children_of_one_name_get_no_responsable_and_it_is_said(read):
    other = replace(DUPONT, pupil=replace(DUPONT.pupil, ine=None))
    extraction = read(replace(SCHOOL, registrations=(DUPONT, other)))
    assert all(
        Field.GUARDIANS in registration.missing_fields for registration in extraction.registrations
    )
    assert (GUARDIANS, 2, sentences.SEVERAL_CHILDREN) in notices(extraction)


def test_a_child_whose_name_is_misspelt_keeps_his_responsables(read):
    extraction = read(spoil=lambda folder: spring(Trap.MISSPELT_CHILD, folder, Style()))
    [dupont, *_] = extraction.registrations
    assert Field.GUARDIANS in dupont.missing_fields
    assert (GUARDIANS, None, sentences.UNKNOWN_CHILDREN.format(count=1)) in notices(extraction)


def test_a_sibling_whose_name_is_misspelt_beside_a_known_one_keeps_his_responsables(read):
    lea = extracted(ine=None, first_names=("Léa",))

    def spoil(folder):
        path = folder / GUARDIANS
        path.write_bytes(path.read_bytes().replace("Léa".encode("cp1252"), "Léaa".encode("cp1252")))

    both = replace(SCHOOL, registrations=(DUPONT, lea))
    [dupont, told_lea] = read(both, spoil=spoil).registrations
    assert Field.GUARDIANS in told_lea.missing_fields
    assert Field.GUARDIANS not in dupont.missing_fields


@pytest.mark.parametrize("cut", ["Marie", "Marie Claire Yvete"])
def test_a_child_whose_first_name_is_cut_or_has_more_keeps_his_responsables(read, cut):
    def spoil(folder):
        path = folder / GUARDIANS
        path.write_bytes(path.read_bytes().replace(b"Marie Claire", cut.encode()))

    assert Field.GUARDIANS in read(spoil=spoil).registrations[0].missing_fields


def test_a_responsable_who_stands_twice_is_attached_once(read):
    def spoil(folder):
        path = folder / GUARDIANS
        header, *rows = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join((header, *rows, *rows)))

    assert pupils(read(spoil=spoil)) == [
        registration.pupil for registration in SCHOOL.registrations
    ]


def test_a_child_in_two_classes_is_two_children_whoever_the_pupils_file_has(read):
    def spoil(folder):
        path = folder / PUPILS
        rows = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(row for row in rows if b"2606" not in row))

    homonym = extracted(
        ine=None, division=Division(2606, "ULIS"), guardians=(mother(first_name="Eve"),)
    )
    [ada] = read(replace(SCHOOL, registrations=(ADA, homonym)), spoil=spoil).registrations
    assert Field.GUARDIANS not in ada.missing_fields
    same = replace(homonym, pupil=replace(homonym.pupil, first_names=("Ada",)))
    [ada] = read(replace(SCHOOL, registrations=(ADA, same)), spoil=spoil).registrations
    assert Field.GUARDIANS in ada.missing_fields


def test_the_levels_of_a_class_are_those_of_its_pupils(read):
    grande_section = extracted(ine=None, first_names=("Ida",), level=Level.GS)
    contents = replace(SCHOOL, registrations=(DUPONT, grande_section))
    [structure] = read(contents).structures
    assert structure.levels == (Level.GS, Level.CE1)


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


def test_a_responsable_with_a_spoilt_name_is_attached_to_nobody(read):
    spoilt = extracted(guardians=(mother(family_name="DU\x1bPONT"),))
    extraction = read(replace(SCHOOL, registrations=(spoilt, ADA)), Style(encoding="utf-8"))
    assert Field.GUARDIANS in extraction.registrations[0].missing_fields
    assert (GUARDIANS, 2, sentences.BAD_GUARDIAN) in notices(extraction)


def test_the_provenance_is_kept(read):
    assert read().provenance.uai == UAI


def test_rows_are_read_as_they_are_asked_for(tmp_path):
    path = tmp_path / "CSVExtraction.csv"
    path.write_text("Nom élève;Prénom élève\n" + "DUPONT;Marie Claire\n" * 200_000)
    tracemalloc.start()
    assert sum(1 for _ in table.lines(path)) == 200_001
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most * 5 < path.stat().st_size
