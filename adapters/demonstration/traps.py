"""What goes wrong in real extractions, one thing at a time, in files that were written well."""

import csv
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from adapters.demonstration.extractions import GUARDIANS, PUPILS, TEACHERS, Style, write_rows

_Rows = list[list[str]]

_FAMILY_NAME = ("Nom élève", "Nom Elève")
_FIRST_NAME = ("Prénom élève", "Prénom Elève")


class Trap(Enum):
    """Each is sprung in one or all of the files; the row that is spoilt is that of a pupil."""

    SHORT_ROWS = "lignes-courtes"
    REPEATED_HEADER = "en-tete-repete"
    HEADER_ONCE = "en-tete-une-fois"
    UNKNOWN_COLUMN = "colonne-inconnue"
    MISSING_COLUMN = "colonne-absente"
    TOO_MANY_CELLS = "cellules-en-trop"
    SHIFTED_CELLS = "cellules-decalees"
    BLANKS = "blancs"
    BAD_DATE = "date-fausse"
    BAD_INE = "ine-faux"
    EMPTY_NAME = "nom-vide"
    UNKNOWN_LEVEL = "niveau-inconnu"
    SAME_INE = "ine-en-double"
    SAME_ROW = "ligne-en-double"
    HOMONYMS = "homonymes"
    MISSPELT_CHILD = "enfant-mal-ecrit"
    ONE_CLASS = "une-seule-classe"
    FOOTER = "pied-de-page"
    OTHER_HEADERS = "autres-en-tetes"
    FEWER_COLUMNS = "colonnes-en-moins"
    NO_CLASS_ID = "identifiant-de-classe-vide"
    NO_CLASS = "classe-vide"
    OTHER_LABEL = "classe-ecrite-autrement"
    CONTROL_CHARACTER = "caractere-de-controle"
    CHILDLESS_GUARDIAN = "responsable-sans-enfant"
    INSTITUTION = "responsable-sans-prenom"
    GROUPS_OF_TEACHERS = "regroupements-des-enseignants"


