"""Livrets read from the store: four statements, however many pupils there are.

Of one that something else spoilt, a list has what `adapters.lsun.spoilt` can read.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, select

from adapters.lsun import sentences
from adapters.lsun.rows import bilan_of, identity_of, pupil_of
from adapters.lsun.spoilt import UNREADABLE, readable_part
from adapters.lsun.tables import bilans, guardians, pupil_groups, pupils, structures
from core.errors import StoreError
from core.model.livret import Livret
from core.text import clean, french_order

_PUPILS = select(pupils, structures.c.number, structures.c.label).join_from(pupils, structures)


@dataclass(frozen=True, slots=True)
class _Statements:
    """What reads the livrets of some pupils. To make them costs as much as to execute them."""

    pupils: Select[Any]
    guardians: Select[Any]
    groups: Select[Any]
    bilans: Select[Any]
    contents: Select[Any]

    @classmethod
    def of(cls, which: ColumnElement[bool]) -> "_Statements":
        ids = select(pupils.c.id).where(which)
        without = [column for column in bilans.c if column is not bilans.c.content]
        return cls(
            _PUPILS.where(which).order_by(pupils.c.id),
            select(guardians).where(guardians.c.pupil.in_(ids)).order_by(guardians.c.position),
            _groups(which),
            _in_order(select(*without).where(bilans.c.pupil.in_(ids))),
            _in_order(select(bilans).where(bilans.c.pupil.in_(ids))),
        )


def _groups(which: ColumnElement[bool]) -> Select[Any]:
    return (
        select(pupil_groups.c.pupil, structures.c.number, structures.c.label)
        .join_from(pupil_groups, structures)
        .where(pupil_groups.c.pupil.in_(select(pupils.c.id).where(which)))
        .order_by(structures.c.number)
    )


def _in_order(reports: Select[Any]) -> Select[Any]:
    return reports.order_by(bilans.c.school_year, bilans.c.kind, bilans.c.number)


_OF_ONE = _Statements.of(pupils.c.id == bindparam("livret"))
_OF_SEVERAL = _Statements.of(pupils.c.id.in_(bindparam("livrets", expanding=True)))
_TO_WRITE = replace(_OF_SEVERAL, pupils=_OF_SEVERAL.pupils.with_for_update(of=pupils))


def livrets_of(connection: Connection, which: ColumnElement[bool]) -> tuple[Livret, ...]:
    """The livrets of the pupils whom `which` describes, by class and name."""
    return _read(connection, _Statements.of(which), {})


def livret_of(connection: Connection, livret_id: int) -> Livret:
    """One livret, with all that its bilans say. Raises `StoreError` when it cannot be read."""
    about = {"livret": livret_id}
    try:
        [livret] = _read_all(connection, _OF_ONE, about, contents=True)
    except UNREADABLE as error:
        [spoilt] = readable_part(connection, _OF_ONE.pupils, about)
        name = f"{spoilt.pupil.full_name} (n° {livret_id})"
        raise StoreError(sentences.UNREADABLE_LIVRET.format(name=clean(name))) from error
    return livret


def livrets_to_write(connection: Connection, ids: Sequence[int]) -> dict[int, Livret]:
    """These livrets, held until the transaction ends where the database can, by their numbers."""
    return {livret.id: livret for livret in _read(connection, _TO_WRITE, {"livrets": ids})}


def with_contents(connection: Connection, livret: Livret) -> Livret:
    """The same livret, with what its bilans say."""
    found = connection.execute(_OF_ONE.contents, {"livret": livret.id})
    return replace(livret, bilans=tuple(map(bilan_of, found)))


def identities_of(connection: Connection, which: ColumnElement[bool]) -> tuple[Livret, ...]:
    """The same pupils with what tells who they are, and without the rest: a tenth of the work."""
    statement = _PUPILS.where(which).order_by(pupils.c.id)
    groups = _grouped(connection.execute(_groups(which)))
    try:
        return tuple(
            Livret(row.id, identity_of(row, groups[row.id]))
            for row in connection.execute(statement)
        )
    except UNREADABLE:
        return livrets_of(connection, which)


def _read(
    connection: Connection, statements: _Statements, about: Mapping[str, Any]
) -> tuple[Livret, ...]:
    """These livrets; when one is spoilt, each is read alone, and that one as far as it can be."""
    try:
        found = _read_all(connection, statements, about)
    except UNREADABLE:
        found = tuple(
            livret
            for spoilt in readable_part(connection, statements.pupils, about)
            for livret in _read_alone(connection, spoilt)
        )
    return tuple(sorted(found, key=_by_class_and_name))


def _by_class_and_name(livret: Livret) -> tuple[object, ...]:
    pupil = livret.pupil
    return french_order(pupil.division.label), french_order(pupil.family_name)


def _read_alone(connection: Connection, spoilt: Livret) -> tuple[Livret, ...]:
    try:
        return _read_all(connection, _OF_ONE, {"livret": spoilt.id})
    except UNREADABLE:
        return (spoilt,)


def _read_all(
    connection: Connection,
    statements: _Statements,
    about: Mapping[str, Any],
    *,
    contents: bool = False,
) -> tuple[Livret, ...]:
    found = connection.execute(statements.pupils, about).all()
    reports = statements.contents if contents else statements.bilans
    their_guardians, their_groups, their_bilans = (
        _grouped(connection.execute(statement, about))
        for statement in (statements.guardians, statements.groups, reports)
    )
    return tuple(
        Livret(
            row.id,
            pupil_of(row, their_groups[row.id], their_guardians[row.id]),
            tuple(map(bilan_of, their_bilans[row.id])),
        )
        for row in found
    )


def _grouped(rows: Iterable[Any]) -> defaultdict[int, list[Row[Any]]]:
    groups: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        groups[row.pupil].append(row)
    return groups
