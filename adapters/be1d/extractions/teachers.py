"""The extraction of teachers: who teaches in which classes, named by their labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from adapters.be1d.extractions import sentences
from adapters.be1d.extractions.cells import by_label
from adapters.be1d.extractions.columns import Columns
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
    name: str, columns: Columns, rows: Iterator[Line], structures: Sequence[Structure]
) -> TeachersFile:
    """Read the rows; a class is found by its label among those of the pupils."""
    labelled = by_label(structures)
    read = TeachersFile()
    unknown: set[str] = set()
    for row in rows:
        family_name = clean(columns.cell(row.cells, "family_name"))
        first_name = clean(columns.cell(row.cells, "first_name"))
        if not family_name or not first_name:
            read.notices.append(Notice(name, row.number, sentences.BAD_TEACHER))
            continue
        labels = [clean(cells["class"]) for cells in columns.groups(row.cells)]
        taught = {label: labelled.get(without_accents(label)) for label in labels}
        read.teachers.append(
            Teacher(
                civility=clean(columns.cell(row.cells, "civility")),
                family_name=family_name,
                first_name=first_name,
                structures=tuple(
                    dict.fromkeys(structure.id for structure in taught.values() if structure)
                ),
            )
        )
        unknown.update(label for label, structure in taught.items() if structure is None)
    for label in sorted(unknown):
        read.notices.append(Notice(name, None, sentences.UNKNOWN_TAUGHT.format(label=label)))
    return read
