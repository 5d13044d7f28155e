"""The extraction of pupils: one row is one pupil."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from adapters.be1d.extractions import sentences
from adapters.be1d.extractions.cells import address, birth_date
from adapters.be1d.extractions.divisions import Divisions
from adapters.be1d.extractions.header import Header
from adapters.be1d.extractions.notices import Notices
from adapters.be1d.extractions.table import Line
from core.model.extraction import Notice, UnreadableRow
from core.model.identifiers import Ine, InvalidIdentifier
from core.model.records import (
    Address,
    Admission,
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
_MOST_DOUBTS = 1_000
"""Rows that cannot be used, beyond which everybody may be meant by one."""
_ADDRESS = ("street", "postcode", "town", "country")


class BadRow(Exception):
    """A row that cannot be used. Its text is the reason."""


@dataclass(slots=True)
class PupilsFile:
    """What the rows of a file of pupils say, their responsables apart.

    `structures` are the classes, each under its most frequent label, and `spellings` under every
    other.
    """

    registrations: list[Registration] = field(default_factory=list)
    unreadable: list[UnreadableRow] = field(default_factory=list)
    structures: tuple[Structure, ...] = ()
    spellings: tuple[Structure, ...] = ()
    notices: list[Notice] = field(default_factory=list)


def read_pupils(
    name: str, header: Header, rows: Iterator[Line], known: Sequence[Structure]
) -> PupilsFile:
    """Read the rows; the labels of `known` classes stand for identifiers that the file lacks."""
    reader = _Rows(name, header, Divisions(header, known))
    for row in rows:
        if not header.is_footer(row):
            reader.read(row)
    return reader.file()


class _Rows:
    """The rows of a file of pupils, one after the other."""

    def __init__(self, name: str, header: Header, divisions: Divisions) -> None:
        self._name, self._header, self._divisions = name, header, divisions
        self._line_of: dict[Registration, int] = {}
        self._unreadable: dict[UnreadableRow, None] = {}
        self._notices = Notices(name)
        self._levels: Counter[str] = Counter()

    def read(self, row: Line) -> None:
        """One row: a pupil, or somebody who cannot be read."""
        cells = self._header.uncut(row)
        try:
            registration = self._registration(cells)
        except BadRow as reason:
            self._leave_out(row.number, str(reason), self._identity(cells))
            return
        if self._header.is_cut(row):
            self._notices.of_line(row.number, sentences.CUT)
        self._line_of.setdefault(registration, row.number)

    def file(self) -> PupilsFile:
        """What all the rows say together."""
        holders = Counter(registration.pupil.ine for registration in self._line_of)
        registrations = []
        for registration, line in self._line_of.items():
            pupil = registration.pupil
            # Of two rows with one INE neither can be believed.
            if pupil.ine is not None and holders[pupil.ine] > 1:
                self._leave_out(line, sentences.SAME_INE, _as_row(pupil))
                self._doubt(replace(_as_row(pupil), ine=None))
            else:
                registrations.append(self._divisions.relabelled(registration))
        structures = self._divisions.structures(registrations)
        return PupilsFile(
            registrations,
            list(self._unreadable),
            structures,
            self._divisions.spellings(structures),
            [*self._notices.all(), *self._about_the_file(registrations)],
        )

    def _about_the_file(self, registrations: Sequence[Registration]) -> Iterator[Notice]:
        unknown: set[str] = set()
        without_class = 0
        for registration in registrations:
            if Field.DIVISION in registration.missing_fields:
                label = registration.pupil.division.label
                unknown.update([label] if label else [])
                without_class += not label
        for label in sorted(unknown):
            yield Notice(self._name, None, sentences.UNKNOWN_DIVISION.format(label=label))
        for level, count in sorted(self._levels.items()):
            text = sentences.UNKNOWN_LEVEL.format(level=level, count=count)
            yield Notice(self._name, None, text)
        if without_class:
            text = sentences.WITHOUT_CLASS.format(count=without_class)
            yield Notice(self._name, None, text)

    def _leave_out(self, line: int, reason: str, row: UnreadableRow) -> None:
        self._doubt(row)
        self._notices.of_line(line, sentences.BAD_PUPIL.format(reason=reason))

    def _doubt(self, row: UnreadableRow) -> None:
        if len(self._unreadable) < _MOST_DOUBTS:
            self._unreadable[row] = None
        else:
            self._unreadable[UnreadableRow()] = None

    def _identity(self, cells: Sequence[str]) -> UnreadableRow:
        """Who a row that cannot be used may be about."""
        text = self._text_of(cells)
        ine = None if _is_bad_ine(text("ine")) else _ine(text("ine"))
        born = birth_date(self._header.cell(cells, "birth_date"))
        if born is None and text("sex").upper() not in _SEXES:
            # The cells have slipped: none is known to be what it seems.
            return UnreadableRow()
        return UnreadableRow(
            ine=ine,
            family_name=text("family_name"),
            first_name=text("first_name"),
            birth_date=born,
            division_id=self._divisions.number_in(cells),
        )

    def _registration(self, cells: Sequence[str]) -> Registration:
        if self._header.overflows(cells):
            raise BadRow(sentences.TOO_MANY_CELLS)
        text = self._text_of(cells)
        family_name, first_name = text("family_name"), text("first_name")
        if not family_name or not first_name:
            raise BadRow(sentences.NAME_MISSING)
        others = (text("second_name"), text("third_name"))
        if any(SPOILT in name for name in (family_name, first_name, text("usual_name"), *others)):
            raise BadRow(sentences.NAME_SPOILT)
        sex = _SEXES.get(text("sex").upper())
        if sex is None:
            raise BadRow(sentences.BAD_SEX)
        born = birth_date(self._header.cell(cells, "birth_date"))
        if born is None:
            raise BadRow(sentences.BAD_DATE)
        if _is_bad_ine(text("ine")):
            raise BadRow(sentences.BAD_INE)
        admission = _admission(text("state"))
        if admission is None:
            raise BadRow(sentences.BAD_STATE)
        division = self._divisions.read(cells)
        if division is None:
            raise BadRow(sentences.BAD_CLASS)
        pupil = Pupil(
            ine=_ine(text("ine")),
            family_name=family_name,
            usual_name=text("usual_name"),
            first_names=(first_name, *filter(None, others)),
            sex=sex,
            birth_date=born,
            birth_place=text("birth_place"),
            division=division,
            level=self._level(text("level")),
            addresses=tuple(self._addresses(cells)),
        )
        return Registration(pupil, admission, _NEVER_IN_FILES | self._missing(cells, pupil))

    def _missing(self, cells: Sequence[str], pupil: Pupil) -> frozenset[Field]:
        """What the file does not have, or a row says in a way that cannot be read."""
        header, text = self._header, self._text_of(cells)
        addresses = [text(f"{part} {rank}") for rank in (1, 2) for part in _ADDRESS]
        unsaid = {
            Field.DIVISION: not pupil.division.id,
            Field.LEVEL: not header.has("level") or (pupil.level is None and bool(text("level"))),
            Field.USUAL_NAME: not header.has("usual_name"),
            Field.OTHER_FIRST_NAMES: not (
                header.reaches(cells, "second_name") and header.reaches(cells, "third_name")
            ),
            Field.BIRTH_PLACE: not pupil.birth_place or SPOILT in pupil.birth_place,
            Field.ADDRESSES: not header.has("street 1", "postcode 1", "town 1")
            or any(SPOILT in cell for cell in addresses),
            Field.SECOND_ADDRESS: not header.has("street 2", "postcode 2", "town 2"),
        }
        return frozenset(name for name, is_unsaid in unsaid.items() if is_unsaid)

    def _level(self, text: str) -> Level | None:
        try:
            return Level(text.upper()) if text else None
        except ValueError:
            self._levels[text] += 1
            return None

    def _addresses(self, cells: Sequence[str]) -> Iterator[Address]:
        for rank in (1, 2):
            parts = [self._header.cell(cells, f"{part} {rank}") for part in _ADDRESS]
            if any(part.strip() for part in parts):
                yield address(*parts)

    def _text_of(self, cells: Sequence[str]) -> "_Text":
        return _Text(self._header, cells)


@dataclass(frozen=True, slots=True)
class _Text:
    """The cells of a row, by the names of their columns."""

    header: Header
    cells: Sequence[str]

    def __call__(self, name: str) -> str:
        return clean(self.header.cell(self.cells, name))


def _as_row(pupil: Pupil) -> UnreadableRow:
    return UnreadableRow(
        ine=pupil.ine,
        family_name=pupil.family_name,
        first_name=pupil.first_names[0],
        birth_date=pupil.birth_date,
    )


def _is_bad_ine(text: str) -> bool:
    try:
        _ine(text)
    except InvalidIdentifier:
        return True
    return False


def _ine(text: str) -> Ine | None:
    return Ine(text) if text else None


def _admission(text: str) -> Admission | None:
    """The state, where the file has it: without it, it is an extraction of the admitted ones."""
    return _STATES.get(without_accents(text)) if text else Admission.FINAL
