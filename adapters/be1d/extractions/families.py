"""The extraction of responsables: they are tied to the children by name, class and birth date."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from adapters.be1d.extractions import sentences
from adapters.be1d.extractions.cells import address, birth_date
from adapters.be1d.extractions.header import Header
from adapters.be1d.extractions.notices import Notices
from adapters.be1d.extractions.table import Line
from core.model.extraction import Notice
from core.model.records import Guardian, Phones, Pupil, Registration
from core.rules.doubts import name_of, with_unknown_guardians
from core.text import SPOILT, clean, without_accents

_ALIKE = 0.8
"""Two spellings this close (0 to 1) may be a slip of each other; so may a name cut short."""

_Name = tuple[str, str]
_ADDRESS = ("street", "postcode", "town", "country")
_TEXTS = ("civility", "family_name", "usual_name", "first_name", "email", "home", "work", "mobile")


@dataclass(frozen=True, slots=True)
class Families:
    """The pupils with their responsables; those whose responsables are in doubt keep LSUN's.

    `unattached` are the names of responsables whose rows name no child.
    """

    registrations: list[Registration]
    unattached: frozenset[tuple[str, str]]
    notices: list[Notice]


def without_guardians(registrations: Sequence[Registration]) -> list[Registration]:
    """The same pupils, said to have unknown responsables."""
    return [with_unknown_guardians(registration) for registration in registrations]


def attach_guardians(
    name: str, header: Header, rows: Iterator[Line], registrations: Sequence[Registration]
) -> Families:
    """Attach each responsable to his or her children."""
    notices, children = Notices(name), _Children(registrations)
    unattached: set[tuple[str, str]] = set()
    told: list[tuple[int, Guardian, list[_Child]]] = []
    for row in rows:
        if header.is_footer(row):
            continue
        named = [_child(cells) for cells in header.groups(row.cells)]
        guardian = _guardian(header, row.cells)
        if not named or not all(all(child.name) for child in named):
            notices.of_line(row.number, sentences.NO_CHILD)
            unattached.add(name_of(guardian))
            children.mark_doubtful(named)
        elif not _is_readable(guardian):
            notices.of_line(row.number, sentences.BAD_GUARDIAN)
            children.mark_doubtful(named)
        else:
            told.append((row.number, guardian, named))
            children.learn_classes(named)
    unknown_children = 0
    for line, guardian, named in told:
        if children.attach(guardian, named):
            notices.of_line(line, sentences.SEVERAL_CHILDREN)
        unknown_children += children.knows_none_of(named)
    completed, uncertain = children.completed()
    about = _about_the_file(name, unknown_children, uncertain)
    return Families(completed, frozenset(unattached), [*notices.all(), *about])


def _about_the_file(name: str, unknown_children: int, uncertain: int) -> Iterator[Notice]:
    if unknown_children:
        yield Notice(name, None, sentences.UNKNOWN_CHILDREN.format(count=unknown_children))
    if uncertain:
        yield Notice(name, None, sentences.PUPILS_WITHOUT_GUARDIAN.format(count=uncertain))


@dataclass(frozen=True, slots=True)
class _Child:
    """A child as the row of a responsable names him, in this file's own words."""

    name: _Name
    class_label: str
    birth_date: date | None


