"""All that is held about a pupil: a copy of it, and its erasure, in a real file."""

import json
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from core.errors import RunInProgress, UserError
from core.model.answers import Found
from core.model.records import Admission, Registration, Roll
from core.model.runs import RunState
from core.model.users import Action, Role, User
from core.rules.decisions import decide
from core.rules.guard import Limits
from core.usecases import rights
from core.usecases.workspace import Policy, Workspace
from tests.adapters.lsun.conftest import CE1_A, CONTENTS, DUPONT, IN_A_FILE, UAI, WHOLE_SCHOOL
from tests.core.builders import a_pupil, record_one
from tests.core.memory import ine
from tui.composition.files import LocalFiles

DIRECTOR, SUPPORT = User("Mme Legrand", Role.DIRECTOR), User("Support", Role.SUPPORT)
LONG_AFTER = date(2060, 1, 1)
TODAY = date(2026, 11, 25)
NEW = a_pupil(ine=ine(9), family_name="NEUF", division=CE1_A)
SPARED = replace(DUPONT, ine=None)


@pytest.fixture
async def lived(store):
    """A school where a run updated everybody, admitted one and spared another."""
    run = await store.start_run(replace(WHOLE_SCHOOL, spared=frozenset({SPARED})), "Test")
    roll = Roll(CONTENTS.structures[1], (Registration(NEW, Admission.FINAL),))
    await store.record_arrivals(run, [roll])
    for livret in await store.pending(run):
        moved = replace(livret.pupil, birth_place="Nantes")
        answer = Found(Registration(moved, Admission.FINAL))
        await record_one(store, run, livret.id, partial(decide, answer=answer))
    await store.finish(run, RunState.COMPLETE)
    return store


@pytest.fixture
def workspace(lived):
    def of(user=DIRECTOR):
        return Workspace(lived, None, LocalFiles(), user, Policy(3, Limits()), str(UAI))

    return of


async def test_a_copy_of_all_that_is_held_is_one_file(workspace, tmp_path):
    path = tmp_path / "dupont.json"
    await rights.export_personal_data(workspace(SUPPORT), str(DUPONT.ine), path)
    held = json.loads(path.read_text("utf-8"))["donnees"]
    assert held["livret"]["pupil"]["birth_place"] == "Nantes"
    assert [archive["livret"]["pupil"]["birth_place"] for archive in held["archives"]] == [
        DUPONT.birth_place
    ]
    assert [result["outcome"] for result in held["results"]] == ["updated"]
    assert any("a été mis à jour" in said["message"]["text"] for said in held["messages"])
    assert held["journal"] == []
    assert path.stat().st_mode & 0o777 == 0o600
    again = tmp_path / "again.json"
    await rights.export_personal_data(workspace(SUPPORT), str(DUPONT.ine), again)
    [line] = json.loads(again.read_text("utf-8"))["donnees"]["journal"]
    assert line["action"] == Action.EXPORT.value


async def test_a_file_of_another_form_is_refused(workspace, tmp_path):
    with pytest.raises(UserError, match="en JSON"):
        await rights.export_personal_data(workspace(), str(DUPONT.ine), tmp_path / "dupont.xml")


async def test_what_the_law_keeps_is_not_erased_and_the_day_is_told(workspace, sql):
    data = await rights.personal_data(workspace(), str(DUPONT.ine))
    with pytest.raises(UserError, match=r"jusqu'au \d\d/\d\d/20\d\d : rien n'a été effacé"):
        await rights.erase(workspace(), data, TODAY)
    assert sql(f"SELECT count(*) FROM pupils WHERE ine = '{DUPONT.ine}'") == [(1,)]


async def test_who_may_not_change_lsun_erases_nobody_and_it_is_journalled(workspace, sql):
    data = await rights.personal_data(workspace(), str(DUPONT.ine))
    with pytest.raises(UserError, match="ne permet pas"):
        await rights.erase(workspace(SUPPORT), data, LONG_AFTER)
    assert sql("SELECT action, allowed FROM journal") == [(Action.ERASE.value, 0)]
    assert sql(f"SELECT count(*) FROM pupils WHERE ine = '{DUPONT.ine}'") == [(1,)]


async def test_nobody_is_erased_under_a_run(lived, workspace):
    data = await rights.personal_data(workspace(), str(DUPONT.ine))
    await lived.start_run(WHOLE_SCHOOL, "Test")
    with pytest.raises(RunInProgress):
        await lived.erase(UAI, data.livret.id)


async def test_of_the_erased_the_fingerprints_stay(lived, workspace, sql):
    [(fingerprint,)] = sql("SELECT fingerprint FROM archives WHERE pupil = 1")
    data = await rights.personal_data(workspace(), str(DUPONT.ine))
    others = await lived.pupils(UAI)
    await rights.erase(workspace(), data, LONG_AFTER)
    assert await lived.pupils(UAI) == tuple(pupil for pupil in others if pupil.ine != DUPONT.ine)
    assert sql("SELECT fingerprint FROM deletions WHERE pupil = 1") == [(fingerprint,)]
    [line] = await lived.journal(UAI)
    assert (line.action, line.pupils) == (Action.ERASE, (data.livret.id,))
    assert sql("SELECT CAST(spared AS text) FROM runs") == [("[]",)]


@IN_A_FILE
async def test_the_erased_are_nowhere_in_the_file(lived, workspace, sql, path):
    others = await lived.pupils(UAI)
    data = await rights.personal_data(workspace(), str(DUPONT.ine))
    await rights.erase(workspace(), data, LONG_AFTER)
    assert sql("PRAGMA foreign_key_check") == []
    sql("PRAGMA wal_checkpoint(TRUNCATE)")
    written = path.read_bytes()
    for personal in (str(DUPONT.ine), DUPONT.email, DUPONT.guardians[0].first_name):
        others_have = [other for other in others if personal in repr(other)]
        assert personal.encode() not in written or len(others_have) > 1


async def test_what_was_said_of_one_who_was_admitted_goes_with_him(workspace, sql):
    named = f"SELECT count(*) FROM messages WHERE text LIKE '%{NEW.family_name}%'"
    assert sql(named) != [(0,)]
    data = await rights.personal_data(workspace(), str(NEW.ine))
    assert any("a été ajouté" in said.message.text for said in data.messages)
    await rights.erase(workspace(), data, TODAY)
    assert sql(named) == [(0,)]
