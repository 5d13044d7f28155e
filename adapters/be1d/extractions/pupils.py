"""The extraction of pupils: one row is one pupil."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from adapters.be1d.extractions import sentences
from adapters.be1d.extractions.cells import address, by_label, day
from adapters.be1d.extractions.columns import Columns
from adapters.be1d.extractions.table import Line
from core.model.extraction import Notice
from core.model.identifiers import Ine, InvalidIdentifier
from core.model.records import (
    Address,
    Admission,
    Division,
    Field,
    Level,
    Pupil,
    Registration,
    Sex,
    Structure,
)
from core.text import SPOILT, clean, without_accents

_NEVER_IN_FILES = frozenset(
    {Field.FOURTH_FIRST_NAME, Field.GROUPS, Field.EMAIL, Field.PHONES, Field.KINSHIP, Field.CUSTODY}
)
_SEXES = {"M": Sex.MALE, "H": Sex.MALE, "F": Sex.FEMALE}
_STATES = {without_accents(admission): admission for admission in Admission}
_LARGEST_ID = 2_147_483_647
_DIGITS = len(str(_LARGEST_ID))


class BadRow(Exception):
    """A row that cannot be read. Its text is the reason."""


@dataclass(slots=True)
class PupilsFile:
    """What the rows of a file of pupils say, their responsables apart."""

    registrations: list[Registration] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    unreadable: int = 0


def read_pupils(
    name: str, columns: Columns, rows: Iterator[Line], known: Sequence[Structure]
) -> PupilsFile:
    """Read the rows; the labels of `known` classes stand for identifiers that the file lacks."""
    divisions = _Divisions(columns, known)
    line_of: dict[Registration, int] = {}
    read = PupilsFile()

    def leave_out(line: int, reason: object) -> None:
        read.unreadable += 1
        read.notices.append(Notice(name, line, sentences.BAD_PUPIL.format(reason=reason)))

    for row in rows:
        try:
            cells = columns.uncut(row)
            line_of.setdefault(_registration(columns, cells, divisions), row.number)
        except BadRow as reason:
            leave_out(row.number, reason)
    holders = Counter(registration.pupil.ine for registration in line_of)
    for registration, line in line_of.items():
        # Of two rows with one INE neither can be believed.
        if registration.pupil.ine is not None and holders[registration.pupil.ine] > 1:
            leave_out(line, sentences.SAME_INE)
        else:
            read.registrations.append(registration)
    unknown = {
        registration.pupil.division.label
        for registration in read.registrations
        if Field.DIVISION in registration.missing_fields
    }
    for label in sorted(unknown):
        read.notices.append(Notice(name, None, sentences.UNKNOWN_DIVISION.format(label=label)))
    return read


class _Divisions:
    """The classes that the rows name: by identifier where there is one, else by label."""

    def __init__(self, columns: Columns, known: Sequence[Structure]) -> None:
        self._columns = columns
        self._labels: dict[int, str] = {}
        self._by_label = by_label(known)

    def read(self, row: Sequence[str]) -> tuple[Division, frozenset[Field]]:
        """The class of a row, and what of it the file leaves open. Raises `BadRow`."""
        label = clean(self._columns.cell(row, "division"))
        if not label:
            raise BadRow(sentences.NO_CLASS)
        if self._columns.has("division_id"):
            number = self._columns.cell(row, "division_id").strip()
            is_number = number.isascii() and number.isdecimal() and len(number) <= _DIGITS
            if not (is_number and 0 < int(number) <= _LARGEST_ID):
                raise BadRow(sentences.BAD_CLASS)
            return Division(int(number), self._labels.setdefault(int(number), label)), frozenset()
        structure = self._by_label.get(without_accents(label))
        if structure is not None:
            return Division(structure.id, structure.label), frozenset()
        return Division(0, label), frozenset({Field.DIVISION})


def _registration(columns: Columns, row: Sequence[str], divisions: _Divisions) -> Registration:
    if columns.overflows(row):
        raise BadRow(sentences.TOO_MANY_CELLS)

    def text(name: str) -> str:
        return clean(columns.cell(row, name))

    family_name, first_name = text("family_name"), text("first_name")
    if not family_name or not first_name:
        raise BadRow(sentences.NAME_MISSING)
    others = (text("second_name"), text("third_name"))
    if any(SPOILT in name for name in (family_name, first_name, text("usual_name"), *others)):
        raise BadRow(sentences.NAME_SPOILT)
    sex, born = _SEXES.get(text("sex").upper()), day(columns.cell(row, "birth_date"))
    if sex is None:
        raise BadRow(sentences.BAD_SEX)
    if born is None:
        raise BadRow(sentences.BAD_DATE)
    division, missing_of_division = divisions.read(row)
    pupil = Pupil(
        ine=_ine(text("ine")),
        family_name=family_name,
        usual_name=text("usual_name"),
        first_names=(first_name, *filter(None, others)),
        sex=sex,
        birth_date=born,
        birth_place=text("birth_place"),
        division=division,
        level=_level(text("level")),
        addresses=tuple(_addresses(columns, row)),
    )
    missing_fields = _NEVER_IN_FILES | missing_of_division | _missing_from(columns, row)
    return Registration(pupil, _admission(text("state")), missing_fields)


def _missing_from(columns: Columns, row: Sequence[str]) -> frozenset[Field]:
    missing = set()
    if not (columns.reaches(row, "second_name") and columns.reaches(row, "third_name")):
        missing.add(Field.OTHER_FIRST_NAMES)
    if not columns.cell(row, "birth_place").strip():
        missing.add(Field.BIRTH_PLACE)
    return frozenset(missing)


def _ine(text: str) -> Ine | None:
    try:
        return Ine(text) if text else None
    except InvalidIdentifier:
        raise BadRow(sentences.BAD_INE) from None


def _level(text: str) -> Level | None:
    try:
        return Level(text.upper()) if text else None
    except ValueError:
        raise BadRow(sentences.BAD_LEVEL) from None


def _admission(text: str) -> Admission:
    """The state, where the file has it: without it, it is an extraction of the admitted ones."""
    if not text:
        return Admission.FINAL
    try:
        return _STATES[without_accents(text)]
    except KeyError:
        raise BadRow(sentences.BAD_STATE) from None


def _addresses(columns: Columns, row: Sequence[str]) -> Iterator[Address]:
    for rank in (1, 2):
        names = (f"{part} {rank}" for part in ("street", "postcode", "town", "country"))
        cells = [columns.cell(row, name) for name in names]
        if any(cell.strip() for cell in cells):
            yield address(*cells)
