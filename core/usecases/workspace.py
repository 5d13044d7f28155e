"""A user in front of the schools of a store: which one is at hand, and what synchronises it."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date

from core.errors import UserError
from core.messages import refusals
from core.model.identifiers import Uai
from core.model.records import School, Structure
from core.model.runs import Scope
from core.model.users import User
from core.model.views import StructureOverview
from core.ports.files import Files
from core.ports.register import Register
from core.ports.store import LivretStore
from core.rules.coverage import covers
from core.rules.guard import Limits
from core.text import without_accents
from core.usecases.provenance import school_of


@dataclass(frozen=True, slots=True)
class Policy:
    """How a run goes about it: so many look-ups at once, and how much change blocks it."""

    at_once: int
    limits: Limits


@dataclass(frozen=True, slots=True)
class SchoolSession:
    """One school, its store, the register that it is synchronised with, and who does it.

    With a register that is an extraction, `extracted_on` is its day and `covered` are the
    identifiers of the classes that it holds.
    """

    school: School
    store: LivretStore
    register: Register
    user: User
    policy: Policy
    extracted_on: date | None = None
    covered: frozenset[int] | None = None

    def scope(self, structures: Collection[int], new: Collection[Structure] = ()) -> Scope:
        """What a run over these classes synchronises; some may be new to LSUN."""
        chosen = tuple(structure for structure in new if structure.id in structures)
        return Scope(self.school.uai, frozenset(structures), self.extracted_on, chosen)

    def covers(self, row: StructureOverview) -> bool:
        """Whether the register can tell of the pupils of this class."""
        return covers(self.covered, row.structure)


RegisterOpener = Callable[[], Awaitable[Register]]
"""Opens the register, which is closed with the workspace."""


class Workspace:
    """A store, the register if one is known, the files of the machine, and who uses them.

    `open_register` opens the register: what never asks it anything does without.
    `wanted_school` is a UAI or a part of a name; empty when none was named. `remarks` are sentences
    on the way to both that whoever uses them is to know each time.
    """

    def __init__(
        self,
        store: LivretStore,
        open_register: RegisterOpener | None,
        files: Files,
        user: User,
        policy: Policy,
        wanted_school: str = "",
        remarks: tuple[str, ...] = (),
    ) -> None:
        self.store, self.files, self.user, self.policy = store, files, user, policy
        self.remarks = remarks
        self._open_register, self._wanted_school = open_register, wanted_school
        self._register: Register | None = None
        self._opening = asyncio.Lock()

    async def schools(self) -> Sequence[School]:
        """All the schools of the store, by name. Raises `StoreError`."""
        return await self.store.schools()

    async def count_schools(self) -> int:
        """How many schools the store has. Raises `StoreError`."""
        return await self.store.count_schools()

    def choose(self, uai: Uai) -> None:
        """Make this school the one at hand."""
        self._wanted_school = str(uai)

    async def school(self) -> School:
        """The school at hand: the one that was named or chosen, or the only one of the store.

        Raises `UserError` when there is none, when several could be meant, or when the letter of its
        number is wrong.
        """
        if Uai.is_written_as(self._wanted_school):
            named = await self.store.school(school_of(self._wanted_school))
            if named is not None:
                return named
        schools = await self.schools()
        if not schools:
            raise UserError(refusals.NO_SCHOOL)
        meant = [school for school in schools if _is_meant(school, self._wanted_school)]
        match meant:
            case [school]:
                self.choose(school.uai)  # from now on it is not looked for among the others
                return school
            case []:
                raise UserError(refusals.unknown_school(self._wanted_school, schools))
            case _:
                raise UserError(refusals.which_school(meant))

    async def school_of(self, uai: Uai) -> School | None:
        """The school of this number, if the store has it. Raises `StoreError`."""
        return await self.store.school(uai)

    @property
    def has_register(self) -> bool:
        """Whether BE1D's address is set."""
        return self._open_register is not None

    async def session(self) -> SchoolSession:
        """What synchronises the school at hand with BE1D.

        Raises `UserError` when no school is at hand, or when BE1D's address is not set.
        """
        return await self.session_of(await self.school())

    async def session_of(self, school: School) -> SchoolSession:
        """What synchronises this school with BE1D. Raises `UserError` as `session` does."""
        if self._open_register is None:
            raise UserError(refusals.NO_REGISTER)
        async with self._opening:
            if self._register is None:
                self._register = await self._open_register()
            return SchoolSession(school, self.store, self._register, self.user, self.policy)


WorkspaceOpener = Callable[[], AbstractAsyncContextManager[Workspace]]
"""Opens the workspace, and closes it on the way out; raises `UserError` when it cannot."""


def _is_meant(school: School, wanted: str) -> bool:
    """By its UAI, or by its name or a part of it; every school is when none is named."""
    if not wanted.strip() or wanted.strip().upper() == school.uai:
        return True
    name = without_accents(wanted)
    return bool(name) and name in without_accents(school.name)
