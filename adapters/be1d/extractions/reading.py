"""The files of an extraction, whichever of the three they are, read together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.be1d.extractions import sentences
from adapters.be1d.extractions.columns import Columns, Kind, kind_of
from adapters.be1d.extractions.families import attach_guardians, without_guardians
from adapters.be1d.extractions.pupils import read_pupils
from adapters.be1d.extractions.table import Line, lines
from adapters.be1d.extractions.teachers import read_teachers
from core.errors import FileError
from core.model.extraction import Extraction, Notice, Provenance
from core.model.records import Level, Registration, Structure, Teacher
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
    pupils = read_pupils(pupils_file.name, pupils_file.columns, pupils_file.rows, known)
    registrations = without_guardians(pupils.registrations)
    notices.extend(pupils.notices)
    if (file := files.get(Kind.GUARDIANS)) is not None:
        families = attach_guardians(file.name, file.columns, file.rows, pupils.registrations)
        registrations = families.registrations
        notices.extend(families.notices)
    else:
        notices.append(Notice(pupils_file.name, None, sentences.NO_GUARDIANS_FILE))
    structures = _structures(registrations)
    teachers: tuple[Teacher, ...] | None = None
    if (file := files.get(Kind.TEACHERS)) is not None:
        read = read_teachers(file.name, file.columns, file.rows, structures, known)
        teachers = tuple(read.teachers)
        notices.extend(read.notices)
    return Extraction(
        provenance=provenance,
        structures=structures,
        registrations=tuple(registrations),
        teachers=teachers,
        unreadable=pupils.unreadable,
        notices=tuple(notices),
    )


@dataclass(frozen=True, slots=True)
class _File:
    """A file whose header was read and understood; its rows are read when they are asked for."""

    name: str
    columns: Columns
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
        header = next(rows, Line(1, [])).cells
        name, kind = clean(path.name), kind_of(header)
        if kind is None:
            notices.append(Notice(name, None, sentences.NOT_AN_EXTRACTION))
            continue
        if kind in files:
            twice = {"first": files[kind].name, "second": name, "kind": kind.value.title}
            raise FileError(sentences.TWICE.format(**twice))
        columns = Columns(header, kind)
        _refuse_missing_columns(name, kind, columns)
        notices.extend(_about_columns(name, columns))
        files[kind] = _File(name, columns, rows)
    return files, notices


def _refuse_missing_columns(name: str, kind: Kind, columns: Columns) -> None:
    if columns.missing:
        missing = ", ".join(f"« {column} »" for column in columns.missing)
        raise FileError(
            sentences.MISSING_COLUMNS.format(file=name, kind=kind.value.title, columns=missing)
        )


def _about_columns(name: str, columns: Columns) -> Iterator[Notice]:
    for column in columns.unknown:
        yield Notice(name, None, sentences.UNKNOWN_COLUMN.format(column=clean(column)))
    for column in columns.repeated:
        yield Notice(name, None, sentences.REPEATED_COLUMN.format(column=clean(column)))


def _structures(registrations: Sequence[Registration]) -> tuple[Structure, ...]:
    """The classes of the pupils, each with the levels that are taught in it."""
    labels: dict[tuple[int, str], set[Level]] = {}
    for registration in registrations:
        pupil = registration.pupil
        levels = labels.setdefault((pupil.division.id, pupil.division.label), set())
        levels.update([pupil.level] if pupil.level else [])
    return tuple(
        Structure(number, label, tuple(sorted(levels, key=list(Level).index)))
        for (number, label), levels in sorted(labels.items())
    )
