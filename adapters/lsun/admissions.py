"""Pupils who arrive: admitted with a livret of their own, or moved in from another structure."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import JSON, Connection, insert, literal, or_, select, update

from adapters.lsun.filling import insert_pupil
from adapters.lsun.livrets import identities_of
from adapters.lsun.run_lifecycle import renew_lease
from adapters.lsun.run_messages import add_messages
from adapters.lsun.structures import division_row
from adapters.lsun.tables import pupils, run_pupils, run_structures, structures
from core.model.events import Arrivals, Outcome
from core.model.records import Registration, Structure
from core.model.runs import Run, Scope
from core.rules.arrivals import arrivals


def arrivals_of(
    connection: Connection, scope: Scope, structure: Structure, roll: Sequence[Registration]
) -> Arrivals:
    """Tell the pupils of a roll apart, by those of the school who could be one of them."""
    ines = {str(registration.pupil.ine) for registration in roll if registration.pupil.ine}
    births = {registration.pupil.birth_date for registration in roll}
    could_be = (pupils.c.school == str(scope.uai)) & or_(
        pupils.c.ine.in_(ines), pupils.c.birth_date.in_(births)
    )
    known = identities_of(connection, could_be)
    return arrivals(structure, roll, known, is_new=structure in scope.new)


def record_arrivals(
    connection: Connection,
    now: datetime,
    run: Run,
    structure: Structure,
    roll: Sequence[Registration],
) -> Arrivals:
    """Admit who is new, add to the run who moved in from another structure: the roll is read.

    Raises `RunLost` when the run has ended, or is another program's.
    """
    renew_lease(connection, now, run)
    arrived = arrivals_of(connection, run.scope, structure, roll)
    school = str(run.scope.uai)
    for pupil in arrived.admitted:
        pupil_id = insert_pupil(connection, school, division_row(connection, school, pupil), pupil)
        values = {"run": run.id, "pupil": pupil_id, "outcome": Outcome.ADMITTED.value}
        connection.execute(insert(run_pupils).values(**values, changes=[]))
    moved_in = set(arrived.moved_in) - run.scope.but
    in_the_run = select(run_pupils.c.pupil).where(run_pupils.c.run == run.id)
    connection.execute(
        insert(run_pupils).from_select(
            ["run", "pupil", "changes"],
            select(literal(run.id), pupils.c.id, literal([], JSON)).where(
                pupils.c.id.in_(moved_in), pupils.c.id.not_in(in_the_run)
            ),
        )
    )
    this_structure = select(structures.c.id).where(
        structures.c.school == school, structures.c.number == structure.id
    )
    connection.execute(
        update(run_structures)
        .where(run_structures.c.run == run.id, run_structures.c.structure.in_(this_structure))
        .values(roll_read=True)
    )
    add_messages(connection, now, run, [arrived])
    return arrived
