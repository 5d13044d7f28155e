"""What a family may ask for: a copy of all that is held about a pupil, and its erasure."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.errors import UserError
from core.messages import rights as said
from core.model.livret import Archive, Livret
from core.model.users import Action
from core.usecases import rights
from tests.core.builders import a_locked_bilan, a_pupil
from tests.core.memory import ine
from tests.core.school import NOW, SUPPORT, TODAY, UAI, MemoryFiles, MemoryStore, a_workspace

PUPIL = a_pupil(ine=ine(1))
KEPT = Livret(1, PUPIL, (a_locked_bilan(),))
FREE = Livret(1, PUPIL)
LONG_AFTER = date(2060, 1, 1)


def store_of(livret, *archives):
    store = MemoryStore([livret])
    store.kept_archives = list(archives)
    return store


async def test_a_copy_is_written_and_journalled_whoever_asks():
    store, files = store_of(KEPT), MemoryFiles()
    workspace = a_workspace(store, files=files, user=SUPPORT)
    await rights.export_personal_data(workspace, str(PUPIL.ine), Path("tout.JSON"))
    [(uai, data)] = files.written.values()
    assert (uai, data.livret) == (UAI, KEPT)
    assert [(line.action, line.pupils) for line in store.lines] == [(Action.EXPORT, (1,))]


async def test_a_copy_of_another_form_is_refused_and_nothing_is_journalled():
    store = store_of(KEPT)
    with pytest.raises(UserError, match="en JSON"):
        await rights.export_personal_data(a_workspace(store), str(PUPIL.ine), Path("tout.xml"))
    assert store.lines == []


@pytest.mark.parametrize(
    "store",
    [store_of(KEPT), store_of(FREE, Archive(KEPT, NOW, 1))],
    ids=["in his livret", "in an archive"],
)
async def test_what_the_law_keeps_is_not_erased(store):
    workspace = a_workspace(store)
    data = await rights.personal_data(workspace, str(PUPIL.ine))
    with pytest.raises(UserError, match=r"La loi oblige à garder .* jusqu'au 31/08/\d{4}"):
        await rights.erase(workspace, data, TODAY)
    assert store.by_id
    assert store.lines == []


@pytest.mark.parametrize(("livret", "today"), [(FREE, TODAY), (KEPT, LONG_AFTER)])
async def test_what_nothing_obliges_to_keep_is_erased_and_journalled(livret, today):
    store = store_of(livret)
    workspace = a_workspace(store)
    await rights.erase(workspace, await rights.personal_data(workspace, str(PUPIL.ine)), today)
    assert store.by_id == {}
    [line] = store.lines
    assert (line.action, line.allowed, line.pupils) == (Action.ERASE, True, (1,))


async def test_it_is_kept_until_the_end_of_the_last_day():
    store = store_of(KEPT)
    workspace = a_workspace(store)
    data = await rights.personal_data(workspace, str(PUPIL.ine))
    [bilan] = KEPT.bilans
    last = date(bilan.school_year + 4, 8, 31)
    with pytest.raises(UserError):
        rights.check_may_be_erased(data, last)
    rights.check_may_be_erased(data, last + timedelta(days=1))


async def test_who_may_not_erases_nothing():
    store = store_of(FREE)
    workspace = a_workspace(store, user=SUPPORT)
    data = await rights.personal_data(workspace, str(PUPIL.ine))
    with pytest.raises(UserError, match="ne permet pas"):
        await rights.erase(workspace, data, TODAY)
    assert store.by_id


async def test_what_is_held_and_what_was_erased_is_told_in_sentences():
    data = await rights.personal_data(a_workspace(store_of(KEPT)), str(PUPIL.ine))
    assert said.held(data).endswith("ses responsables, 1 bilan, 0 archive, 0 message.")
    assert said.erased(data).startswith(f"Tout ce que LSUN gardait de {PUPIL.full_name} est effacé")
