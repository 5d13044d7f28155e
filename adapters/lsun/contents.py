"""What fills an empty store: a school as LSUN has it."""

from dataclasses import dataclass

from core.extraction import Extraction
from core.livret import Bilan
from core.records import Admission, Part, Pupil, School, Structure, Teacher


@dataclass(frozen=True, slots=True)
class SchoolContents:
    """A school, its structures and teachers, and each pupil with his bilans."""

    school: School
    structures: tuple[Structure, ...]
    teachers: tuple[Teacher, ...]
    pupils: tuple[tuple[Pupil, tuple[Bilan, ...]], ...]


class NotFillable(Exception):
    """An extraction from which no school can be made. Its text is the sentence that says why."""


def contents_of(extraction: Extraction, name: str) -> SchoolContents:
    """The school of an extraction: its definitively admitted pupils, without any bilan.

    Raises `NotFillable` when the extraction does not say which class is which.
    """
    admitted = [one for one in extraction.registrations if one.admission is Admission.FINAL]
    if any(Part.DIVISION in one.unsaid for one in admitted):
        raise NotFillable(
            "Cette extraction ne donne pas l'identifiant des classes : elle date d'avant ONDE. Une"
            " école ne peut être créée qu'à partir d'une extraction de ONDE."
        )
    if not admitted:
        raise NotFillable(
            "Cette extraction n'a aucun élève admis définitivement : il n'y a pas d'école à créer."
            " Vérifiez les fichiers."
        )
    return SchoolContents(
        School(extraction.provenance.uai, name),
        extraction.structures,
        extraction.teachers or (),
        tuple((one.pupil, ()) for one in admitted),
    )
