"""What is wrong in BE1D before a run, for the directeur to correct there first."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.model.records import Structure, Teacher


@dataclass(frozen=True, slots=True)
class RegisterAnomalies:
    """What is wrong in BE1D and spoils a synchronisation: a class or a teacher alone."""

    without_teacher: tuple[Structure, ...] = ()
    without_structure: tuple[Teacher, ...] = ()


def register_anomalies(
    structures: Sequence[Structure], teachers: Sequence[Teacher]
) -> RegisterAnomalies:
    """What the directeur should first correct in BE1D.

    Where a class is written in words that no class has, nobody can say which one lacks a teacher.
    """
    taught = {number for teacher in teachers for number in teacher.structures}
    is_whole = not any(teacher.unread_labels for teacher in teachers)
    return RegisterAnomalies(
        tuple(
            structure
            for structure in structures
            if is_whole and structure.id not in taught and not structure.is_group
        ),
        tuple(
            teacher
            for teacher in teachers
            if teacher.is_named and not (teacher.structures or teacher.unread_labels)
        ),
    )
