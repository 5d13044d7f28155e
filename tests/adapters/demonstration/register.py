"""The register of the demonstration, without the network between."""

from core.errors import RegisterError
from core.model.answers import Cause
from tests.core.memory import MemoryRegister


class RegisterInMemory(MemoryRegister):
    """Answers from the registrations, and fails as often as the demonstration says."""

    def __init__(self, demonstration):
        be1d = demonstration.be1d
        super().__init__(be1d.registrations, be1d.structures, be1d.teachers, be1d.school.uai)
        self._failures = dict(demonstration.faults)

    async def by_ine(self, uai, ine):
        self._fail_if_planned(ine)
        return await super().by_ine(uai, ine)

    def _fail_if_planned(self, ine):
        left = self._failures.get(ine, 0)
        if left is None:
            raise RegisterError(Cause.UNAVAILABLE)
        if left:
            self._failures[ine] = left - 1
            raise RegisterError(Cause.UNAVAILABLE)
