"""The school as BE1D has it: what happened since LSUN last heard from it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from adapters.be1d.stand_in.contents import RegisterContents
from adapters.demonstration.classes import CE1_CE2_B, CM1, CM2, GS_CP, STAFF_TODAY
from adapters.demonstration.people import Name, People, Seat
from core.model.identifiers import Ine
from core.model.records import (
    Address,
    Admission,
    Division,
    Guardian,
    Level,
    Phones,
    Pupil,
    Registration,
)
from core.model.school_contents import SchoolContents


def register(lsun: SchoolContents, people: People) -> RegisterContents:
    """The pupils of LSUN as BE1D knows them today, then those LSUN has not heard of."""
    known = [registration for pupil, _ in lsun.pupils for registration in _today(pupil, people)]
    arrived = [Registration(people.anyone(seat), Admission.FINAL) for seat in _ARRIVED]
    return RegisterContents(lsun.school, lsun.structures, STAFF_TODAY, (*known, *arrived))


def failures(lsun: SchoolContents) -> dict[Ine, int | None]:
    """How many times BE1D fails to answer about a pupil before it does; None is for ever."""
    return {
        pupil.ine: _FAILURES[pupil.full_name]
        for pupil, _ in lsun.pupils
        if pupil.ine and pupil.full_name in _FAILURES
    }


def _today(pupil: Pupil, people: People) -> Iterator[Registration]:
    name = pupil.full_name
    if name in _UNKNOWN:
        return
    today = _CHANGES[name](pupil) if name in _CHANGES else pupil
    yield Registration(today, _ADMISSIONS.get(name, Admission.FINAL))
    if name in _WITH_HOMONYM:
        yield Registration(_homonym(pupil, people), Admission.FINAL)


def _homonym(pupil: Pupil, people: People) -> Pupil:
    """Another child of another family, of the same name, born on the same day in the same place."""
    name = Name(pupil.first_names, pupil.family_name, pupil.sex)
    other = people.named(name, Seat(CM1, pupil.level))
    return replace(other, birth_date=pupil.birth_date, birth_place=pupil.birth_place)


def _second_first_name_added(pupil: Pupil) -> Pupil:
    return replace(pupil, first_names=(*pupil.first_names, "Yvete"))


def _family_name_corrected(pupil: Pupil) -> Pupil:
    return replace(pupil, family_name="GAUTHIER")


def _moved_house(pupil: Pupil) -> Pupil:
    home = Address(
        lines=("Résidence du Parc", "8 allée des Peupliers"),
        postcode="96120",
        town="Valtilleul",
        country="France",
    )
    guardians = tuple(replace(guardian, address=home) for guardian in pupil.guardians)
    return replace(pupil, addresses=(home,), guardians=guardians)


def _mothers_work_phone_given(pupil: Pupil) -> Pupil:
    mother, father = pupil.guardians
    phones = replace(mother.phones, work="01 99 00 45 12")
    return replace(pupil, guardians=(replace(mother, phones=phones), father))


def _fathers_email_changed(pupil: Pupil) -> Pupil:
    mother, father = pupil.guardians
    return replace(pupil, guardians=(mother, replace(father, email="famille@example.org")))


def _mother_renamed(pupil: Pupil) -> Pupil:
    mother, father = pupil.guardians
    return replace(pupil, guardians=(replace(mother, family_name="DELAUNAY"), father))


def _grandmother_in_place_of_father(pupil: Pupil) -> Pupil:
    mother, father = pupil.guardians
    grandmother = Guardian(
        civility="MME",
        family_name="BESNARD",
        first_name="Yvonne",
        kinship="Grand-mère",
        custody=False,
        address=father.address,
        email="yvonne.besnard@example.org",
        phones=Phones(home="02 61 91 30 04"),
    )
    return replace(pupil, guardians=(mother, grandmother))


def _skipped_a_level(pupil: Pupil) -> Pupil:
    return replace(pupil, division=Division(CE1_CE2_B.id, CE1_CE2_B.label), level=Level.CE2)


def _ine_given(pupil: Pupil) -> Pupil:
    return replace(pupil, ine=Ine("991000001TB"))


def _blanks_at_the_ends(pupil: Pupil) -> Pupil:
    first_names = tuple(f" {name}" for name in pupil.first_names)
    return replace(pupil, family_name=f"{pupil.family_name} ", first_names=first_names)


def _another_unicode_form(pupil: Pupil) -> Pupil:
    first_names = tuple(unicodedata.normalize("NFD", name) for name in pupil.first_names)
    family_name = unicodedata.normalize("NFD", pupil.family_name)
    return replace(pupil, family_name=family_name, first_names=first_names)


def _guardians_in_another_order(pupil: Pupil) -> Pupil:
    return replace(pupil, guardians=pupil.guardians[::-1])


_CHANGES = {
    "Marie Claire DUPONT": _second_first_name_added,
    "Hugo GAUTIER": _family_name_corrected,
    "Emma ROUSSEAU": _moved_house,
    "Lucas FAURE": _mothers_work_phone_given,
    "Jade MERCIER": _fathers_email_changed,
    "Louis GIRARD": _mother_renamed,
    "Alice BONNET": _grandmother_in_place_of_father,
    "Raphaël FONTAINE": _skipped_a_level,
    "Noé LAMBERT": _ine_given,
    "Rose AUBERT": _mothers_work_phone_given,
    "Nathan BARBIER": _blanks_at_the_ends,
    "Chloé MÉNARD": _another_unicode_form,
    "Léo COLIN": _guardians_in_another_order,
}
_UNKNOWN = {"Léa CHEVALIER", "Adam RENARD"}
_WITH_HOMONYM = {"Inès BLANCHARD"}
_ADMISSIONS = {"Camille MARCHAND": Admission.ACCEPTED, "Jules PERRIN": Admission.LEFT}
_FAILURES = {"Zoé ROYER": 1, "Gabin LECLERC": None}
_ARRIVED = (Seat(GS_CP, Level.CP), Seat(CM2, Level.CM2))
