"""A record that BE1D tells in part only, completed with what LSUN knows: silence erases nothing."""

from collections.abc import Iterator
from dataclasses import replace

from core.guardians import paired
from core.records import Guardian, Part, Pupil, Registration


def completed(registration: Registration, known: Pupil) -> Pupil:
    """What BE1D says of a pupil; where it says nothing, what LSUN knows of him.

    An INE is never erased: BE1D gives it late, and an extraction may not hold it.
    """
    told, unsaid = registration.pupil, registration.unsaid
    if not unsaid and told.ine is not None:
        return told
    return replace(
        told,
        ine=told.ine or known.ine,
        first_names=(
            (*told.first_names[:1], *known.first_names[1:])
            if Part.OTHER_FIRST_NAMES in unsaid
            else told.first_names
        ),
        birth_place=known.birth_place if Part.BIRTH_PLACE in unsaid else told.birth_place,
        division=known.division if Part.DIVISION in unsaid else told.division,
        email=known.email if Part.EMAIL in unsaid else told.email,
        phones=known.phones if Part.PHONES in unsaid else told.phones,
        guardians=(
            known.guardians
            if Part.GUARDIANS in unsaid
            else tuple(_completed_guardians(told.guardians, known.guardians, unsaid))
        ),
    )


def _completed_guardians(
    told: tuple[Guardian, ...], known: tuple[Guardian, ...], unsaid: frozenset[Part]
) -> Iterator[Guardian]:
    for old, new in paired(known, told):
        if old and new:
            yield replace(
                new,
                kinship=old.kinship if Part.KINSHIP in unsaid else new.kinship,
                custody=old.custody if Part.CUSTODY in unsaid else new.custody,
            )
        elif new:
            yield new
