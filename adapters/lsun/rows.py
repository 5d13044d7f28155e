"""From the rows of the store to core records, and back."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from adapters.lsun.codec import from_json, to_json
from adapters.lsun.tables import bilans, guardians, pupil_groups, pupils, structures
from core.bilans import BilanContent
from core.identifiers import Ine
from core.livret import Bilan, BilanKind, Livret
from core.records import Address, Division, Guardian, Level, Phones, Pupil, Sex


def livrets_of(
    connection: Connection,
    which: ColumnElement[bool],
    *,
    to_write: bool = False,
    contents: bool = False,
) -> tuple[Livret, ...]:
    """The livrets of the pupils whom `which` describes, by class and name.

    Four statements, however many pupils there are. `to_write` holds them until the transaction
    ends, where the database can. `contents` reads what the bilans say too, which is a lot.
    """
    of_them = (
        select(pupils, structures.c.number, structures.c.label)
        .join_from(pupils, structures)
        .where(which)
        .order_by(structures.c.label, pupils.c.family_name, pupils.c.id)
    )
    found = connection.execute(of_them.with_for_update(of=pupils) if to_write else of_them).all()
    ids = select(pupils.c.id).where(which)
    their_guardians = _grouped(
        connection.execute(
            select(guardians).where(guardians.c.pupil.in_(ids)).order_by(guardians.c.position)
        )
    )
    their_groups = _grouped(
        connection.execute(
            select(pupil_groups.c.pupil, structures.c.number, structures.c.label)
            .join_from(pupil_groups, structures)
            .where(pupil_groups.c.pupil.in_(ids))
            .order_by(structures.c.number)
        )
    )
    columns = [column for column in bilans.c if contents or column is not bilans.c.content]
    their_bilans = _grouped(
        connection.execute(
            select(*columns)
            .where(bilans.c.pupil.in_(ids))
            .order_by(bilans.c.school_year, bilans.c.kind, bilans.c.number)
        )
    )
    return tuple(
        Livret(
            row.id,
            _pupil(
                row,
                tuple(Division(one.number, one.label) for one in their_groups[row.id]),
                tuple(map(_guardian, their_guardians[row.id])),
            ),
            tuple(map(bilan_of, their_bilans[row.id])),
        )
        for row in found
    )


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


def _grouped(rows: Iterable[Any]) -> defaultdict[int, list[Row[Any]]]:
    groups: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        groups[row.pupil].append(row)
    return groups


def _pupil(row: Row[Any], groups: tuple[Division, ...], of_his: tuple[Guardian, ...]) -> Pupil:
    return Pupil(
        ine=row.ine and Ine(row.ine),
        family_name=row.family_name,
        usual_name=row.usual_name,
        first_names=tuple(row.first_names),
        sex=Sex(row.sex),
        birth_date=row.birth_date,
        birth_place=row.birth_place,
        division=Division(row.number, row.label),
        groups=groups,
        level=row.level and Level(row.level),
        addresses=from_json(row.addresses, tuple[Address, ...]),
        email=row.email,
        phones=from_json(row.phones, Phones),
        guardians=of_his,
    )


def _guardian(row: Row[Any]) -> Guardian:
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
