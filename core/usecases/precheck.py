"""What BE1D says before a run: the structures that LSUN lacks, and what to correct there first."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field

from core.errors import RegisterClosed, RegisterError
from core.model.identifiers import Uai
from core.model.records import Structure
from core.ports.register import Register
from core.rules.anomalies import RegisterAnomalies, register_anomalies


@dataclass(frozen=True, slots=True)
class Precheck:
    """Structures of BE1D that are new to LSUN, and what is wrong in BE1D."""

    new: tuple[Structure, ...] = ()
    anomalies: RegisterAnomalies = field(default_factory=RegisterAnomalies)


async def precheck(register: Register, uai: Uai, known: Collection[int]) -> Precheck:
    """Ask BE1D; nothing new and nothing wrong when it does not answer: the run will say so.

    `known` are the identifiers of the structures that LSUN has.
    """
    try:
        structures, teachers = await asyncio.gather(
            register.structures(uai), register.teachers(uai)
        )
    except (RegisterError, RegisterClosed):
        return Precheck()
    new = tuple(structure for structure in structures if structure.id not in known)
    if teachers is None:
        return Precheck(new)
    return Precheck(new, register_anomalies(structures, teachers))
