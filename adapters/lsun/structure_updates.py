"""The labels and the niveaux of the structures of a run, brought up to date."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from adapters.lsun.run_lifecycle import renew_lease
from adapters.lsun.run_messages import add_messages
from adapters.lsun.structures import by_label, structure_of
from adapters.lsun.tables import structures
from core.model.events import StructureDecision
from core.model.records import Structure
from core.model.runs import Run, Scope
from core.rules.structures import decide_structures


def structure_decisions(
    connection: Connection, scope: Scope, from_register: Sequence[Structure]
) -> tuple[StructureDecision, ...]:
    """What changes among the structures of a scope."""
    of_scope = (structures.c.school == str(scope.uai)) & structures.c.number.in_(scope.structures)
    found = connection.execute(select(structures).where(of_scope).order_by(structures.c.number))
    in_order = sorted(found, key=by_label)
    return decide_structures(tuple(map(structure_of, in_order)), from_register)


def record_structures(
    connection: Connection, now: datetime, run: Run, from_register: Sequence[Structure]
) -> tuple[StructureDecision, ...]:
    """Carry out what changes among the structures of a run.

    Raises `RunLost` when the run has ended, or is another program's.
    """
    renew_lease(connection, now, run)
    decided = structure_decisions(connection, run.scope, from_register)
    for decision in decided:
        this_structure = (structures.c.school == str(run.scope.uai)) & (
            structures.c.number == decision.after.id
        )
        levels = [level.value for level in decision.after.levels]
        connection.execute(
            update(structures)
            .where(this_structure)
            .values(label=decision.after.label, levels=levels)
        )
    add_messages(connection, now, run, decided)
    return decided
