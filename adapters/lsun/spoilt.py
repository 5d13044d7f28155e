"""What can still be read of a pupil whose row something else than lsun-sync has spoilt."""

from collections.abc import Mapping
from datetime import date
from json import loads
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, Text, type_coerce

from adapters.lsun.tables import pupils, structures
from core.model.identifiers import Ine, InvalidIdentifier
from core.model.livret import Livret
from core.model.records import Division, Pupil, Sex

UNREADABLE = (ValueError, TypeError, KeyError, msgspec.MsgspecError)
"""What a cell that something else wrote raises where it is read: JSON, a date, a word of a list."""


def readable_part(
    connection: Connection, of_pupils: Select[Any], about: Mapping[str, Any]
) -> tuple[Livret, ...]:
    """The livrets of this statement, each as one that is not readable (`core.model.livret`)."""
    as_they_are = (
        pupils.c.id,
        structures.c.number,
        *(
            type_coerce(column, Text).label(column.name)
            for column in (
                pupils.c.ine,
                pupils.c.family_name,
                pupils.c.first_names,
                structures.c.label,
            )
        ),
    )
    found = connection.execute(of_pupils.with_only_columns(*as_they_are), about).all()
    return tuple(Livret(row.id, _pupil(row), is_readable=False) for row in found)


def full_name_of(first_names: object, family_name: object) -> str:
    """« Prénom Nom », of what these cells hold."""
    return " ".join((*_names(first_names), _text(family_name)))


def _names(value: object) -> tuple[str, ...]:
    try:
        names = loads(value) if isinstance(value, str) else value
    except ValueError:
        return ()
    return tuple(map(_text, names)) if isinstance(names, list) else ()


def ine_of(value: object) -> Ine | None:
    """The INE of a cell; None when it does not hold one."""
    try:
        return Ine(_text(value))
    except InvalidIdentifier:
        return None


def _pupil(row: Row[Any]) -> Pupil:
    return Pupil(
        ine=ine_of(row.ine),
        family_name=_text(row.family_name),
        first_names=_names(row.first_names),
        sex=Sex.FEMALE,
        birth_date=date.min,
        division=Division(row.number, _text(row.label)),
        level=None,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
