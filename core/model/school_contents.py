"""A whole school, to put into a store that does not have it yet."""

from dataclasses import dataclass
from datetime import date

from core.model.livret import Bilan
from core.model.records import Pupil, School, Structure, Teacher


@dataclass(frozen=True, slots=True)
class SchoolContents:
    """A school, its structures and teachers, and each pupil with his bilans.

    `extracted_on` is the day of the extraction that says so; None when it comes from elsewhere.
    """

    school: School
    structures: tuple[Structure, ...]
    teachers: tuple[Teacher, ...]
    pupils: tuple[tuple[Pupil, tuple[Bilan, ...]], ...]
    extracted_on: date | None = None
