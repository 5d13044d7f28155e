"""Pupils who arrive: admitted with a livret of their own, or moved in from another structure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import JSON, Connection, insert, literal, select, update

from adapters.lsun.filling import insert_pupil
from adapters.lsun.livrets import identities_of
from adapters.lsun.run_lifecycle import renew_lease
from adapters.lsun.run_messages import add_messages
from adapters.lsun.structures import division_row
from adapters.lsun.tables import pupils, run_pupils, run_structures, structures
from core.model.events import Arrivals, Outcome
from core.model.livret import Livret
from core.model.records import Roll
from core.model.runs import Run, Scope
from core.rules.arrivals import KnownPupils, arrivals


def arrivals_of(
    connection: Connection, scope: Scope, rolls: Sequence[Roll]
) -> tuple[Arrivals, ...]:
    """Tell the pupils of the rolls apart, by those of the school."""
    found: list[Arrivals] = []
    apart = KnownPupils(Livret(0, pupil) for pupil in scope.spared)
    known = KnownPupils(identities_of(connection, pupils.c.school == str(scope.uai)))
    for roll in rolls:
        is_new = roll.structure in scope.new
        arrived = arrivals(roll, known, is_new=is_new, apart=apart)
        for pupil in arrived.admitted:
            apart.add(Livret(0, pupil))
        found.append(arrived)
    return tuple(found)


def record_arrivals(
    connection: Connection, now: datetime, run: Run, rolls: Sequence[Roll]
) -> tuple[Arrivals, ...]:
    """Admit who is new, add to the run who moved in from another structure: the rolls are read.

    Raises `RunLost` when the run has ended, or is another program's.
    """
    renew_lease(connection, now, run)
    found = tuple(
        replace(arrived, livrets=tuple(_admit(connection, run, arrived)))
        for arrived in arrivals_of(connection, run.scope, rolls)
    )
    for arrived in found:
        _take_in(connection, run, arrived)
    read = {roll.structure.id for roll in rolls}
    of_school = structures.c.school == str(run.scope.uai)
    these = select(structures.c.id).where(of_school, structures.c.number.in_(read))
    connection.execute(
        update(run_structures)
        .where(run_structures.c.run == run.id, run_structures.c.structure.in_(these))
        .values(roll_read=True)
    )
    add_messages(connection, now, run, found)
    return found


def _admit(connection: Connection, run: Run, arrived: Arrivals) -> Iterator[int]:
    """Give each of the admitted a livret, and yield its number."""
    school = str(run.scope.uai)
    for pupil in arrived.admitted:
        pupil_id = insert_pupil(connection, school, division_row(connection, school, pupil), pupil)
        values = {"run": run.id, "pupil": pupil_id, "outcome": Outcome.ADMITTED.value}
        connection.execute(insert(run_pupils).values(**values, changes=[]))
        yield pupil_id


def _take_in(connection: Connection, run: Run, arrived: Arrivals) -> None:
    moved_in = set(arrived.moved_in) - run.scope.but
    if not moved_in:
        return
    in_the_run = select(run_pupils.c.pupil).where(run_pupils.c.run == run.id)
    connection.execute(
        insert(run_pupils).from_select(
            ["run", "pupil", "changes"],
            select(literal(run.id), pupils.c.id, literal([], JSON)).where(
                pupils.c.id.in_(moved_in), pupils.c.id.not_in(in_the_run)
            ),
        )
    )
