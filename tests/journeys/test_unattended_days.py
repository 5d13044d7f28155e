"""On some days an unattended run does nothing, or adds and changes nobody."""

from dataclasses import replace
from itertools import pairwise

import pytest

from adapters.be1d.stand_in.contents import save
from adapters.demonstration import demonstration
from core.model.records import Registration
from tests.journeys.conftest import a_register
from tests.processes import ended

pytestmark = pytest.mark.proof

AUTOMATIC = ("synchroniser", "--automatique")
EVERY_DAY = "01/01-31/12"
NOWHERE = {"LSUN_SYNC_BE1D_ADRESSE": "http://127.0.0.1:9", "LSUN_SYNC_AUTOMATIQUE_FENETRE": "0"}


def test_on_a_day_of_pause_nothing_is_done(served, mailbox, by_mail):
    pause = {"LSUN_SYNC_AUTOMATIQUE_PAUSES": EVERY_DAY}
    assert ended(served(*AUTOMATIC, **by_mail, **pause, **NOWHERE)) == (0, "", "")
    assert (served.count("runs"), mailbox.mails) == (0, [])


def people(served, *tables):
    return {table: served.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables}


def test_at_the_turn_of_the_year_pupils_are_added_and_none_is_changed(served):
    tables = ("pupils", "structures", "archives", "teachers", "teachings", "guardians")
    before = people(served, *tables)
    only = {"LSUN_SYNC_AUTOMATIQUE_AJOUTS_SEULEMENT": EVERY_DAY}
    assert ended(served(*AUTOMATIC, **only)) == (0, "", "")
    after = people(served, *tables)
    for table in tables:
        assert set(after[table]) >= set(before[table]), table
    assert len(after["pupils"]) == len(before["pupils"]) + 2
    assert after["archives"] == before["archives"]
    assert served.rows("SELECT state FROM runs") == [("complete",)]
    assert ended(served(*AUTOMATIC)) == (0, "", "")
    assert served.count("run_pupils WHERE run = 2 AND outcome = 'updated'") == 10


def one_class_up(registration: Registration, divisions) -> Registration:
    pupil = registration.pupil
    following = {one.id: other for one, other in pairwise(divisions)}
    return replace(
        registration,
        pupil=replace(pupil, division=following.get(pupil.division.id, pupil.division)),
    )


def test_what_would_be_held_as_a_new_year_still_adds_who_is_new(served, tmp_path):
    school = demonstration().be1d
    served("synchroniser")
    divisions = sorted({one.pupil.division for one in school.registrations}, key=lambda one: one.id)
    moved = tuple(one_class_up(one, divisions) for one in school.registrations)
    save(replace(school, registrations=moved), tmp_path / "be1d.json")
    before = served.rows("SELECT id, structure FROM pupils")
    with a_register("--donnees", str(tmp_path / "be1d.json")) as register:
        url = {"LSUN_SYNC_BE1D_ADRESSE": register.stdout.readline().strip()}
        only = {"LSUN_SYNC_AUTOMATIQUE_AJOUTS_SEULEMENT": EVERY_DAY}
        assert ended(served(*AUTOMATIC, **url, **only)) == (0, "", "")
        assert served.rows("SELECT id, structure FROM pupils") == before
        assert served(*AUTOMATIC, **url).returncode == 3
