"""A record that BE1D tells in part only, completed with what LSUN knows: silence erases nothing."""

from collections.abc import Iterator
from dataclasses import replace

from core.model.records import Field, Guardian, Pupil, Registration
from core.rules.guardians import paired
from core.text import clean, without_accents

_TOLD_AT_MOST = 3
"""First names that an extraction has columns for."""


def completed(registration: Registration, known: Pupil) -> Pupil:
    """What BE1D says of a pupil; where it says nothing, what LSUN knows of him.

    An INE is never erased: BE1D gives it late, and an extraction may not hold it.
    """
    told, missing_fields = registration.pupil, registration.missing_fields
    if not missing_fields and told.ine is not None:
        return told
    return replace(
        told,
        ine=told.ine or known.ine,
        first_names=_completed_first_names(told.first_names, known.first_names, missing_fields),
        birth_place=known.birth_place if Field.BIRTH_PLACE in missing_fields else told.birth_place,
        division=known.division if Field.DIVISION in missing_fields else told.division,
        groups=known.groups if Field.GROUPS in missing_fields else told.groups,
        email=known.email if Field.EMAIL in missing_fields else told.email,
        phones=known.phones if Field.PHONES in missing_fields else told.phones,
        guardians=(
            known.guardians
            if Field.GUARDIANS in missing_fields
            else tuple(_completed_guardians(told.guardians, known.guardians, missing_fields))
        ),
    )


def _completed_first_names(
    told: tuple[str, ...], known: tuple[str, ...], missing_fields: frozenset[Field]
) -> tuple[str, ...]:
    if Field.OTHER_FIRST_NAMES in missing_fields:
        # « Marie Claire » may be one first name, or the two that LSUN has one by one.
        for number in range(len(known), 0, -1):
            together = " ".join(known[:number])
            if clean(together) == clean(told[0]):
                return known
            if without_accents(together) == without_accents(told[0]):
                return (told[0], *known[number:])
        return (told[0], *known[1:])
    if Field.FOURTH_FIRST_NAME in missing_fields and len(told) == _TOLD_AT_MOST:
        return (*told, *known[_TOLD_AT_MOST:])
    return told


def _completed_guardians(
    told: tuple[Guardian, ...], known: tuple[Guardian, ...], missing_fields: frozenset[Field]
) -> Iterator[Guardian]:
    for old, new in paired(known, told):
        if old and new:
            yield replace(
                new,
                kinship=old.kinship if Field.KINSHIP in missing_fields else new.kinship,
                custody=old.custody if Field.CUSTODY in missing_fields else new.custody,
            )
        elif new:
            yield new
