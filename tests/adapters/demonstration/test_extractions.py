import csv
import stat
from dataclasses import replace

import pytest

from adapters.demonstration import demonstration
from adapters.demonstration.crowd import crowd, later
from adapters.demonstration.extractions import Generation, Style, write_extractions
from adapters.demonstration.traps import Trap, spring
from core.model.identifiers import Uai
from core.model.records import Address, Phones, Sex

ONDE = (
    "Nom élève;Nom d'usage élève;Prénom élève;Date naissance;Sexe;INE;Adresse1;Cp1;Commune1;Pays1;"
    "Adresse2;Cp2;Commune2;Pays2; Cycle;Niveau;Libellé classe;Identifiant classe;"
    "Attestation fournie;Autorisation associations;Autorisation photo;Décision de passage"
)
BE1D = (
    "Nom Elève;Nom d'usage Elève;Prénom Elève;Date naissance;Sexe;Adresse1;Cp1;Commune1;Pays1;"
    "Adresse2;Cp2;Commune2;Pays2; Cycle;Niveau;Classe;Attestation fournie;"
    "Autorisations associations;Autorisations photos;Décision de passage"
)
GUARDIAN = (
    "Civilité Responsable;Nom usage responsable;Nom responsable;Prénom responsable;"
    "Adresse responsable;CP responsable;Commune responsable;Pays;Courriel;Téléphone domicile;"
    "Téléphone travail;Téléphone portable"
)
CHILD = ";Nom d'usage enfant;Nom de famille enfant;Prénom enfant;Classes enfants"
TEACHER = (
    "Civilité;Nom usage;Nom;Prénom;Adresse;CP;Commune;Pays;Courriel;Téléphone domicile;"
    "Téléphone portable;Directeur"
)
PLAIN = Style(quoted=False)
DEMONSTRATION = demonstration().be1d
CROWD = later(crowd(1, 60, Uai("0960001E")), 1, 0.2)
# BE1D before 2017 gives no INE: there is none to spoil.
NOTHING_TO_SPOIL = {
    (Generation.BE1D, Trap.BAD_INE),
    (Generation.BE1D, Trap.SAME_INE),
    (Generation.BE1D, Trap.NO_CLASS_ID),
}


