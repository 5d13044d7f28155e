"""What BE1D says before a run: the structures that LSUN lacks, and what to put right there."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field

from core.identifiers import Uai
from core.ports import Register, RegisterClosed, RegisterError
from core.records import Structure
from core.teachers import ToPutRight, to_put_right


@dataclass(frozen=True, slots=True)
class Survey:
    """Structures of BE1D that are new to LSUN, and what is wrong in BE1D."""

    new: tuple[Structure, ...] = ()
    wrong: ToPutRight = field(default_factory=ToPutRight)


async def survey(register: Register, uai: Uai, known: Collection[int]) -> Survey:
    """Ask BE1D; nothing new and nothing wrong when it does not answer: the run will say so."""
    try:
        structures, teachers = await asyncio.gather(
            register.structures(uai), register.teachers(uai)
        )
    except (RegisterError, RegisterClosed):
        return Survey()
    new = tuple(structure for structure in structures if structure.id not in known)
    return Survey(new, ToPutRight() if teachers is None else to_put_right(structures, teachers))
