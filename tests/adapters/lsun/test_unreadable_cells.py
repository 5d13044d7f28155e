"""A cell that something else spoilt is told with the pupil whose it is."""

import pytest

from core.errors import StoreError
from tests.adapters.lsun.conftest import PETIT, UAI, WHOLE_SCHOOL


@pytest.mark.parametrize(
    "spoilt",
    [
        "pupils SET addresses = '{'",
        "pupils SET addresses = '[1]'",
        "pupils SET phones = 'null'",
        "pupils SET first_names = '{'",
        "pupils SET sex = 'X'",
        "pupils SET level = 'CM9'",
        "pupils SET birth_date = 'hier'",
        "pupils SET ine = '12'",
    ],
)
async def test_the_pupil_is_named(store, sql, spoilt):
    sql(f"UPDATE {spoilt} WHERE family_name = 'PETIT'")
    for read in (store.livrets(UAI), store.in_scope(WHOLE_SCHOOL)):
        with pytest.raises(StoreError, match="Les données de l'élève PETIT"):
            await read


@pytest.mark.parametrize("spoilt", ["guardians SET address = '{'", "guardians SET phones = '[]'"])
async def test_so_is_the_pupil_of_a_responsable(store, sql, spoilt):
    sql(f"UPDATE {spoilt} WHERE pupil = (SELECT id FROM pupils WHERE family_name = 'DUPONT')")
    with pytest.raises(StoreError, match="Les données de l'élève DUPONT"):
        await store.livrets(UAI)


@pytest.mark.parametrize("content", ["'{'", "'[1]'"])
async def test_a_pupil_is_named_by_his_number_too_where_only_the_texts_of_a_bilan_are_spoilt(
    store, sql, content
):
    [petit] = [livret for livret in await store.livrets(UAI) if livret.pupil == PETIT]
    sql(f"UPDATE bilans SET content = {content} WHERE pupil = {petit.id}")
    for read in (store.livret(petit.id), store.livret_of(UAI, PETIT.ine)):
        with pytest.raises(StoreError, match=rf"Les données de l'élève PETIT \(n° {petit.id}\)"):
            await read
    assert petit in await store.livrets(UAI)


async def test_and_the_pupil_of_a_bilan(store, sql):
    sql("UPDATE bilans SET kind = 'autre' WHERE locked_at IS NULL")
    with pytest.raises(StoreError, match="Les données de l'élève PETIT"):
        await store.livrets(UAI)
