"""The extraction of responsables: they are tied to the children by name alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from adapters.be1d.extractions import sentences
from adapters.be1d.extractions.cells import address
from adapters.be1d.extractions.columns import Columns
from adapters.be1d.extractions.table import Line
from core.model.extraction import Notice
from core.model.records import Field, Guardian, Phones, Pupil, Registration
from core.text import SPOILT, clean, without_accents

_ALIKE = 0.8
"""Two spellings this close (0 to 1) may be a slip of each other; so may a name cut short."""

_Name = tuple[str, str]


@dataclass(slots=True)
class Families:
    """The pupils with their responsables; those whose responsables are in doubt keep LSUN's."""

    registrations: list[Registration]
    notices: list[Notice] = field(default_factory=list)


def without_guardians(registrations: Sequence[Registration]) -> list[Registration]:
    """The same pupils, said to have unknown responsables."""
    return [_with_unknown_guardians(registration) for registration in registrations]


def attach_guardians(
    name: str, columns: Columns, rows: Iterator[Line], registrations: Sequence[Registration]
) -> Families:
    """Attach each responsable to his or her children; class labels do not part a family."""
    children = _Children(registrations)
    notices: list[Notice] = []
    unknown_children = 0
    for row in rows:
        groups = list(columns.groups(row.cells))
        named = [_child(cells) for cells in groups]
        if not named or not all(all(child) for child in named):
            return Families(
                without_guardians(registrations), [Notice(name, row.number, sentences.NO_CHILD)]
            )
        guardian = _guardian(columns, row.cells)
        if guardian is None:
            notices.append(Notice(name, row.number, sentences.BAD_GUARDIAN))
            children.mark_doubtful(named)
            continue
        children.note_classes(named, [without_accents(cells["child_class"]) for cells in groups])
        if children.attach(guardian, named):
            notices.append(Notice(name, row.number, sentences.SEVERAL_CHILDREN))
        unknown_children += children.knows_none_of(named)
    return children.families(name, notices, unknown_children)


class _Children:
    """The pupils by name, and what the rows of responsables said of each."""

    def __init__(self, registrations: Sequence[Registration]) -> None:
        self._registrations = registrations
        self._named: defaultdict[_Name, list[int]] = defaultdict(list)
        self._sharing: defaultdict[str, list[int]] = defaultdict(list)
        self._guardians: defaultdict[int, list[Guardian]] = defaultdict(list)
        self._in_doubt: set[int] = set()
        self._classes: defaultdict[_Name, set[str]] = defaultdict(set)
        for place, registration in enumerate(registrations):
            family_name, first_name = _name_of(registration.pupil)
            self._named[family_name, first_name].append(place)
            self._sharing[family_name].append(place)
            self._sharing[first_name].append(place)

    def attach(self, guardian: Guardian, named: Sequence[_Name]) -> bool:
        """Attach a responsable to these children; say whether several were meant by one name."""
        ambiguous = False
        for name in named:
            match self._named.get(name, []):
                case [only]:
                    if guardian not in self._guardians[only]:
                        self._guardians[only].append(guardian)
                case []:
                    self.mark_doubtful([name])
                case places:
                    self._in_doubt.update(places)
                    ambiguous = True
        return ambiguous

    def note_classes(self, named: Sequence[_Name], classes: Sequence[str]) -> None:
        """Note in which class these children are said to be, in this file's own words.

        One name in two classes is two children, one of whom the pupils' file may not have.
        """
        for name, label in zip(named, classes, strict=True):
            self._classes[name].update([label] if label else [])
            if len(self._classes[name]) > 1:
                self._in_doubt.update(self._named.get(name, ()))

    def knows_none_of(self, named: Sequence[_Name]) -> bool:
        """Whether none of these children is in the extraction of pupils."""
        return not any(name in self._named for name in named)

    def mark_doubtful(self, named: Sequence[_Name]) -> None:
        """A row is about these children, or about some whose name it misspells."""
        for name in named:
            for part in name:
                self._in_doubt.update(
                    place
                    for place in self._sharing.get(part, ())
                    if _alike(name, _name_of(self._registrations[place].pupil))
                )

    def families(self, name: str, notices: list[Notice], unknown_children: int) -> Families:
        """The pupils with the responsables that they were given."""
        if unknown_children:
            text = sentences.UNKNOWN_CHILDREN.format(count=unknown_children)
            notices.append(Notice(name, None, text))
        uncertain = 0
        completed = []
        for place, registration in enumerate(self._registrations):
            guardians = self._guardians.get(place)
            if not guardians or place in self._in_doubt:
                uncertain += 1
                completed.append(_with_unknown_guardians(registration))
            else:
                pupil = replace(registration.pupil, guardians=tuple(guardians))
                completed.append(replace(registration, pupil=pupil))
        if uncertain:
            text = sentences.PUPILS_WITHOUT_GUARDIAN.format(count=uncertain)
            notices.append(Notice(name, None, text))
        return Families(completed, notices)


def _with_unknown_guardians(registration: Registration) -> Registration:
    return replace(registration, missing_fields=registration.missing_fields | {Field.GUARDIANS})


def _name_of(pupil: Pupil) -> _Name:
    return without_accents(pupil.family_name), without_accents(pupil.first_names[0])


def _child(cells: Mapping[str, str]) -> _Name:
    family_name = cells["child_family_name"].strip() or cells["child_usual_name"]
    return without_accents(family_name), without_accents(cells["child_first_name"])


def _alike(name: _Name, other_name: _Name) -> bool:
    return all(
        part.startswith(other)
        or other.startswith(part)
        or SequenceMatcher(None, part, other).ratio() >= _ALIKE
        for part, other in zip(name, other_name, strict=True)
    )


def _guardian(columns: Columns, row: Sequence[str]) -> Guardian | None:
    def text(name: str) -> str:
        return clean(columns.cell(row, name))

    names = (text("family_name"), text("first_name"))
    if not all(names) or any(SPOILT in name for name in (*names, text("usual_name"))):
        return None
    places = ("street", "postcode", "town", "country")
    return Guardian(
        civility=text("civility"),
        family_name=text("family_name"),
        usual_name=text("usual_name"),
        first_name=text("first_name"),
        address=address(*(columns.cell(row, place) for place in places)),
        email=text("email"),
        phones=Phones(home=text("home"), work=text("work"), mobile=text("mobile")),
    )
