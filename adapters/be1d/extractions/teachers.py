"""The extraction of teachers: who teaches in which classes, named by their labels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from adapters.be1d.extractions import sentences
from adapters.be1d.extractions.cells import by_label
from adapters.be1d.extractions.header import Header
from adapters.be1d.extractions.notices import Notices
from adapters.be1d.extractions.table import Line
from core.model.extraction import Notice
from core.model.records import Structure, Teacher
from core.text import clean, without_accents


@dataclass(slots=True)
class TeachersFile:
    """What the rows of a file of teachers say."""

    teachers: list[Teacher] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def read_teachers(
    name: str,
    header: Header,
    rows: Iterator[Line],
    structures: Sequence[Structure],
    spellings: Sequence[Structure],
) -> TeachersFile:
    """Read the rows; a class is found by its label among those of the pupils.

    `spellings` are the same classes under every other label that they are known by.
    """
    labelled = by_label((*structures, *spellings))
    read, notices = TeachersFile(), Notices(name)
    for row in rows:
        if header.is_footer(row):
            continue
        teacher = _teacher(header, row.cells, labelled)
        read.teachers.append(teacher)
        if not teacher.is_named:
            notices.of_line(row.number, sentences.BAD_TEACHER)
    read.notices.extend(notices.all())
    labels = {label for teacher in read.teachers for label in teacher.unread_labels}
    for label in sorted(labels):
        text = sentences.unknown_taught(label, [structure.label for structure in structures])
        read.notices.append(Notice(name, None, text))
    return read


def _teacher(header: Header, cells: Sequence[str], labelled: Mapping[str, Structure]) -> Teacher:
    family_name = clean(header.cell(cells, "family_name"))
    first_name = clean(header.cell(cells, "first_name"))
    is_named = bool(family_name and first_name)
    labels = [clean(group["class"]) for group in header.groups(cells)]
    taught = {label: labelled.get(without_accents(label)) for label in labels}
    found = (structure.id for structure in taught.values() if structure)
    return Teacher(
        civility=clean(header.cell(cells, "civility")),
        family_name=family_name if is_named else "",
        first_name=first_name if is_named else "",
        structures=tuple(dict.fromkeys(found)),
        unread_labels=tuple(label for label, structure in taught.items() if structure is None),
    )
