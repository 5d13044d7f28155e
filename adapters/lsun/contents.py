"""What fills an empty store: a school as LSUN has it."""

from dataclasses import dataclass

from core.livret import Bilan
from core.records import Pupil, School, Structure, Teacher


@dataclass(frozen=True, slots=True)
class SchoolContents:
    """A school, its structures and teachers, and each pupil with his bilans."""

    school: School
    structures: tuple[Structure, ...]
    teachers: tuple[Teacher, ...]
    pupils: tuple[tuple[Pupil, tuple[Bilan, ...]], ...]
