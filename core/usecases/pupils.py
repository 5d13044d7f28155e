"""Which pupil somebody means who types an INE or a name, and where in the store he is."""

from collections.abc import Sequence
from typing import NamedTuple

from core.errors import UserError
from core.messages import refusals
from core.model.identifiers import Ine, InvalidIdentifier, Uai
from core.model.livret import Livret
from core.model.records import Pupil, School
from core.ports.store import LivretStore
from core.rules.pupil_search import found_by, meant_by
from core.usecases.workspace import Workspace


class FoundPupil(NamedTuple):
    """A pupil, and the school that has him."""

    school: School
    pupil: Pupil


async def search(workspace: Workspace, typed: str) -> Sequence[FoundPupil]:
    """The pupils of all the schools who have these words in their names, or end their INE so.

    By school, class and name; all of them when nothing is typed. Raises `StoreError`.
    """
    return [
        FoundPupil(school, pupil)
        for school in await workspace.schools()
        for pupil in await workspace.store.pupils(school.uai)
        if found_by(typed, pupil)
    ]


async def livret_of(store: LivretStore, uai: Uai, typed: str) -> Livret:
    """The livret of the pupil of the school who has this INE or this name, with its bilans.

    Raises `UserError` when nobody has it, and when several have the name: they are told.
    """
    try:
        livret = await store.livret_of(uai, Ine(typed))
    except InvalidIdentifier:
        return await store.livret(await _number_of(store, uai, typed))
    if livret is None:
        raise UserError(refusals.UNKNOWN_PUPIL)
    return livret


async def _number_of(store: LivretStore, uai: Uai, name: str) -> int:
    match meant_by(name, await store.livrets(uai)):
        case [livret]:
            return livret.id
        case []:
            raise UserError(refusals.NOBODY_CALLED_SO)
        case several:
            raise UserError(refusals.which_pupil([livret.pupil for livret in several]))
