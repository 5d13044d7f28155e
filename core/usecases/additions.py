"""Adding what BE1D has and LSUN has not, while nobody whom LSUN has is changed."""

from collections.abc import Sequence
from dataclasses import replace

from core.model.identifiers import Uai
from core.model.records import Structure, Teacher
from core.model.runs import Scope
from core.ports.ledger import Ledger
from core.ports.register import Register
from core.rules.teachers import only_added
from core.usecases.workspace import SchoolSession


async def only_additions(session: SchoolSession, scope: Scope) -> tuple[SchoolSession, Scope]:
    """The same, for a run that admits pupils and adds teachers and classes; nothing else changes.

    Raises `StoreError`.
    """
    livrets = await session.store.livrets(scope.uai)
    spared = replace(scope, but=frozenset(livret.id for livret in livrets))
    return replace(session, register=_Additions(session.register, session.store, spared)), spared


class _Additions:
    """A register (`core.ports.register.Register`) of which what it changes is not heard."""

    def __init__(self, register: Register, ledger: Ledger, scope: Scope) -> None:
        self._register, self._ledger, self._scope = register, ledger, scope
        self.by_ine, self.by_civil_identity = register.by_ine, register.by_civil_identity
        self.roll = register.roll

    async def structures(self, uai: Uai) -> Sequence[Structure]:
        """None: those that are known keep their labels and niveaux, and the scope has the new."""
        return ()

    async def teachers(self, uai: Uai) -> Sequence[Teacher] | None:
        """Those of the register, and whoever LSUN has, where LSUN has them."""
        told = await self._register.teachers(uai)
        if told is None:
            return None
        return only_added(told, await self._ledger.teacher_decisions(self._scope, told))
