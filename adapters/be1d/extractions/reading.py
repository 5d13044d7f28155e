"""The files of an extraction, whichever of the three they are, read together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.be1d.extractions import sentences
from adapters.be1d.extractions.columns import Kind, kind_of
from adapters.be1d.extractions.families import attach_guardians, without_guardians
from adapters.be1d.extractions.header import Header
from adapters.be1d.extractions.pupils import read_pupils
from adapters.be1d.extractions.table import Line, lines
from adapters.be1d.extractions.teachers import read_teachers
from core.errors import FileError
from core.model.extraction import Extraction, Notice, Provenance
from core.model.records import Structure, Teacher
from core.text import clean


def read_extraction(
    paths: Sequence[Path], provenance: Provenance, known: Sequence[Structure] = ()
) -> Extraction:
    """Read these files, and the CSV files of those that are folders.

    `known` are the classes of LSUN: extractions from before 2017 name classes by label alone.
    Raises `FileError` when they cannot be used; nothing is written in any case.
    """
    files, notices = _recognised(_files(paths))
    pupils_file = files.get(Kind.PUPILS)
    if pupils_file is None:
        raise FileError(sentences.NO_PUPILS_FILE)
    pupils = read_pupils(pupils_file.name, pupils_file.header, pupils_file.rows, known)
    registrations = without_guardians(pupils.registrations)
    unattached: frozenset[tuple[str, str]] = frozenset()
    notices.extend(pupils.notices)
    if (file := files.get(Kind.GUARDIANS)) is not None:
        families = attach_guardians(file.name, file.header, file.rows, pupils.registrations)
        registrations, unattached = families.registrations, families.unattached
        notices.extend(families.notices)
    else:
        notices.append(Notice(pupils_file.name, None, sentences.NO_GUARDIANS_FILE))
    teachers: tuple[Teacher, ...] | None = None
    if (file := files.get(Kind.TEACHERS)) is not None:
        numbers = {structure.id for structure in pupils.structures}
        in_lsun = (structure for structure in known if structure.id in numbers)
        spellings = (*pupils.spellings, *in_lsun)
        read = read_teachers(file.name, file.header, file.rows, pupils.structures, spellings)
        teachers = tuple(read.teachers)
        notices.extend(read.notices)
    return Extraction(
        provenance=provenance,
        structures=pupils.structures,
        registrations=tuple(registrations),
        teachers=teachers,
        unreadable=tuple(pupils.unreadable),
        unattached=unattached,
        notices=tuple(notices),
    )


@dataclass(frozen=True, slots=True)
class _File:
    """A file whose header was read and understood; its rows are read when they are asked for."""

    name: str
    header: Header
    rows: Iterator[Line]


def _files(paths: Sequence[Path]) -> list[Path]:
    found = []
    for path in paths:
        try:
            of_folder = sorted(path.iterdir()) if path.is_dir() else [path]
        except OSError as error:
            raise FileError(sentences.CANNOT_OPEN.format(file=path.name)) from error
        found += [file for file in of_folder if file == path or file.suffix.lower() == ".csv"]
    if not found:
        raise FileError(sentences.NO_FILE)
    return found


def _recognised(paths: Sequence[Path]) -> tuple[dict[Kind, _File], list[Notice]]:
    files: dict[Kind, _File] = {}
    notices = []
    for path in paths:
        rows = lines(path)
        cells = next(rows, Line(1, [])).cells
        name, kind = clean(path.name), kind_of(cells)
        if kind is None:
            notices.append(Notice(name, None, sentences.NOT_AN_EXTRACTION))
            continue
        if kind in files:
            twice = {"first": files[kind].name, "second": name, "kind": kind.value.title}
            raise FileError(sentences.TWICE.format(**twice))
        header = Header(cells, kind)
        _refuse_missing_columns(name, kind, header)
        notices.extend(_about_columns(name, header))
        files[kind] = _File(name, header, rows)
    return files, notices


def _refuse_missing_columns(name: str, kind: Kind, header: Header) -> None:
    if header.missing:
        missing = ", ".join(f"« {column} »" for column in header.missing)
        raise FileError(
            sentences.MISSING_COLUMNS.format(file=name, kind=kind.value.title, columns=missing)
        )


def _about_columns(name: str, header: Header) -> Iterator[Notice]:
    for column in header.unknown:
        yield Notice(name, None, sentences.UNKNOWN_COLUMN.format(column=clean(column)))
    for column in header.repeated:
        yield Notice(name, None, sentences.REPEATED_COLUMN.format(column=clean(column)))
