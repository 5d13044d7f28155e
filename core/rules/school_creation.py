"""Whether a school can be created from an extraction, and what it then holds."""

from enum import StrEnum

from core.model.extraction import Extraction
from core.model.records import Admission, Field, Registration, School
from core.model.school_contents import SchoolContents


class Obstacle(StrEnum):
    """Why no school can be created from an extraction."""

    NO_CLASS_IDENTIFIER = "no class identifier"
    NOBODY_ADMITTED = "nobody admitted"


def obstacle_to(extraction: Extraction) -> Obstacle | None:
    """What is in the way of creating its school; None when nothing is."""
    admitted = _admitted(extraction)
    if any(Field.DIVISION in registration.missing_fields for registration in admitted):
        return Obstacle.NO_CLASS_IDENTIFIER
    return None if admitted else Obstacle.NOBODY_ADMITTED


def contents_of(extraction: Extraction, name: str) -> SchoolContents:
    """The school of an extraction: its definitively admitted pupils, without any bilan."""
    return SchoolContents(
        School(extraction.provenance.uai, name),
        extraction.structures,
        tuple(teacher for teacher in extraction.teachers or () if teacher.is_named),
        tuple((registration.pupil, ()) for registration in _admitted(extraction)),
        extraction.provenance.extracted_on,
    )


def _admitted(extraction: Extraction) -> list[Registration]:
    """Those who are to be in the school; who has no class yet is added once he has one."""
    return [
        registration
        for registration in extraction.registrations
        if registration.admission is Admission.FINAL and registration.pupil.division.label
    ]
