"""Classes and regroupements are data like the others: what BE1D calls them, LSUN does too."""

from collections.abc import Sequence
from dataclasses import replace

from core.model.events import StructureDecision
from core.model.records import Structure
from core.text import clean


def decide_structures(
    known: Sequence[Structure], from_register: Sequence[Structure]
) -> tuple[StructureDecision, ...]:
    """What changes in the labels and the niveaux of these structures, by their identifiers.

    A structure that the register does not list, or lists without a label or a niveau, keeps what
    it has: silence removes nothing.
    """
    listed = {structure.id: structure for structure in from_register}
    decided = []
    for before in known:
        register = listed.get(before.id, before)
        after = replace(
            before,
            label=clean(register.label) or before.label,
            levels=register.levels or before.levels,
        )
        if (clean(before.label), set(before.levels)) != (after.label, set(after.levels)):
            decided.append(StructureDecision(before, after))
    return tuple(decided)
