"""A locked bilan that was filed wrongly leaves its livret, and is kept as it was."""

from dataclasses import replace

import pytest

from core.errors import BilanGone, RunInProgress
from core.model.gradebook import FiledBilans
from core.model.livret import Withdrawal
from core.model.runs import RunState
from tests.adapters.lsun.conftest import CYCLE, DUPONT, NOW, UAI, WHOLE_SCHOOL
from tests.core.builders import a_bilan, a_locked_bilan

MISTAKE = Withdrawal("Mme Martin", "enregistré pour une homonyme")


@pytest.fixture
async def dupont(store):
    return await store.livret_of(UAI, DUPONT.ine)


async def test_a_withdrawn_bilan_leaves_the_livret_and_is_archived_with_its_pupil(store, dupont):
    await store.withdraw_bilan(UAI, dupont.id, CYCLE, MISTAKE)
    assert (await store.livret(dupont.id)).bilans == (a_locked_bilan(),)
    [archive] = await store.archives(dupont.id)
    assert archive.livret.pupil == DUPONT
    assert (archive.livret.bilans, archive.run_id) == ((CYCLE,), 0)
    assert (archive.withdrawal, archive.archived_at, archive.is_intact) == (MISTAKE, NOW, True)


async def test_the_right_bilan_can_be_filed_in_its_place(store, dupont):
    await store.withdraw_bilan(UAI, dupont.id, CYCLE, MISTAKE)
    assert await store.file_bilans(UAI, [(DUPONT.ine, CYCLE)]) == FiledBilans(added=1)


async def test_a_bilan_is_withdrawn_once_and_only_if_it_is_locked(store, dupont):
    await store.withdraw_bilan(UAI, dupont.id, CYCLE, MISTAKE)
    for bilan in (CYCLE, replace(a_bilan(), number=9)):
        with pytest.raises(BilanGone):
            await store.withdraw_bilan(UAI, dupont.id, bilan, MISTAKE)
    assert len(await store.archives(dupont.id)) == 1


async def test_no_bilan_is_withdrawn_under_a_run(store, dupont):
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    with pytest.raises(RunInProgress):
        await store.withdraw_bilan(UAI, dupont.id, CYCLE, MISTAKE)
    await store.finish(run, RunState.COMPLETE)
    await store.withdraw_bilan(UAI, dupont.id, CYCLE, MISTAKE)


async def test_a_withdrawal_can_never_be_changed_and_one_that_was_is_told(
    store, dupont, sql, drop_trigger
):
    await store.withdraw_bilan(UAI, dupont.id, CYCLE, MISTAKE)
    with pytest.raises(Exception, match="are never changed"):
        sql("UPDATE withdrawals SET reason = 'autre'")
    drop_trigger("withdrawals_are_never_changed", "withdrawals")
    sql("UPDATE withdrawals SET reason = 'autre'")
    [archive] = await store.all_archives(UAI)
    assert not archive.is_intact


async def test_a_withdrawal_is_deleted_like_any_archive(store, dupont):
    await store.withdraw_bilan(UAI, dupont.id, CYCLE, MISTAKE)
    await store.delete_archives(await store.all_archives(UAI))
    assert await store.all_archives(UAI) == ()
