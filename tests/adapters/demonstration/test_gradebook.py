"""The file of a synthetic school's gradebook: one that LSU would take."""

import stat

from adapters.demonstration.classes import THIS_YEAR
from adapters.demonstration.crowd import crowd
from adapters.demonstration.gradebook import FILE, write_gradebook
from adapters.lsu.reading import read_bilans, read_gradebook
from core.model.identifiers import Uai

SCHOOL = crowd(1, 60, Uai("0960001E"))


def test_each_pupil_has_his_locked_bilan_of_the_first_period(tmp_path):
    write_gradebook(SCHOOL, tmp_path)
    bilans = list(read_bilans(tmp_path / FILE))
    pupils = {pupil.ine: pupil for pupil, _ in SCHOOL.pupils}
    assert [found.pupil.ine for found in bilans] == list(pupils)
    assert {(found.bilan.school_year, found.bilan.number) for found in bilans} == {(THIS_YEAR, 1)}
    assert all(found.bilan.locked_at for found in bilans)
    for found in bilans:
        assert found.pupil.division == pupils[found.pupil.ine].division
    assert read_gradebook(tmp_path / FILE).uai == SCHOOL.school.uai


def test_it_is_its_owner_s_alone_and_is_written_over_the_one_before(tmp_path):
    for _ in range(2):
        write_gradebook(SCHOOL, tmp_path)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
