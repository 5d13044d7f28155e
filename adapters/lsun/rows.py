"""From the rows of the store to core records, and back."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from adapters.lsun.codec import from_json, to_json
from core.model.bilans import BilanContent
from core.model.identifiers import Ine
from core.model.livret import Bilan, BilanKind
from core.model.records import Address, Division, Guardian, Level, Phones, Pupil, Sex


def pupil_values(pupil: Pupil) -> dict[str, Any]:
    """The columns of a pupil's own row, his school and class apart."""
    return {
        "ine": pupil.ine and str(pupil.ine),
        "family_name": pupil.family_name,
        "usual_name": pupil.usual_name,
        "first_names": list(pupil.first_names),
        "sex": pupil.sex.value,
        "birth_date": pupil.birth_date,
        "birth_place": pupil.birth_place,
        "level": pupil.level and pupil.level.value,
        "addresses": to_json(pupil.addresses),
        "email": pupil.email,
        "phones": to_json(pupil.phones),
    }


def guardian_values(pupil_id: int, pupil: Pupil) -> list[dict[str, Any]]:
    """The rows of a pupil's responsables."""
    return [
        {**to_json(guardian), "pupil": pupil_id, "position": position}
        for position, guardian in enumerate(pupil.guardians)
    ]


def pupil_of(row: Row[Any], groups: Iterable[Row[Any]], guardians: Iterable[Row[Any]]) -> Pupil:
    """The pupil of his row, with the rows of his regroupements and of his responsables."""
    _check_texts(row.usual_name, row.email)
    return replace(
        identity_of(row, groups),
        usual_name=row.usual_name,
        addresses=from_json(row.addresses, tuple[Address, ...]),
        email=row.email,
        phones=from_json(row.phones, Phones),
        guardians=tuple(map(_guardian, guardians)),
    )


def identity_of(row: Row[Any], groups: Iterable[Row[Any]]) -> Pupil:
    """The same, with what tells who he is and where, and without the rest."""
    _check_texts(row.family_name, row.birth_place, row.label)
    return Pupil(
        ine=row.ine and Ine(row.ine),
        family_name=row.family_name,
        first_names=tuple(row.first_names),
        sex=Sex(row.sex),
        birth_date=row.birth_date,
        birth_place=row.birth_place,
        division=Division(row.number, row.label),
        groups=_divisions_of(groups),
        level=row.level and Level(row.level),
    )


def _divisions_of(rows: Iterable[Row[Any]]) -> tuple[Division, ...]:
    """The regroupements of a pupil, by their rows."""
    return tuple(Division(row.number, row.label) for row in rows)


def _check_texts(*cells: str) -> None:
    """Raise `TypeError` for bytes: SQLite holds no column to its type."""
    "".join(cells)


def _guardian(row: Row[Any]) -> Guardian:
    _check_texts(row.civility, row.family_name, row.usual_name, row.first_name, row.kinship)
    return Guardian(
        civility=row.civility,
        family_name=row.family_name,
        usual_name=row.usual_name,
        first_name=row.first_name,
        kinship=row.kinship,
        custody=row.custody,
        address=from_json(row.address, Address),
        email=row.email,
        phones=from_json(row.phones, Phones),
    )


def bilan_values(bilan: Bilan) -> dict[str, Any]:
    """The columns of a bilan, its pupil apart."""
    return {
        "kind": bilan.kind.value,
        "school_year": bilan.school_year,
        "number": bilan.number,
        "periods": bilan.periods,
        "locked_at": bilan.locked_at,
        "content": bilan.content and to_json(bilan.content),
    }


def bilan_of(row: Row[Any]) -> Bilan:
    """The bilan of a row, with its content if that was read."""
    content = getattr(row, "content", None)
    return Bilan(
        kind=BilanKind(row.kind),
        school_year=row.school_year,
        number=row.number,
        periods=row.periods,
        locked_at=row.locked_at,
        content=content and from_json(content, BilanContent),
    )
