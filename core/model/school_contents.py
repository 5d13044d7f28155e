"""A whole school, to put into a store that does not have it yet."""

from dataclasses import dataclass

from core.model.livret import Bilan
from core.model.records import Pupil, School, Structure, Teacher


@dataclass(frozen=True, slots=True)
class SchoolContents:
    """A school, its structures and teachers, and each pupil with his bilans."""

    school: School
    structures: tuple[Structure, ...]
    teachers: tuple[Teacher, ...]
    pupils: tuple[tuple[Pupil, tuple[Bilan, ...]], ...]
