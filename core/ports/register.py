"""BE1D, as the core asks it."""

from collections.abc import Collection, Sequence
from typing import Protocol, runtime_checkable

from core.model.identifiers import Ine, Uai
from core.model.records import KnownVersion, Pupil, Registration, Structure, Teacher


class Register(Protocol):
    """BE1D, the register of pupils: the source of truth.

    Every method raises `RegisterError` when there is no usable answer, and `RegisterClosed` when no
    pupil can be looked up at all; one that waits between two attempts does so by `core.drain`.
    """

    async def by_ine(self, uai: Uai, ine: Ine) -> Registration | None:
        """The pupil of this school with this INE; None is BE1D's own answer that there is none."""

    async def by_civil_identity(self, uai: Uai, pupil: Pupil) -> Sequence[Registration]:
        """Those of this school with the same nom, prénom, sexe, date and lieu de naissance."""

    async def structures(self, uai: Uai) -> Sequence[Structure]:
        """The structures of this school."""

    async def roll(self, uai: Uai, structure: int) -> Sequence[Registration]:
        """Those who are in this structure of this school; nobody if it has no such structure."""

    async def teachers(self, uai: Uai) -> Sequence[Teacher] | None:
        """The teachers of this school; None when this register does not tell them."""


@runtime_checkable
class VersionedRegister(Register, Protocol):
    """A register that may name the versions of its pupils: it need not tell again what is known."""

    def for_run(self, known: Sequence[KnownVersion], awaited: Collection[int]) -> Register:
        """The same for one run over the school of these pupils, which looks up those awaited.

        Of who is unchanged, what it says is what is known of him.
        """
