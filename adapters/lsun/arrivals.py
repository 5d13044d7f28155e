"""Pupils who arrive: admitted with a livret of their own, or taken up from another structure."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import JSON, Connection, insert, literal, or_, select, update

from adapters.lsun.livrets import identities_of
from adapters.lsun.run_messages import say
from adapters.lsun.runs import hold
from adapters.lsun.schools import fill_pupil
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
    ines = {str(one.pupil.ine) for one in roll if one.pupil.ine}
    births = {one.pupil.birth_date for one in roll}
    could_be = (pupils.c.school == str(scope.uai)) & or_(
        pupils.c.ine.in_(ines), pupils.c.birth_date.in_(births)
    )
    known = identities_of(connection, could_be)
    return arrivals(structure, roll, known, is_new=structure in scope.new)


def record_arrivals(
    connection: Connection,
    run: Run,
    structure: Structure,
    roll: Sequence[Registration],
    now: datetime,
) -> Arrivals:
    """Admit who is new, take up who came from another structure; the roll is read then."""
    hold(connection, run, now)
    arrived = arrivals_of(connection, run.scope, structure, roll)
    school = str(run.scope.uai)
    for pupil in arrived.admitted:
        pupil_id = fill_pupil(connection, school, division_row(connection, school, pupil), pupil)
        values = {"run": run.id, "pupil": pupil_id, "outcome": Outcome.ADMITTED.value}
        connection.execute(insert(run_pupils).values(**values, changes=[]))
    taken_up = set(arrived.moved_in) - run.scope.but
    already = select(run_pupils.c.pupil).where(run_pupils.c.run == run.id)
    connection.execute(
        insert(run_pupils).from_select(
            ["run", "pupil", "changes"],
            select(literal(run.id), pupils.c.id, literal([], JSON)).where(
                pupils.c.id.in_(taken_up), pupils.c.id.not_in(already)
            ),
        )
    )
    this_one = select(structures.c.id).where(
        structures.c.school == school, structures.c.number == structure.id
    )
    connection.execute(
        update(run_structures)
        .where(run_structures.c.run == run.id, run_structures.c.structure.in_(this_one))
        .values(roll_read=True)
    )
    say(connection, run, arrived, now)
    return arrived
