"""What a source says unreadably casts doubt on whom it may be about, and on nobody else."""

from dataclasses import replace

from core.model.extraction import UnreadableRow
from core.model.records import Field, Guardian, Pupil, Registration
from core.rules.civil_identity import same_civil_identity
from core.text import SPOILT, without_accents


def could_be(row: UnreadableRow, pupil: Pupil) -> bool:
    """Whether a row that cannot be used may be this pupil's, by what of it can be read."""
    if row.ine is not None and pupil.ine is not None:
        return row.ine == pupil.ine
    return (
        row.birth_date in (None, pupil.birth_date)
        and row.division_id in (None, pupil.division.id)
        and _could_be_name(row.family_name, pupil.family_name)
        and _could_be_name(row.first_name, pupil.first_names[0])
    )


def name_of(guardian: Guardian) -> tuple[str, str]:
    """How a responsable is recognised whose row does not say whose he or she is."""
    return without_accents(guardian.family_name), without_accents(guardian.first_name)


def is_about(registration: Registration, pupil: Pupil) -> bool:
    """Whether a record is this pupil's, by his INE or by his civil identity."""
    of = registration.pupil
    return (of.ine is not None and of.ine == pupil.ine) or same_civil_identity(of, pupil)


def with_unknown_guardians(registration: Registration) -> Registration:
    """The same record, said not to tell the responsables."""
    missing_fields = registration.missing_fields | {Field.GUARDIANS}
    return replace(registration, missing_fields=missing_fields)


def _could_be_name(written: str, name: str) -> bool:
    """A name that has a spoilt character says nothing of how it goes on; another may be cut."""
    beginning = without_accents(written.partition(SPOILT)[0])
    return without_accents(name).startswith(beginning)