class _Children:
    """The pupils by name, and what the rows of responsables said of each."""

    def __init__(self, registrations: Sequence[Registration]) -> None:
        self._registrations = registrations
        self._named: defaultdict[_Name, list[int]] = defaultdict(list)
        self._sharing: defaultdict[str, list[int]] = defaultdict(list)
        self._guardians: defaultdict[int, list[Guardian]] = defaultdict(list)
        self._in_doubt: set[int] = set()
        self._classes: defaultdict[tuple[_Name, date | None], set[str]] = defaultdict(set)
        self._divisions: defaultdict[str, set[int]] = defaultdict(set)
        for place, registration in enumerate(registrations):
            family_name, first_name = _name_of(registration.pupil)
            self._named[family_name, first_name].append(place)
            self._sharing[family_name].append(place)
            self._sharing[first_name].append(place)

    def learn_classes(self, named: Sequence[_Child]) -> None:
        """Learn from children whose names are theirs alone what this file calls their classes.

        One name in two classes, and of no two birth dates, is two children, one of whom the
        pupils' file may not have.
        """
        for child in named:
            if not child.class_label:
                continue
            labels = self._classes[child.name, child.birth_date]
            labels.add(child.class_label)
            places = self._named.get(child.name, [])
            if len(places) == 1:
                division = self._pupil(places[0]).division.id
                self._divisions[child.class_label].add(division)
                if len(labels) > 1:
                    self._in_doubt.update(places)

    def attach(self, guardian: Guardian, named: Sequence[_Child]) -> bool:
        """Attach a responsable to these children; say whether several could be meant by one."""
        ambiguous = False
        for child in named:
            match self._meant(child):
                case [only]:
                    if guardian not in self._guardians[only]:
                        self._guardians[only].append(guardian)
                case []:
                    self.mark_doubtful([child])
                case places:
                    self._in_doubt.update(places)
                    ambiguous = True
        return ambiguous

    def knows_none_of(self, named: Sequence[_Child]) -> bool:
        """Whether none of these children is in the extraction of pupils."""
        return not any(child.name in self._named for child in named)

    def mark_doubtful(self, named: Sequence[_Child]) -> None:
        """A row is about these children, or about some whose name it misspells."""
        for child in named:
            for part in filter(None, child.name):
                self._in_doubt.update(
                    place
                    for place in self._sharing.get(part, ())
                    if _alike(child.name, _name_of(self._pupil(place)))
                )

    def completed(self) -> tuple[list[Registration], int]:
        """The pupils with the responsables that they were given; how many are not certain."""
        uncertain = 0
        completed = []
        for place, registration in enumerate(self._registrations):
            guardians = self._guardians.get(place)
            if not guardians or place in self._in_doubt:
                uncertain += 1
                completed.append(with_unknown_guardians(registration))
            else:
                pupil = replace(registration.pupil, guardians=tuple(guardians))
                completed.append(replace(registration, pupil=pupil))
        return completed, uncertain

    def _meant(self, child: _Child) -> list[int]:
        """The pupils of this name; of several, those of this birth date, then of this class."""
        places = self._named.get(child.name, [])
        if child.birth_date is not None:
            born = [place for place in places if self._pupil(place).birth_date == child.birth_date]
            if born or len(places) > 1:
                places = born
        divisions = self._divisions.get(child.class_label, set())
        if len(places) > 1 and len(divisions) == 1:
            places = [place for place in places if self._pupil(place).division.id in divisions]
        return places

    def _pupil(self, place: int) -> Pupil:
        return self._registrations[place].pupil


def _name_of(pupil: Pupil) -> _Name:
    return without_accents(pupil.family_name), without_accents(pupil.first_names[0])


def _child(cells: Mapping[str, str]) -> _Child:
    family_name = cells.get("child_family_name", "").strip() or cells.get("child_usual_name", "")
    return _Child(
        (without_accents(family_name), without_accents(cells.get("child_first_name", ""))),
        without_accents(cells.get("child_class", "")),
        birth_date(cells.get("child_birth_date", "")),
    )


def _alike(name: _Name, other_name: _Name) -> bool:
    return all(
        part.startswith(other)
        or other.startswith(part)
        or SequenceMatcher(None, part, other).ratio() >= _ALIKE
        for part, other in zip(name, other_name, strict=True)
    )


def _guardian(header: Header, row: Sequence[str]) -> Guardian:
    texts = {name: clean(header.cell(row, name)) for name in _TEXTS}
    return Guardian(
        civility=texts["civility"],
        family_name=texts["family_name"],
        usual_name=texts["usual_name"],
        first_name=texts["first_name"],
        address=address(*(header.cell(row, part) for part in _ADDRESS)),
        email=texts["email"],
        phones=Phones(home=texts["home"], work=texts["work"], mobile=texts["mobile"]),
    )


def _is_readable(guardian: Guardian) -> bool:
    """An institution has no first name; nobody has no name, and what is spoilt says nothing."""
    written = (
        guardian.civility,
        guardian.family_name,
        guardian.usual_name,
        guardian.first_name,
        *guardian.address.lines,
        guardian.address.postcode,
        guardian.address.town,
        guardian.address.country,
        guardian.email,
        guardian.phones.home,
        guardian.phones.work,
        guardian.phones.mobile,
    )
    return bool(guardian.family_name) and not any(SPOILT in text for text in written)
