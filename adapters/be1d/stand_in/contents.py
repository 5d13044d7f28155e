"""What a stand-in register knows of a school."""

from dataclasses import dataclass

from core.records import Registration, School, Structure, Teacher


@dataclass(frozen=True, slots=True)
class RegisterContents:
    """A school as BE1D has it."""

    school: School
    structures: tuple[Structure, ...]
    teachers: tuple[Teacher, ...]
    registrations: tuple[Registration, ...]
