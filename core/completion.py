"""A record that BE1D tells in part only, completed with what LSUN knows: silence erases nothing."""

from collections.abc import Iterator
from dataclasses import replace

from core.guardians import paired
from core.records import Guardian, Part, Pupil, Registration
from core.text import clean, without_accents

_TOLD_AT_MOST = 3
"""First names that an extraction has columns for."""


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
        first_names=_completed_first_names(told.first_names, known.first_names, unsaid),
        birth_place=known.birth_place if Part.BIRTH_PLACE in unsaid else told.birth_place,
        division=known.division if Part.DIVISION in unsaid else told.division,
        groups=known.groups if Part.GROUPS in unsaid else told.groups,
        email=known.email if Part.EMAIL in unsaid else told.email,
        phones=known.phones if Part.PHONES in unsaid else told.phones,
        guardians=(
            known.guardians
            if Part.GUARDIANS in unsaid
            else tuple(_completed_guardians(told.guardians, known.guardians, unsaid))
        ),
    )


def _completed_first_names(
    told: tuple[str, ...], known: tuple[str, ...], unsaid: frozenset[Part]
) -> tuple[str, ...]:
    if Part.OTHER_FIRST_NAMES in unsaid:
        # « Marie Claire » may be one first name, or the two that LSUN has one by one.
        for number in range(len(known), 0, -1):
            together = " ".join(known[:number])
            if clean(together) == clean(told[0]):
                return known
            if without_accents(together) == without_accents(told[0]):
                return (told[0], *known[number:])
        return (told[0], *known[1:])
    if Part.FOURTH_FIRST_NAME in unsaid and len(told) == _TOLD_AT_MOST:
        return (*told, *known[_TOLD_AT_MOST:])
    return told


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
