"""A record that BE1D tells in part only, completed with what LSUN knows: silence erases nothing."""

from collections.abc import Iterator
from dataclasses import replace

from core.model.records import Address, Field, Guardian, Pupil, Registration
from core.rules.guardians import paired
from core.text import clean, without_accents

_EXTRACTED_AT_MOST = 3
"""First names that an extraction has columns for."""


def completed(registration: Registration, known: Pupil) -> Pupil:
    """What BE1D says of a pupil; where it says nothing, what LSUN knows of him.

    An INE is never erased: BE1D gives it late, and an extraction may not hold it.
    """
    from_register, missing_fields = registration.pupil, registration.missing_fields
    if not missing_fields and from_register.ine is not None:
        return from_register
    return replace(
        from_register,
        ine=from_register.ine or known.ine,
        usual_name=known.usual_name
        if Field.USUAL_NAME in missing_fields
        else from_register.usual_name,
        first_names=_merged_first_names(
            from_register.first_names, known.first_names, missing_fields
        ),
        birth_place=known.birth_place
        if Field.BIRTH_PLACE in missing_fields
        else from_register.birth_place,
        division=known.division if Field.DIVISION in missing_fields else from_register.division,
        level=known.level if Field.LEVEL in missing_fields else from_register.level,
        addresses=_merged_addresses(from_register.addresses, known.addresses, missing_fields),
        groups=known.groups if Field.GROUPS in missing_fields else from_register.groups,
        email=known.email if Field.EMAIL in missing_fields else from_register.email,
        phones=known.phones if Field.PHONES in missing_fields else from_register.phones,
        guardians=(
            known.guardians
            if Field.GUARDIANS in missing_fields
            else tuple(_merged_guardians(from_register.guardians, known.guardians, missing_fields))
        ),
    )


def _merged_first_names(
    from_register: tuple[str, ...], known: tuple[str, ...], missing_fields: frozenset[Field]
) -> tuple[str, ...]:
    if Field.OTHER_FIRST_NAMES in missing_fields:
        # « Marie Claire » may be one first name, or the two that LSUN has one by one.
        for number in range(len(known), 0, -1):
            together = " ".join(known[:number])
            if clean(together) == clean(from_register[0]):
                return known
            if without_accents(together) == without_accents(from_register[0]):
                return (from_register[0], *known[number:])
        return (from_register[0], *known[1:])
    if Field.FOURTH_FIRST_NAME in missing_fields and len(from_register) == _EXTRACTED_AT_MOST:
        return (*from_register, *known[_EXTRACTED_AT_MOST:])
    return from_register


def _merged_addresses(
    from_register: tuple[Address, ...],
    known: tuple[Address, ...],
    missing_fields: frozenset[Field],
) -> tuple[Address, ...]:
    if Field.ADDRESSES in missing_fields:
        return known
    if Field.SECOND_ADDRESS in missing_fields:
        return (*from_register[:1], *known[1:])
    return from_register


def _merged_guardians(
    from_register: tuple[Guardian, ...],
    known: tuple[Guardian, ...],
    missing_fields: frozenset[Field],
) -> Iterator[Guardian]:
    for old, new in paired(known, from_register):
        if old and new:
            yield replace(
                new,
                kinship=old.kinship if Field.KINSHIP in missing_fields else new.kinship,
                custody=old.custody if Field.CUSTODY in missing_fields else new.custody,
            )
        elif new:
            yield new
