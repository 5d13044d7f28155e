"""The classes that can be synchronised, and which of them a run is over."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from core.errors import UserError
from core.messages import refusals, run_sentences
from core.model.identifiers import Uai
from core.model.records import Structure
from core.model.runs import Scope
from core.model.views import StructureOverview
from core.ports.store import LivretStore
from core.text import without_accents
from core.usecases.precheck import precheck
from core.usecases.workspace import SchoolSession


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of LSUN, then the `new` ones of BE1D.

    `anomalies` is the sentence on what to correct in BE1D first; often empty.
    """

    rows: tuple[StructureOverview, ...]
    new: tuple[Structure, ...] = ()
    anomalies: str = ""


async def known_classes(store: LivretStore, uai: Uai) -> Classes:
    """The classes that LSUN has, with their figures as they are now. Raises `StoreError`."""
    overview = await store.overview(uai)
    return Classes(overview.structures)


async def with_register(session: SchoolSession, known: Classes) -> Classes:
    """The same, and what BE1D says of them; it may be silent."""
    numbers = {row.structure.id for row in known.rows}
    found = await precheck(session.register, session.school.uai, numbers)
    new = tuple(StructureOverview(structure, is_new=True) for structure in found.new)
    return Classes((*known.rows, *new), found.new, run_sentences.anomalies(found.anomalies))


async def all_classes(session: SchoolSession) -> Classes:
    """The classes of LSUN and those of BE1D, looked up as they are now. Raises `StoreError`."""
    return await with_register(session, await known_classes(session.store, session.school.uai))


def can_be_synchronised(rows: Iterable[StructureOverview]) -> bool:
    """Whether there is anything to do in these classes."""
    return any(row.pupils or row.is_new for row in rows)


def scope_of(session: SchoolSession, classes: Classes, labels: Collection[str]) -> Scope:
    """The scope of a run over the classes of these labels, or over all that the register covers.

    Raises `UserError` when a class has no such label, or when there is nothing to do.
    """
    chosen = named(classes.rows, labels) if labels else list(filter(session.covers, classes.rows))
    if not can_be_synchronised(chosen):
        raise UserError(refusals.NO_PUPIL)
    return session.scope([row.structure.id for row in chosen], classes.new)


def named(rows: Sequence[StructureOverview], labels: Collection[str]) -> list[StructureOverview]:
    """The classes of these labels, without case or accents. Raises `UserError` when one is none."""
    known = {without_accents(row.structure.label): row for row in rows}
    for label in labels:
        if without_accents(label) not in known:
            every = ", ".join(row.structure.label for row in rows)
            raise UserError(refusals.UNKNOWN_CLASS.format(label=label, labels=every))
    return [known[without_accents(label)] for label in dict.fromkeys(labels)]