def spring(trap: Trap, folder: Path, style: Style) -> None:
    """Spoil the files of this folder, which were written in this style."""
    for name in (PUPILS, GUARDIANS, TEACHERS):
        path = folder / name
        with path.open(encoding=style.encoding, newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        _TRAPS[trap](name, rows)
        write_rows(path, rows, style)


def _place(rows: _Rows, column: str) -> int | None:
    """Where a column stands, blanks around its header apart."""
    header = [cell.strip() for cell in rows[0]]
    return header.index(column) if column in header else None


def _cell(row: list[str], place: int) -> str:
    """What a row has there; nothing where it is shorter, as another trap may have made it."""
    return row[place] if place < len(row) else ""


def _write(row: list[str], place: int, value: str) -> None:
    """Write a cell that a row has."""
    if place < len(row):
        row[place] = value


def _spoil(name: str, rows: _Rows, columns: tuple[str, ...], value: str) -> None:
    """Write a value into a column of the first pupil's row."""
    for column in columns:
        place = _place(rows, column)
        if name == PUPILS and place is not None:
            _write(rows[1], place, value)


def _short_rows(_name: str, rows: _Rows) -> None:
    for row in rows[1:]:
        while row and not row[-1]:
            row.pop()


def _repeated_header(name: str, rows: _Rows) -> None:
    if name == PUPILS:
        for row in rows:
            row.append(row[0] if row is rows[0] else "AUTRE")


def _header_once(name: str, rows: _Rows) -> None:
    header = rows[0]
    if name != PUPILS:
        rows[0] = list(dict.fromkeys(header))


def _unknown_column(_name: str, rows: _Rows) -> None:
    for rank, row in enumerate(rows):
        row.insert(0, "42" if rank else "Numéro de casier")


def _missing_column(name: str, rows: _Rows) -> None:
    if name == PUPILS:
        place = _place(rows, "Date naissance")
        for row in rows:
            if place is not None:
                del row[place : place + 1]


def _too_many_cells(name: str, rows: _Rows) -> None:
    if name == PUPILS:
        rows[1].append("une cellule de trop")


def _shifted_cells(name: str, rows: _Rows) -> None:
    if name == PUPILS:
        rows[1].insert(_place(rows, "Adresse1") or 0, "3 rue des Lilas")


def _blanks(_name: str, rows: _Rows) -> None:
    for row in rows:
        row[:] = [f" {cell}\u00a0" if cell else cell for cell in row]


def _same_ine(name: str, rows: _Rows) -> None:
    _copy_to_second_pupil(name, rows, "INE")


def _same_row(name: str, rows: _Rows) -> None:
    if name == PUPILS:
        rows.append(list(rows[1]))


def _homonyms(name: str, rows: _Rows) -> None:
    _copy_to_second_pupil(name, rows, *_FAMILY_NAME, *_FIRST_NAME)


def _copy_to_second_pupil(name: str, rows: _Rows, *columns: str) -> None:
    for place in [_place(rows, column) for column in columns]:
        if name == PUPILS and place is not None:
            for row in rows[2:3]:
                _write(row, place, _cell(rows[1], place))


def _misspelt_child(name: str, rows: _Rows) -> None:
    place = _place(rows, "Nom de famille enfant")
    if name == GUARDIANS and place is not None:
        _write(rows[1], place, f"{_cell(rows[1], place)}T")
        # Brothers and sisters would tell who is meant.
        del rows[1][place + 3 :]


def _one_class(name: str, rows: _Rows) -> None:
    if name == PUPILS:
        place = next(i for i, header in enumerate(rows[0]) if "classe" in header.lower())
        label = _cell(rows[1], place)
        rows[1:] = [row for row in rows[1:] if _cell(row, place) == label]


_OTHER_HEADERS = {
    "Date naissance": "Né(e) le",
    "INE": "Identifiant National Élève",
    "Libellé classe": "Classe ou regroupement",
    "Classe": "Classe ou regroupement",
    "Nom élève": "Nom de famille élève",
}


def _footer(_name: str, rows: _Rows) -> None:
    rows.append([f"Nombre de lignes : {len(rows) - 1}"])


def _other_headers(_name: str, rows: _Rows) -> None:
    rows[0] = [_OTHER_HEADERS.get(header.strip(), header) for header in rows[0]]


def _fewer_columns(name: str, rows: _Rows) -> None:
    if name != PUPILS:
        return
    dropped = {"Nom d'usage élève", "Nom d'usage Elève"}
    dropped |= {"Adresse2", "Cp2", "Commune2", "Pays2"}
    kept = [place for place, header in enumerate(rows[0]) if header not in dropped]
    rows[:] = [[row[place] for place in kept if place < len(row)] for row in rows]


def _other_label(name: str, rows: _Rows) -> None:
    for column in ("Libellé classe", "Classe"):
        place = _place(rows, column)
        if name == PUPILS and place is not None:
            _write(rows[1], place, f"CLASSE {_cell(rows[1], place)}")


def _control_character(name: str, rows: _Rows) -> None:
    _spoil(name, rows, ("Commune1",), "VALTI\x00LLEUL")


def _childless_guardian(name: str, rows: _Rows) -> None:
    if name == GUARDIANS:
        rows.append(["M.", "", "SANSENFANT", "Luc"])


def _institution(name: str, rows: _Rows) -> None:
    place = _place(rows, "Prénom responsable")
    if name == GUARDIANS and place is not None:
        _write(rows[1], place, "")


def _groups_of_teachers(name: str, rows: _Rows) -> None:
    if name == TEACHERS:
        width = len(rows[0])
        rows[0].append("Regroupement(s)")
        for row in rows[1:]:
            row.extend([""] * (width - len(row)) + ["Chorale"])


_TRAPS: dict[Trap, Callable[[str, _Rows], None]] = {
    Trap.SHORT_ROWS: _short_rows,
    Trap.REPEATED_HEADER: _repeated_header,
    Trap.HEADER_ONCE: _header_once,
    Trap.UNKNOWN_COLUMN: _unknown_column,
    Trap.MISSING_COLUMN: _missing_column,
    Trap.TOO_MANY_CELLS: _too_many_cells,
    Trap.SHIFTED_CELLS: _shifted_cells,
    Trap.BLANKS: _blanks,
    Trap.BAD_DATE: lambda name, rows: _spoil(name, rows, ("Date naissance",), "31/02/2019"),
    Trap.BAD_INE: lambda name, rows: _spoil(name, rows, ("INE",), "12345"),
    Trap.EMPTY_NAME: lambda name, rows: _spoil(name, rows, _FAMILY_NAME, " "),
    Trap.UNKNOWN_LEVEL: lambda name, rows: _spoil(name, rows, ("Niveau",), "6EME"),
    Trap.SAME_INE: _same_ine,
    Trap.SAME_ROW: _same_row,
    Trap.HOMONYMS: _homonyms,
    Trap.MISSPELT_CHILD: _misspelt_child,
    Trap.ONE_CLASS: _one_class,
    Trap.FOOTER: _footer,
    Trap.OTHER_HEADERS: _other_headers,
    Trap.FEWER_COLUMNS: _fewer_columns,
    Trap.NO_CLASS_ID: lambda name, rows: _spoil(name, rows, ("Identifiant classe",), ""),
    Trap.NO_CLASS: lambda name, rows: _spoil(
        name, rows, ("Libellé classe", "Classe", "Identifiant classe"), ""
    ),
    Trap.OTHER_LABEL: _other_label,
    Trap.CONTROL_CHARACTER: _control_character,
    Trap.CHILDLESS_GUARDIAN: _childless_guardian,
    Trap.INSTITUTION: _institution,
    Trap.GROUPS_OF_TEACHERS: _groups_of_teachers,
}
