"""A register that is asked each thing once."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Any, TypeVar, TypeVarTuple

from core.errors import RegisterError
from core.model.identifiers import Ine, Uai
from core.model.records import Pupil, Registration, Structure, Teacher
from core.ports.register import Register

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class CachingRegister:
    """A register that is asked each thing once.

    It implements `core.ports.register.Register`.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._answers: dict[Hashable, Any] = {}

    async def by_ine(self, uai: Uai, ine: Ine) -> Registration | None:
        """As the register answered."""
        return await self._once(self._register.by_ine, uai, ine)

    async def by_civil_identity(self, uai: Uai, pupil: Pupil) -> Sequence[Registration]:
        """As the register answered."""
        return await self._once(self._register.by_civil_identity, uai, pupil)

    async def structures(self, uai: Uai) -> Sequence[Structure]:
        """As the register answered."""
        return await self._once(self._register.structures, uai)

    async def roll(self, uai: Uai, structure: int) -> Sequence[Registration]:
        """As the register answered."""
        return await self._once(self._register.roll, uai, structure)

    async def teachers(self, uai: Uai) -> Sequence[Teacher] | None:
        """As the register answered."""
        return await self._once(self._register.teachers, uai)

    async def _once(self, ask: Callable[[*Ts], Awaitable[T]], *about: *Ts) -> T:
        question = (ask, *about)
        if question not in self._answers:
            try:
                self._answers[question] = await ask(*about)
            except RegisterError as error:
                self._answers[question] = error
        answer = self._answers[question]
        if isinstance(answer, RegisterError):
            raise answer
        usable: T = answer
        return usable
