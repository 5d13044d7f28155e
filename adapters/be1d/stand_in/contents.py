"""What a stand-in register knows of schools, and the files they can be read from."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from adapters.be1d.wire import Eleve, Enseignant, StructureEcole
from core.model.identifiers import Uai
from core.model.records import Registration, School, Structure, Teacher
from core.text import clean


@dataclass(frozen=True, slots=True)
class RegisterContents:
    """A school as BE1D has it."""

    school: School
    structures: tuple[Structure, ...]
    teachers: tuple[Teacher, ...]
    registrations: tuple[Registration, ...]


Schools = Callable[[Uai], RegisterContents | None]
"""The school of a number, None if there is none; raises `OSError` or `ValueError` if unreadable."""


class _File(msgspec.Struct):
    """The file: a school in the words of the contract."""

    uai: str
    nom: str
    structures: list[StructureEcole]
    enseignants: list[Enseignant]
    eleves: list[Eleve]


def save(contents: RegisterContents, path: Path) -> None:
    """Write the school to a file that only its owner can read. Raises `OSError`."""
    body = msgspec.json.encode(
        _File(
            uai=str(contents.school.uai),
            nom=contents.school.name,
            structures=list(map(StructureEcole.of, contents.structures)),
            enseignants=list(map(Enseignant.of, contents.teachers)),
            eleves=list(map(Eleve.of, contents.registrations)),
        )
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(body)


def load(path: Path) -> RegisterContents:
    """Read the school of a file. Raises `OSError` or `ValueError` when it is not one."""
    file = msgspec.json.decode(path.read_bytes(), type=_File)
    return RegisterContents(
        School(Uai(file.uai), clean(file.nom)),
        tuple(structure.record() for structure in file.structures),
        tuple(teacher.record() for teacher in file.enseignants),
        tuple(pupil.record() for pupil in file.eleves),
    )


def schools_in(folder: Path) -> Schools:
    """The schools of a folder of such files, each named after its UAI (0951099D.json).

    Each is read when it is asked for. Raises `OSError` or `ValueError` when the folder is no such.
    """
    paths = {Uai(path.stem): path for path in folder.iterdir() if path.suffix == ".json"}
    if not paths:
        raise ValueError(folder)
    return lambda uai: load(paths[uai]) if uai in paths else None
