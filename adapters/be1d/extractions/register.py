"""An extraction asked like the register it was taken from."""

from collections import defaultdict
from collections.abc import Sequence

from core.errors import RegisterClosed, RegisterError
from core.model.answers import Cause
from core.model.extraction import Extraction
from core.model.identifiers import Ine, Uai
from core.model.records import Field, Pupil, Registration, Structure, Teacher
from core.rules.civil_identity import same_civil_identity
from core.rules.doubts import could_be, is_about, name_of, with_unknown_guardians
from core.rules.recognition import lacks_a_part


class ExtractionRegister:
    """BE1D as it stood on the day of an extraction (`core.ports.register.Register`).

    `pupils` are those of the school in LSUN. An extraction that lacks a part of them cannot say of
    anyone that BE1D does not have him, and one that has a row nobody can use cannot say it of whom
    the row may be about: `by_civil_identity` raises `RegisterError` then. Every method raises
    `RegisterClosed` about another school.
    """

    def __init__(self, extraction: Extraction, pupils: Sequence[Pupil]) -> None:
        self._uai = extraction.provenance.uai
        self._is_partial = lacks_a_part(extraction, pupils)
        self._extraction = extraction
        self._by_ine: dict[Ine, Registration] = {}
        self._by_birth: defaultdict[object, list[Registration]] = defaultdict(list)
        doubtful = [
            pupil
            for pupil in pupils
            if extraction.unattached.intersection(map(name_of, pupil.guardians))
        ]
        self._registrations = [
            with_unknown_guardians(registration)
            if any(is_about(registration, pupil) for pupil in doubtful)
            else registration
            for registration in extraction.registrations
        ]
        for registration in self._registrations:
            pupil = registration.pupil
            if pupil.ine is not None:
                self._by_ine[pupil.ine] = registration
            self._by_birth[pupil.birth_date].append(registration)

    async def by_ine(self, uai: Uai, ine: Ine) -> Registration | None:
        """The pupil with this INE; that there is none is only ever said by `by_civil_identity`."""
        self._refuse_another_school(uai)
        return self._by_ine.get(ine)

    async def by_civil_identity(self, uai: Uai, pupil: Pupil) -> Sequence[Registration]:
        """Those with the same nom, prénom, sexe, date and lieu de naissance."""
        self._refuse_another_school(uai)
        born_that_day = self._by_birth.get(pupil.birth_date, [])
        found = [
            registration
            for registration in born_that_day
            if same_civil_identity(pupil, registration.pupil)
        ]
        if not found and any(could_be(row, pupil) for row in self._extraction.unreadable):
            raise RegisterError(Cause.UNREADABLE_ROW)
        if not found and self._is_partial:
            raise RegisterError(Cause.NOT_IN_EXTRACTION)
        return found

    async def structures(self, uai: Uai) -> Sequence[Structure]:
        """The structures of the extraction."""
        self._refuse_another_school(uai)
        return self._extraction.structures

    async def roll(self, uai: Uai, structure: int) -> Sequence[Registration]:
        """Those whom the extraction has in this structure."""
        self._refuse_another_school(uai)
        return [
            registration
            for registration in self._registrations
            if registration.pupil.division.id == structure
            and Field.DIVISION not in registration.missing_fields
        ]

    async def teachers(self, uai: Uai) -> Sequence[Teacher] | None:
        """The teachers of the extraction; None when there is no file of them."""
        self._refuse_another_school(uai)
        return self._extraction.teachers

    def _refuse_another_school(self, uai: Uai) -> None:
        if uai != self._uai:
            raise RegisterClosed(Cause.UNKNOWN_SCHOOL)
