"""The register of the demonstration, without the network between."""

from adapters.demonstration import Demonstration
from core.errors import RegisterError
from core.model.answers import Cause
from core.rules.civil_identity import same_civil_identity


class RegisterInMemory:
    """Answers from the registrations, and fails as often as the demonstration says."""

    def __init__(self, demonstration: Demonstration):
        self._be1d = demonstration.be1d
        self._registrations = demonstration.be1d.registrations
        self._failures = dict(demonstration.faults)

    async def by_ine(self, uai, ine):
        self._fail_if_planned(ine)
        return next((one for one in self._registrations if one.pupil.ine == ine), None)

    async def by_civil_identity(self, uai, pupil):
        return [one for one in self._registrations if same_civil_identity(pupil, one.pupil)]

    async def structures(self, uai):
        return self._be1d.structures

    async def roll(self, uai, structure):
        return [one for one in self._registrations if one.pupil.is_in(structure)]

    async def teachers(self, uai):
        return self._be1d.teachers

    def _fail_if_planned(self, ine):
        left = self._failures.get(ine, 0)
        if left is None:
            raise RegisterError(Cause.UNAVAILABLE)
        if left:
            self._failures[ine] = left - 1
            raise RegisterError(Cause.UNAVAILABLE)
