"""Where the extractions were the last time."""

import stat
from datetime import date

import pytest

from core.model.identifiers import Uai
from tests.closed import closed
from tui import last_extractions as remembered
from tui.last_extractions import last_extractions, remember_extractions

UAI, DAY = Uai("0960001E"), date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _a_state_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_folder_and_day_come_back_for_the_school_they_were_read_for(tmp_path):
    (tmp_path / "eleves.csv").touch()
    remember_extractions(UAI, tmp_path / "eleves.csv", DAY)
    last = last_extractions(UAI)
    assert last is not None
    assert (last.folder, last.day) == (tmp_path, DAY)
    assert last_extractions(Uai("0951099D")) is None
    assert stat.S_IMODE(remembered._file().stat().st_mode) == 0o600


def test_after_a_week_pupils_may_have_changed(tmp_path):
    remember_extractions(UAI, tmp_path, DAY)
    last = last_extractions(UAI)
    assert last is not None
    assert not last.are_old(date(2026, 11, 27))
    assert last.are_old(date(2026, 11, 28))


def test_a_folder_that_is_gone_is_not_proposed(tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    remember_extractions(UAI, folder, DAY)
    folder.rmdir()
    assert last_extractions(UAI) is None


def test_a_folder_where_one_may_not_look_any_more_is_not_proposed(tmp_path, monkeypatch):
    folder = tmp_path / "ferme" / "novembre"
    folder.mkdir(parents=True)
    remember_extractions(UAI, folder, DAY)
    closed(monkeypatch, folder.parent)
    assert last_extractions(UAI) is None


@pytest.mark.parametrize("kept", ["", "[]", '{"0960001E": 1}', '{"0960001E": {"jour": "x"}}'])
def test_what_cannot_be_read_is_not_missed(kept, tmp_path):
    path = remembered._file()
    path.parent.mkdir(parents=True)
    path.write_text(kept)
    assert last_extractions(UAI) is None
    remember_extractions(UAI, tmp_path, DAY)
