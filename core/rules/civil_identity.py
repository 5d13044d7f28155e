"""Civil identity, the key where there is no INE: nom, prénom, sexe, date and lieu de naissance."""

from core.model.records import Pupil
from core.text import without_accents


def same_civil_identity(pupil: Pupil, other: Pupil) -> bool:
    """Nom de famille, prénom, sexe, date and lieu de naissance are the same.

    Case, accents and hyphens do not separate two spellings of a name; a place that one side does
    not have does not separate two pupils.
    """
    places = {without_accents(pupil.birth_place), without_accents(other.birth_place)} - {""}
    return _name_and_birth(pupil) == _name_and_birth(other) and len(places) <= 1


def _name_and_birth(pupil: Pupil) -> tuple[object, ...]:
    names = (pupil.family_name, *pupil.first_names[:1])
    return *map(without_accents, names), pupil.sex, pupil.birth_date
