"""What is read of a school: however large it is, in a constant number of statements."""

from collections import Counter, defaultdict
from collections.abc import Collection
from json import JSONDecodeError
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, select

from adapters.lsun import livrets, sentences, tables
from adapters.lsun.codec import from_json
from adapters.lsun.fingerprints import fingerprint_of
from adapters.lsun.livrets import livrets_of
from adapters.lsun.structures import by_label, pupils_in, structure_of
from adapters.lsun.tables import pupil_groups, pupils, run_structures, runs, structures
from adapters.lsun.teachers import known_teachers
from core.errors import StoreError
from core.model.identifiers import Ine, Uai
from core.model.livret import Archive, Livret, Withdrawal
from core.model.records import Pupil, School
from core.model.runs import RunState, Scope
from core.model.views import KnownIn, SchoolOverview, StructureOverview
from core.text import french_order

_AT_ONCE = 10_000
"""Values of one statement; a database takes some tens of thousands."""


def schools(connection: Connection) -> tuple[School, ...]:
    """All the schools, by name."""
    found = connection.execute(select(tables.schools).order_by(tables.schools.c.uai))
    in_order = sorted(found, key=lambda row: french_order(row.name))
    return tuple(School(Uai(row.uai), row.name) for row in in_order)


def school(connection: Connection, uai: Uai) -> School | None:
    """The school of this number; None when there is none."""
    row = connection.execute(
        select(tables.schools).where(tables.schools.c.uai == str(uai))
    ).one_or_none()
    return None if row is None else School(Uai(row.uai), row.name)


def count_schools(connection: Connection) -> int:
    """How many schools there are."""
    counted: int = connection.execute(select(func.count()).select_from(tables.schools)).scalar_one()
    return counted


def known_in(connection: Connection, ines: Collection[Ine]) -> tuple[KnownIn, ...]:
    """The schools that have pupils of these INEs, the one that has most of them first."""
    asked = list(map(str, ines))
    counts: Counter[str] = Counter()
    for first in range(0, len(asked), _AT_ONCE):
        these = pupils.c.ine.in_(asked[first : first + _AT_ONCE])
        of_each = select(pupils.c.school, func.count().label("pupils")).where(these)
        of_each = of_each.group_by(pupils.c.school)
        counts.update({row.school: row.pupils for row in connection.execute(of_each)})
    having = tuple(one for one in schools(connection) if one.uai in counts) if counts else ()
    found = (KnownIn(one, counts[one.uai]) for one in having)
    return tuple(sorted(found, key=lambda known: -known.pupils))


def overview(connection: Connection, uai: Uai) -> SchoolOverview:
    """A school, and the figures of its structures."""
    school = connection.execute(
        select(tables.schools).where(tables.schools.c.uai == str(uai))
    ).one()
    taught_by, members = _teachers_of(connection, uai), _members_of(connection, uai)
    last_complete_run = (
        select(func.max(runs.c.ended_at))
        .join_from(runs, run_structures)
        .where(run_structures.c.structure == structures.c.id)
        .where(runs.c.state.in_([RunState.COMPLETE.value, RunState.INCOMPLETE.value]))
        .scalar_subquery()
    )
    found = connection.execute(
        select(structures, last_complete_run.label("ended_at"))
        .where(structures.c.school == str(uai))
        .order_by(structures.c.number)
    )
    return SchoolOverview(
        School(Uai(school.uai), school.name),
        tuple(
            StructureOverview(
                structure_of(row),
                tuple(taught_by[row.number]),
                frozenset(members[row.id]),
                row.ended_at,
            )
            for row in sorted(found, key=by_label)
        ),
        school.extracted_on,
    )


def _teachers_of(connection: Connection, uai: Uai) -> defaultdict[int, list[str]]:
    """The names of the teachers of each structure, by its number in BE1D."""
    taught_by: defaultdict[int, list[str]] = defaultdict(list)
    for known in known_teachers(connection, uai):
        for number in known.teacher.structures:
            taught_by[number].append(known.teacher.full_name)
    return taught_by


def _members_of(connection: Connection, uai: Uai) -> defaultdict[int, set[int]]:
    """The pupils of each structure, rows both: those of a regroupement are in a class too."""
    members: defaultdict[int, set[int]] = defaultdict(set)
    in_class = select(pupils.c.structure, pupils.c.id).where(pupils.c.school == str(uai))
    in_group = (
        select(pupil_groups.c.structure, pupil_groups.c.pupil)
        .join(pupils)
        .where(pupils.c.school == str(uai))
    )
    for structure, pupil in connection.execute(in_class.union_all(in_group)):
        members[structure].add(pupil)
    return members


def archives(connection: Connection, livret_id: int) -> tuple[Archive, ...]:
    """The archives of a livret, newest first."""
    found = archives_of(
        connection,
        select(tables.archives).where(tables.archives.c.pupil == livret_id),
        select(tables.withdrawals).where(tables.withdrawals.c.pupil == livret_id),
    )
    return found[::-1]


def archives_of(
    connection: Connection, made_by_runs: Select[Any], withdrawn: Select[Any]
) -> tuple[Archive, ...]:
    """These archives, oldest first, and these withdrawals.

    Raises `StoreError` when what one of them holds is no livret any more.
    """
    try:
        found = (
            *map(_archive, connection.execute(made_by_runs)),
            *map(_withdrawn, connection.execute(withdrawn)),
        )
        return tuple(sorted(found, key=lambda archive: (archive.archived_at, archive.key)))
    except (msgspec.MsgspecError, JSONDecodeError) as error:
        raise StoreError(sentences.UNREADABLE_ARCHIVE) from error


def _archive(row: Row[Any]) -> Archive:
    fingerprint = fingerprint_of(row.pupil, row.run, row.archived_at, row.livret)
    return Archive(
        from_json(row.livret, Livret),
        row.archived_at,
        row.run,
        row.id,
        row.fingerprint,
        fingerprint == row.fingerprint,
    )


def _withdrawn(row: Row[Any]) -> Archive:
    held = [row.livret, row.withdrawn_by, row.reason]
    fingerprint = fingerprint_of(row.pupil, 0, row.withdrawn_at, held)
    return Archive(
        from_json(row.livret, Livret),
        row.withdrawn_at,
        0,
        row.id,
        row.fingerprint,
        fingerprint == row.fingerprint,
        Withdrawal(row.withdrawn_by, row.reason),
    )


def pupils_of(connection: Connection, uai: Uai) -> tuple[Pupil, ...]:
    """The pupils of a school who can be read, by class and name."""
    readable = (livret for livret in livrets_of_school(connection, uai) if livret.is_readable)
    return tuple(livret.pupil for livret in readable)


def livrets_of_school(connection: Connection, uai: Uai) -> tuple[Livret, ...]:
    """The livrets of a school, by class and name."""
    return livrets_of(connection, pupils.c.school == str(uai))


def livret(connection: Connection, livret_id: int) -> Livret:
    """One livret, with all that its bilans say."""
    return livrets.livret_of(connection, livret_id)


def livret_of(connection: Connection, uai: Uai, ine: Ine) -> Livret | None:
    """The livret of the pupil of this INE, with all that its bilans say."""
    this_pupil = (pupils.c.school == str(uai)) & (pupils.c.ine == str(ine))
    livret_id = connection.execute(select(pupils.c.id).where(this_pupil)).scalar()
    return None if livret_id is None else livrets.livret_of(connection, livret_id)


def in_scope(connection: Connection, scope: Scope) -> tuple[Livret, ...]:
    """The livrets that a run over this scope would have."""
    return livrets_of(connection, pupils_in(scope))
