import re
from collections import Counter

import pytest

from adapters.demonstration.crowd import crowd, later
from core.model.identifiers import Uai
from core.model.records import Admission

UAI = Uai("0960001E")
THOUSAND = crowd(1, 1_000, UAI)
PUPILS = [pupil for pupil, _ in THOUSAND.pupils]


def _changed(register):
    after = [registration.pupil for registration in register.registrations]
    return [(old, new) for old, new in zip(PUPILS, after, strict=True) if old != new]


@pytest.mark.parametrize("size", [1, 2, 25, 26, 131, 1_000])
def test_a_crowd_has_as_many_pupils_as_asked(size):
    assert len(crowd(1, size, UAI).pupils) == size


def test_the_school_of_a_crowd_has_the_uai_asked():
    assert THOUSAND.school.uai == UAI


def test_a_thousand_pupils_have_a_thousand_ines_of_the_rnie():
    ines = {pupil.ine for pupil in PUPILS}
    assert len(ines) == 1_000
    assert all(ine and re.fullmatch("[0-9]{9}[A-Z]{2}", ine) for ine in ines)


@pytest.mark.proof
def test_no_two_of_ten_thousand_pupils_have_the_same_name():
    names = {(pupil.family_name, pupil.first_names[0]) for pupil, _ in crowd(1, 10_000, UAI).pupils}
    assert len(names) == 10_000


def test_no_class_has_more_than_25_pupils():
    assert max(Counter(pupil.division.id for pupil in PUPILS).values()) == 25


def test_every_pupil_is_in_a_class_of_the_school_and_of_his_level():
    classes = {
        (structure.id, structure.label): structure.levels for structure in THOUSAND.structures
    }
    assert all(
        pupil.level in (classes[pupil.division.id, pupil.division.label] or (None,))
        for pupil in PUPILS
    )


def test_every_class_has_a_teacher():
    taught = {structure for teacher in THOUSAND.teachers for structure in teacher.structures}
    assert taught == {structure.id for structure in THOUSAND.structures}


def test_no_two_teachers_have_the_same_name():
    assert len({teacher.full_name for teacher in THOUSAND.teachers}) == len(THOUSAND.teachers)


def test_every_pupil_has_one_or_two_guardians_and_an_address():
    assert {len(pupil.guardians) for pupil in PUPILS} == {1, 2}
    assert all(pupil.addresses for pupil in PUPILS)


def test_every_pupil_has_bilans_and_those_of_past_years_are_locked():
    assert all(bilans for _, bilans in THOUSAND.pupils)
    past = [bilan for _, bilans in THOUSAND.pupils for bilan in bilans if bilan.school_year < 2026]
    assert all(bilan.locked_at for bilan in past)


def test_the_same_seed_makes_the_same_crowd_and_another_makes_another():
    assert crowd(7, 60, UAI) == crowd(7, 60, UAI)
    assert crowd(7, 60, UAI) != crowd(8, 60, UAI)


def test_later_nobody_changed_when_the_share_is_none():
    assert _changed(later(THOUSAND, 1, 0)) == []


def test_later_everybody_changed_when_the_share_is_all():
    assert len(_changed(later(THOUSAND, 1, 1))) == 1_000


def test_later_about_the_share_asked_changed():
    assert 20 <= len(_changed(later(THOUSAND, 1, 0.05))) <= 80


def test_later_names_addresses_and_guardians_changed_and_each_pupil_kept_his_ine():
    changed = _changed(later(THOUSAND, 1, 0.2))
    fields = ("family_name", "addresses", "guardians")
    assert {
        field
        for old, new in changed
        for field in fields
        if getattr(old, field) != getattr(new, field)
    } == set(fields)
    assert all(old.ine == new.ine for old, new in changed)


def test_later_the_school_its_classes_and_teachers_are_the_same_and_all_are_admitted():
    register = later(THOUSAND, 1, 0.2)
    assert (register.school, register.structures, register.teachers) == (
        THOUSAND.school,
        THOUSAND.structures,
        THOUSAND.teachers,
    )
    assert {registration.admission for registration in register.registrations} == {Admission.FINAL}


def test_the_same_seed_makes_the_same_changes():
    assert later(THOUSAND, 3, 0.1) == later(THOUSAND, 3, 0.1)
    assert later(THOUSAND, 3, 0.1) != later(THOUSAND, 4, 0.1)
