import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import UTC, datetime

import pytest

from adapters.demonstration import demonstration
from adapters.lsu.reading import read_bilans
from adapters.lsu.writing import write_xml
from core.model.identifiers import Uai
from core.model.livret import BilanKind, Livret
from core.model.records import Level
from tests.adapters.lsu.format import violations

LSUN = demonstration().lsun
BE1D = demonstration().be1d
PUPILS = [pupil for pupil, _ in LSUN.pupils]
IN_BE1D = [registration.pupil for registration in BE1D.registrations]
GUARDIANS = {guardian for pupil in PUPILS + IN_BE1D for guardian in pupil.guardians}
FOR_FICTION = re.compile(r"(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98)( \d\d){2}")


def _bilans(level):
    return [bilans for pupil, bilans in LSUN.pupils if pupil.level is level]


def test_the_school_has_131_pupils_in_6_classes_and_8_teachers():
    counted = (len(LSUN.pupils), len(LSUN.structures), len(LSUN.teachers))
    assert counted == (131, 6, 8)


def test_every_class_has_pupils_of_its_levels_and_of_no_other():
    present = {(pupil.division.id, pupil.division.label, pupil.level) for pupil in PUPILS}
    assert present == {
        (structure.id, structure.label, level)
        for structure in LSUN.structures
        for level in structure.levels or (None,)
    }


def test_a_class_has_two_levels():
    (double,) = [structure for structure in LSUN.structures if structure.label == "CE1-CE2 B"]
    assert double.levels == (Level.CE1, Level.CE2)


def test_the_pupils_of_the_ulis_and_they_alone_have_no_level():
    assert {pupil.division.label for pupil in PUPILS if pupil.level is None} == {"ULIS"}


def test_a_class_is_shared_by_two_teachers():
    (shared,) = [structure.id for structure in LSUN.structures if structure.label == "CE1 A"]
    assert sum(shared in teacher.structures for teacher in LSUN.teachers) == 2


def test_one_teacher_teaches_in_two_classes_and_the_others_in_one():
    counted = Counter(len(teacher.structures) for teacher in LSUN.teachers)
    assert counted == {1: 7, 2: 1}


def test_the_uai_is_valid_and_of_no_departement():
    uai = LSUN.school.uai
    assert (Uai(uai), uai[:3]) == (uai, "096")


def test_every_ine_of_be1d_has_the_shape_of_the_rnie_and_is_used_once():
    ines = [pupil.ine for pupil in IN_BE1D if pupil.ine]
    assert all(re.fullmatch("[0-9]{9}[A-Z]{2}", ine) for ine in ines)
    assert len(set(ines)) == len(ines)


def test_no_two_pupils_of_lsun_have_the_same_name():
    names = {(pupil.first_names[0], pupil.family_name) for pupil in PUPILS}
    assert len(names) == len(PUPILS)


@pytest.mark.parametrize("level", Level)
def test_pupils_have_the_age_of_their_level(level):
    ages = {2026 - pupil.birth_date.year for pupil in PUPILS if pupil.level is level}
    assert ages <= {2 + list(Level).index(level)}


def test_every_pupil_has_one_or_two_guardians():
    assert {len(pupil.guardians) for pupil in PUPILS} == {1, 2}


def test_some_pupils_share_their_guardians():
    families = Counter(pupil.guardians for pupil in PUPILS)
    assert set(families.values()) == {1, 2}


def test_every_pupil_has_an_address():
    assert all(pupil.addresses for pupil in PUPILS)


def test_every_phone_is_of_a_range_kept_for_fiction():
    numbers = {
        number
        for guardian in GUARDIANS
        for number in (guardian.phones.home, guardian.phones.work, guardian.phones.mobile)
    }
    assert all(FOR_FICTION.fullmatch(number) for number in numbers - {""})


def test_every_e_mail_is_of_a_reserved_domain():
    domains = {guardian.email.partition("@")[2] for guardian in GUARDIANS}
    assert domains == {"example.fr", "example.org"}


def test_the_bilans_of_past_years_are_locked():
    past = [bilan for _, bilans in LSUN.pupils for bilan in bilans if bilan.school_year < 2026]
    assert all(bilan.locked_at for bilan in past)


def test_no_bilan_is_locked_after_november_2026():
    locks = [bilan.locked_at for _, bilans in LSUN.pupils for bilan in bilans if bilan.locked_at]
    assert max(locks) < datetime(2026, 11, 23, tzinfo=UTC)


def test_the_first_period_of_this_year_is_locked_for_some_pupils():
    locked = {
        bilan.locked_at is not None
        for _, bilans in LSUN.pupils
        for bilan in bilans
        if bilan.school_year == 2026
    }
    assert locked == {True, False}


def test_most_pupils_have_a_locked_bilan():
    locked = sum(any(bilan.locked_at for bilan in bilans) for _, bilans in LSUN.pupils)
    assert locked > len(LSUN.pupils) / 2


def test_some_pupils_have_unlocked_bilans_alone():
    assert all([bilan.locked_at for bilan in bilans] == [None] for bilans in _bilans(Level.CP))


def test_a_few_pupils_have_no_bilan():
    assert all(bilans == () for bilans in _bilans(Level.GS))


@pytest.mark.parametrize("level", [Level.CM1, Level.CM2])
def test_older_pupils_have_a_locked_bilan_of_cycle(level):
    of_cycle = [
        bilan for bilans in _bilans(level) for bilan in bilans if bilan.kind is BilanKind.CYCLE
    ]
    assert len(of_cycle) == len(_bilans(level))
    assert all(bilan.locked_at for bilan in of_cycle)


@pytest.mark.proof
def test_every_livret_with_a_locked_bilan_is_exported_as_lsu_xml(tmp_path):
    exported = 0
    for number, (pupil, bilans) in enumerate(LSUN.pupils):
        livret = Livret(number, pupil, bilans)
        if pupil.ine is None or not livret.locked_bilans:
            continue
        path = tmp_path / f"{number}.xml"
        assert {
            sentence.partition(",")[0] for sentence in write_xml(path, LSUN.school.uai, livret)
        } <= {"Bilans non verrouillés"}
        assert violations(ET.parse(path).getroot()) == []
        assert [found.bilan for found in read_bilans(path)] == sorted(
            livret.locked_bilans, key=lambda bilan: bilan.kind is BilanKind.CYCLE
        )
        exported += 1
    assert exported > len(LSUN.pupils) / 2


def test_who_signed_a_bilan_still_has_the_class_in_be1d():
    staff = {
        (teacher.family_name, number) for teacher in BE1D.teachers for number in teacher.structures
    }
    for pupil, bilans in LSUN.pupils:
        for bilan in bilans:
            if bilan.school_year == 2026 and bilan.content:
                [teacher] = bilan.content.teachers
                assert (teacher.family_name, pupil.division.id) in staff


def test_the_same_seed_makes_the_same_school():
    assert demonstration(7) == demonstration(7)


@pytest.mark.parametrize("seed", range(5))
def test_every_seed_makes_131_pupils(seed):
    assert len(demonstration(seed).lsun.pupils) == 131


def test_another_seed_makes_another_school():
    assert demonstration(7).lsun != demonstration(8).lsun


def test_a_school_does_not_depend_on_the_process_that_makes_it():
    script = "from adapters.demonstration import demonstration; print(demonstration())"
    printed = {
        subprocess.check_output(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": hash_seed}
        )
        for hash_seed in ("1", "2")
    }
    assert len(printed) == 1
