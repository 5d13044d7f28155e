"""The journal, which is kept for twelve months and never changed, and what deletions leave."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy.exc import DBAPIError

from adapters.lsun.store import LsunStore
from core.model.users import Action, JournalLine, Role, User
from core.rules.decisions import decide
from tests.adapters.lsun.conftest import DUPONT, NOW, UAI, WHOLE_SCHOOL
from tests.adapters.lsun.test_recording import YVETE, found
from tests.core.builders import record_one

DIRECTOR = User("Mme Martin", Role.DIRECTOR, "poste-12 10.0.0.7")


@pytest.fixture
async def archive(store):
    """The archive of a pupil who was changed by a run."""
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    [livret] = [each for each in await store.pending(run) if each.pupil.ine == DUPONT.ine]
    await record_one(store, run, livret.id, partial(decide, answer=found(YVETE)))
    [made] = await store.archives(livret.id)
    return made


async def test_a_line_says_who_when_from_where_what_and_about_whom(store):
    await store.note(UAI, DIRECTOR, Action.EXPORT, allowed=True, pupils=[3, 1])
    await store.note(UAI, DIRECTOR, Action.PURGE, allowed=False)
    assert await store.journal(UAI) == (
        JournalLine(NOW, DIRECTOR, Action.PURGE, allowed=False),
        JournalLine(NOW, DIRECTOR, Action.EXPORT, allowed=True, pupils=(1, 3)),
    )


@pytest.mark.parametrize("statement", ["UPDATE journal SET done_by = ''", "DELETE FROM journal"])
async def test_a_line_is_never_changed_nor_deleted(store, sql, statement):
    await store.note(UAI, DIRECTOR, Action.EXPORT, allowed=True)
    today = datetime.now(UTC)
    sql(
        "INSERT INTO journal (noted_at, school, done_by, role, action, allowed)"
        f" VALUES ('{today:%Y-%m-%d %H:%M:%S}.000000', '{UAI}', '', 'directeur', 'exporter', true)"
    )
    with pytest.raises(DBAPIError, match="never changed nor deleted"):
        sql(statement)


async def test_a_line_of_more_than_a_year_ago_is_forgotten_with_the_next_one(url):
    long_ago = datetime.now(UTC) - timedelta(days=367)
    times = iter([long_ago, datetime.now(UTC)])
    async with LsunStore.open(url, clock=times.__next__) as store:
        await store.note(UAI, DIRECTOR, Action.EXPORT, allowed=True)
        assert len(await store.journal(UAI)) == 1
        await store.note(UAI, DIRECTOR, Action.PURGE, allowed=True)
        assert [line.action for line in await store.journal(UAI)] == [Action.PURGE]


async def test_an_archive_cannot_simply_be_deleted(archive, sql):
    with pytest.raises(DBAPIError, match="never changed nor deleted"):
        sql(f"DELETE FROM archives WHERE id = {archive.id}")


async def test_an_archive_that_is_deleted_leaves_its_fingerprint(store, archive, sql):
    await store.delete_archives([archive])
    assert await store.archives(archive.livret.id) == ()
    [(kind, number, pupil, fingerprint)] = sql(
        "SELECT kind, number, pupil, fingerprint FROM deletions"
    )
    assert (kind, number, pupil, fingerprint) == (
        "archives",
        archive.id,
        archive.livret.id,
        archive.fingerprint,
    )
    for statement in ("DELETE FROM deletions", "UPDATE deletions SET fingerprint = ''"):
        with pytest.raises(DBAPIError, match="never changed nor deleted"):
            sql(statement)
