import pytest

from adapters.demonstration.academy import LARGEST, Academy
from core.model.identifiers import Uai

ACADEMY = Academy(schools=3, pupils=30, changed=0.5)
FIRST, SECOND, THIRD = ACADEMY.uais


def test_each_school_has_a_number_of_its_own_and_pupils_of_its_own():
    assert len(set(Academy(LARGEST, 1).uais)) == LARGEST
    pupils = [{pupil.ine for pupil, _ in ACADEMY.lsun(uai).pupils} for uai in ACADEMY.uais]
    assert [len(ines) for ines in pupils] == [30, 30, 30]
    assert len(set.union(*pupils)) == 90


def test_a_school_is_the_same_each_time_it_is_made():
    assert ACADEMY.lsun(SECOND) == ACADEMY.lsun(SECOND)
    assert ACADEMY.be1d(SECOND) == ACADEMY.be1d(SECOND)


def test_be1d_has_the_same_school_with_some_pupils_changed():
    before = [pupil for pupil, _ in ACADEMY.lsun(THIRD).pupils]
    in_be1d = ACADEMY.be1d(THIRD)
    assert in_be1d is not None
    after = [registration.pupil for registration in in_be1d.registrations]
    assert 0 < sum(old != new for old, new in zip(before, after, strict=True)) < 30


@pytest.mark.parametrize("uai", [Uai("0951099D"), Academy(4, 30).uais[3], Uai("0960000D")])
def test_be1d_has_no_other_school(uai):
    assert ACADEMY.be1d(uai) is None