def _rows(path, style):
    with path.open(encoding=style.encoding, newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def _headers(folder, style, contents=DEMONSTRATION):
    paths = write_extractions(contents, folder, style)
    return [path.read_text(style.encoding).splitlines()[0] for path in paths]


def _bytes(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _with_first_pupil(**changes):
    first, *others = DEMONSTRATION.registrations
    changed = replace(first, pupil=replace(first.pupil, **changes))
    return replace(DEMONSTRATION, registrations=(changed, *others))


def _first_pupil_row(folder, style=PLAIN, **changes):
    pupils, _, _ = write_extractions(_with_first_pupil(**changes), folder, style)
    header, row, *_ = _rows(pupils, style)
    return dict(zip(header, row, strict=True))


def test_the_headers_of_onde_are_those_of_real_files(tmp_path):
    # In this school, no responsable has more than 2 children and no teacher more than 2 classes.
    assert _headers(tmp_path, PLAIN) == [ONDE, GUARDIAN + CHILD * 2, TEACHER + ";Classe"]


def test_the_header_of_the_pupils_of_be1d_is_that_of_real_files(tmp_path):
    style = Style(quoted=False, generation=Generation.BE1D)
    assert _headers(tmp_path, style)[0] == BE1D


def test_custom_columns_come_after_the_standard_ones(tmp_path):
    style = Style(quoted=False, custom_columns=True)
    custom = ";Deuxième prénom;Troisième prénom;Commune de naissance;État"
    assert _headers(tmp_path, style)[0] == ONDE + custom


def test_the_extension_number_stands_before_the_mobile_phone(tmp_path):
    style = Style(quoted=False, with_extension_number=True)
    guardian = GUARDIAN.replace(";Téléphone portable", ";Numéro de poste;Téléphone portable")
    assert _headers(tmp_path, style)[1] == guardian + CHILD * 2


@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-1", "utf-8", "utf-8-sig"])
def test_every_encoding_says_the_same_with_or_without_quotes(tmp_path, encoding, quoted):
    style = Style(encoding=encoding, quoted=quoted)
    written = write_extractions(CROWD, tmp_path / "written", style)
    plain = write_extractions(CROWD, tmp_path / "plain", Style(encoding="utf-8"))
    assert [_rows(path, style) for path in written] == [
        _rows(path, Style(encoding="utf-8")) for path in plain
    ]


def test_only_utf_8_with_a_bom_begins_with_one(tmp_path):
    for encoding in ("utf-8", "utf-8-sig"):
        paths = write_extractions(CROWD, tmp_path, Style(encoding=encoding))
        begun = {path.read_bytes().startswith(b"\xef\xbb\xbf") for path in paths}
        assert begun == {encoding == "utf-8-sig"}


def test_what_an_encoding_cannot_hold_becomes_a_question_mark(tmp_path):
    style = Style(quoted=False, encoding="iso-8859-1")
    assert _first_pupil_row(tmp_path, style, family_name="CŒUR")["Nom élève"] == "C?UR"


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_lines_end_as_asked(tmp_path, newline):
    pupils, _, _ = write_extractions(CROWD, tmp_path, Style(newline=newline))
    assert pupils.read_bytes().count(newline.encode()) == 1 + 60
    assert (b"\r" in pupils.read_bytes()) == (newline == "\r\n")


def test_there_is_one_row_for_each_pupil_and_each_teacher(tmp_path):
    pupils, _, teachers = write_extractions(DEMONSTRATION, tmp_path, PLAIN)
    assert len(_rows(pupils, PLAIN)) == 1 + len(DEMONSTRATION.registrations)
    assert len(_rows(teachers, PLAIN)) == 1 + len(DEMONSTRATION.teachers)


def test_every_link_of_a_guardian_to_a_child_is_told_once(tmp_path):
    _, guardians, _ = write_extractions(DEMONSTRATION, tmp_path, PLAIN)
    rows_of_children = sum((len(row) - 12) // 4 for row in _rows(guardians, PLAIN)[1:])
    assert rows_of_children == sum(
        len(registration.pupil.guardians) for registration in DEMONSTRATION.registrations
    )


def test_the_rows_of_guardians_with_fewer_children_are_shorter(tmp_path):
    _, guardians, _ = write_extractions(DEMONSTRATION, tmp_path, PLAIN)
    assert {len(row) for row in _rows(guardians, PLAIN)[1:]} == {12 + 4, 12 + 8}


def test_a_class_is_labelled_in_another_way_in_the_file_of_guardians(tmp_path):
    pupils, guardians, _ = write_extractions(DEMONSTRATION, tmp_path, PLAIN)
    labels = {row[16] for row in _rows(pupils, PLAIN)[1:]}
    assert not labels & {row[15] for row in _rows(guardians, PLAIN)[1:]}


def test_the_director_is_a_teacher_and_there_is_one(tmp_path):
    _, _, teachers = write_extractions(DEMONSTRATION, tmp_path, PLAIN)
    directors = [row[11] for row in _rows(teachers, PLAIN)[1:]]
    assert (directors.count("Oui"), directors.count("Non")) == (1, len(directors) - 1)


def test_the_first_of_the_first_names_alone_stands_in_the_standard_columns(tmp_path):
    row = _first_pupil_row(tmp_path, first_names=("Ève", "Ana", "Lou", "Mia"))
    assert row["Prénom élève"] == "Ève"
    assert not {"Ana", "Lou", "Mia"} & set(row.values())


def test_the_custom_columns_say_the_other_first_names_the_birth_place_and_the_state(tmp_path):
    style = Style(custom_columns=True)
    names = ("Ève", "Ana", "Lou")
    row = _first_pupil_row(tmp_path, style, first_names=names, birth_place="Dijon")
    assert list(row.values())[-4:] == ["Ana", "Lou", "Dijon", "admission définitive"]


def test_the_lines_of_an_address_are_lines_of_its_cell(tmp_path):
    home = Address(lines=("Bât B", "3 rue; des Lilas"), postcode="96120", town="Valtilleul")
    row = _first_pupil_row(tmp_path, addresses=(home, home, home))
    assert row["Adresse1"] == row["Adresse2"] == "Bât B\r\n3 rue; des Lilas"


def test_a_pupil_without_ine_nor_level_has_empty_cells(tmp_path):
    row = _first_pupil_row(tmp_path, ine=None, level=None)
    assert (row["INE"], row["Niveau"], row[" Cycle"]) == ("", "", "")


@pytest.mark.parametrize(
    ("generation", "written"), [(Generation.ONDE, "M"), (Generation.BE1D, "H")]
)
def test_boys_are_written_h_in_old_files_alone(tmp_path, generation, written):
    style = Style(generation=generation)
    assert _first_pupil_row(tmp_path, style, sex=Sex.MALE)["Sexe"] == written


@pytest.mark.parametrize("iso_dates", [True, False])
def test_dates_are_written_in_one_of_two_ways(tmp_path, iso_dates):
    born = DEMONSTRATION.registrations[0].pupil.birth_date
    written = _first_pupil_row(tmp_path, Style(iso_dates=iso_dates))["Date naissance"]
    assert written == f"{born:%Y-%m-%d}" if iso_dates else f"{born:%d/%m/%Y}"


def test_one_guardian_with_two_kinships_has_one_row(tmp_path):
    first, second, *others = DEMONSTRATION.registrations
    guardian = replace(first.pupil.guardians[0], phones=Phones(mobile="06 39 98 00 01"))
    of_both = [
        replace(item, pupil=replace(item.pupil, guardians=(replace(guardian, kinship=kinship),)))
        for item, kinship in ((first, "Tante"), (second, "Mère"))
    ]
    contents = replace(DEMONSTRATION, registrations=(*of_both, *others))
    _, guardians, _ = write_extractions(contents, tmp_path, PLAIN)
    assert [len(row) for row in _rows(guardians, PLAIN) if row[11] == "06 39 98 00 01"] == [20]


def test_the_folder_and_its_files_are_their_owner_s_alone(tmp_path):
    folder = tmp_path / "extractions"
    paths = write_extractions(CROWD, folder)
    spring(Trap.BAD_DATE, folder, Style())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        contents = later(crowd(5, 60, Uai("0960001E")), 5, 0.2)
        write_extractions(contents, tmp_path / name)
        for trap in (Trap.SHORT_ROWS, Trap.HOMONYMS):
            spring(trap, tmp_path / name, Style())
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "other")


@pytest.mark.parametrize("generation", Generation)
@pytest.mark.parametrize("trap", Trap)
@pytest.mark.proof
def test_each_trap_changes_the_files_unless_they_have_nothing_it_could_spoil(
    tmp_path, trap, generation
):
    style = Style(generation=generation)
    write_extractions(DEMONSTRATION, tmp_path, style)
    before = _bytes(tmp_path)
    spring(trap, tmp_path, style)
    assert (_bytes(tmp_path) == before) == ((generation, trap) in NOTHING_TO_SPOIL)


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("trap", Trap)
@pytest.mark.proof
def test_a_trap_leaves_files_of_the_same_style(tmp_path, trap, encoding):
    style = Style(encoding=encoding, newline="\n")
    paths = write_extractions(DEMONSTRATION, tmp_path, style)
    spring(trap, tmp_path, style)
    for path in paths:
        path.read_bytes().decode(encoding)
        assert b"\r" not in path.read_bytes()
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")


@pytest.mark.parametrize("first", Trap)
@pytest.mark.proof
def test_any_trap_can_follow_another(tmp_path, first):
    style = Style(custom_columns=True)
    for second in Trap:
        folder = tmp_path / second.name
        paths = write_extractions(DEMONSTRATION, folder, style)
        spring(first, folder, style)
        spring(second, folder, style)
        assert all(path.stat().st_size for path in paths)
