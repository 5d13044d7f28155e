"""Copies of the store: made while it is written, verified, put back; a store that is replaced."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from adapters.lsun.maintenance import SqliteFile
from adapters.lsun.store import LsunStore
from core.errors import FileError, StoreError, UserError
from core.model.answers import NotFound
from core.model.events import Outcome
from core.model.identifiers import Uai
from core.model.integrity import Flaw, FlawKind
from core.model.runs import RunState
from core.rules.decisions import decide
from core.usecases.maintenance import restore
from tests.adapters.lsun.conftest import CONTENTS, DUPONT, NOW, UAI, WHOLE_SCHOOL
from tests.adapters.lsun.test_recording import YVETE, found
from tests.closed import closed
from tests.core.builders import record_one

NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture
def kind():
    """What is a matter of files."""
    return "sqlite"


@pytest.fixture
def url(path):
    return f"sqlite:///{path}"


@pytest.fixture
def file(path):
    return SqliteFile(f"sqlite:///{path}", clock=lambda: NEXT_DAY)


@pytest.fixture
def copy(tmp_path):
    return tmp_path / "copie.sqlite"


async def a_run_that_archives(store):
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    [livret] = [each for each in await store.pending(run) if each.pupil.ine == DUPONT.ine]
    await record_one(store, run, livret.id, partial(decide, answer=found(YVETE)))
    return run


async def outcomes_in(path):
    async with LsunStore.open(f"sqlite:///{path}", clock=lambda: NOW) as opened:
        [newest, *_] = await opened.runs(UAI)
        return [result.outcome for result in await opened.results(newest.run)]


def damage(path):
    """Overwrite a page of a table with bytes that are none."""
    with path.open("r+b") as opened:
        opened.seek(3 * 4096)
        opened.write(b"\xff" * 4096)


async def test_a_copy_has_all_that_is_committed_while_the_store_is_open(store, file, copy):
    await a_run_that_archives(store)
    file.back_up(copy)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert file.flaws(copy) == ()
    assert Outcome.UPDATED in await outcomes_in(copy)
    assert sorted(each.name for each in copy.parent.iterdir() if each.is_file()) == [copy.name]


async def test_a_copy_never_replaces_a_file(store, file, copy):
    copy.write_text("autre chose")
    with pytest.raises(FileError, match="existe déjà") as refused:
        file.back_up(copy)
    assert str(copy) in str(refused.value)
    assert copy.read_text() == "autre chose"


async def test_a_copy_is_put_back_into_a_store_that_others_have_open(store, file, copy, path):
    file.back_up(copy)
    run = await a_run_that_archives(store)
    await store.finish(run, RunState.STOPPED)
    kept = restore(file, copy)
    assert await store.runs(UAI) == ()
    assert kept is not None
    assert kept.stat().st_mode & 0o777 == 0o600
    assert Outcome.UPDATED in await outcomes_in(kept)
    assert file.flaws() == ()
    assert path.stat().st_mode & 0o777 == 0o600


async def test_a_store_whose_clock_is_the_machines_is_in_use_while_a_run_is_alive(path):
    url = f"sqlite:///{path}"
    async with LsunStore.open(url) as store:
        await store.fill(CONTENTS)
        run = await store.start_run(WHOLE_SCHOOL, "Testeur")
        assert abs(run.started_at - datetime.now(UTC)) < timedelta(minutes=10)
        assert SqliteFile(url).is_in_use()
        await store.finish(run, RunState.STOPPED)
        assert not SqliteFile(url).is_in_use()


async def test_nothing_is_put_back_under_a_run(store, path, copy):
    file = SqliteFile(f"sqlite:///{path}", clock=lambda: NOW)
    file.back_up(copy)
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    with pytest.raises(UserError, match="en cours"):
        restore(file, copy)
    assert [summary.run.id for summary in await store.runs(UAI)] == [run.id]


async def test_a_damaged_store_is_kept_and_replaced_with_its_journal_of_writes(path, file, copy):
    async with LsunStore.open(f"sqlite:///{path}", clock=lambda: NOW):
        file.back_up(copy)
    path.write_bytes(b"ceci n'est plus une base" * 500)
    path.with_name(f"{path.name}-wal").write_bytes(b"de l'ancienne base")
    path.with_name(f"{path.name}-shm").write_bytes(b"d'a cote")
    assert file.flaws() == (Flaw(FlawKind.NOT_A_STORE),)
    kept = restore(file, copy)
    assert kept is not None
    assert kept.read_bytes().startswith(b"ceci n'est plus")
    assert kept.name == f"{path.stem}-avant-{NEXT_DAY:%Y%m%d-%H%M%S}{path.suffix}"
    assert kept.with_name(f"{kept.name}-wal").exists()
    assert kept.with_name(f"{kept.name}-shm").exists()
    assert file.flaws() == ()


async def test_a_copy_is_put_back_where_there_is_no_store_and_is_its_owners_alone(
    store, file, copy, tmp_path
):
    await a_run_that_archives(store)
    file.back_up(copy)
    path = tmp_path / "ailleurs" / "plus loin" / "lsun.sqlite"
    assert restore(SqliteFile(f"sqlite:///{path}", clock=lambda: NEXT_DAY), copy) is None
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert Outcome.UPDATED in await outcomes_in(path)


async def test_a_damaged_store_without_anything_beside_it_is_kept_alone(path, file, copy):
    async with LsunStore.open(f"sqlite:///{path}", clock=lambda: NOW):
        file.back_up(copy)
    path.write_bytes(b"ceci n'est plus une base" * 500)
    kept = restore(file, copy)
    assert kept is not None
    assert kept.exists()
    assert not kept.with_name(f"{kept.name}-wal").exists()


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda path: path.write_bytes(b"x" * 8192), FlawKind.NOT_A_STORE),
        (damage, FlawKind.DAMAGED),
        (lambda path: change(path, "DROP TABLE schools"), FlawKind.NOT_A_STORE),
        (
            lambda path: change(path, "UPDATE alembic_version SET version_num = '9999'"),
            FlawKind.UNKNOWN_VERSION,
        ),
        (
            lambda path: change(path, "UPDATE alembic_version SET version_num = '0000'"),
            FlawKind.UNKNOWN_VERSION,
        ),
        (lambda path: change(path, "DELETE FROM schools"), FlawKind.ORPHANS),
        (
            lambda path: change(
                path,
                "DROP TRIGGER archives_are_never_changed",
                "UPDATE archives SET livret = json_set(livret, '$.pupil.family_name', 'AUTRE')",
            ),
            FlawKind.ALTERED_ARCHIVE,
        ),
        (
            lambda path: change(
                path, "DROP TRIGGER archives_are_never_changed", "UPDATE archives SET pupil = 2"
            ),
            FlawKind.ALTERED_ARCHIVE,
        ),
        (
            lambda path: change(
                path,
                "DROP TRIGGER archives_are_never_changed",
                "UPDATE archives SET archived_at = '2025-01-01 00:00:00.000000'",
            ),
            FlawKind.ALTERED_ARCHIVE,
        ),
    ],
)
async def test_a_copy_that_is_not_whole_is_found_and_never_put_back(store, file, copy, spoil, kind):
    await a_run_that_archives(store)
    file.back_up(copy)
    spoil(copy)
    assert {flaw.kind for flaw in file.flaws(copy)} == {kind}
    with pytest.raises(UserError, match="n'est pas entière"):
        restore(file, copy)
    assert len(await store.runs(UAI)) == 1


def change(path, *statements):
    """What something else than lsun-sync does to a file."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_copy_that_is_not_there_is_told(path, copy):
    with pytest.raises(StoreError, match=copy.name):
        SqliteFile(f"sqlite:///{path}").flaws(copy)


def test_a_copy_where_one_may_not_look_is_told(path, copy, monkeypatch):
    closed(monkeypatch, copy.parent)
    with pytest.raises(StoreError, match="Vérifiez qu'il existe et vos droits"):
        SqliteFile(f"sqlite:///{path}").flaws(copy)


def test_a_copy_that_one_may_not_read_is_not_said_to_be_damaged(path, copy, monkeypatch):
    def refused(*_arguments, **_options):
        raise sqlite3.OperationalError("unable to open database file")

    copy.touch()
    monkeypatch.setattr(sqlite3, "connect", refused)
    with pytest.raises(StoreError, match="Vérifiez qu'il existe et vos droits"):
        SqliteFile(f"sqlite:///{path}").flaws(copy)


@pytest.mark.parametrize("url", ["postgresql+psycopg://serveur/base", "sqlite://"])
def test_a_store_that_is_no_file_has_no_copies(url):
    with pytest.raises(StoreError, match="n'est pas un fichier"):
        SqliteFile(url)


@pytest.mark.parametrize("how", ["deleted", "replaced"])
async def test_a_store_that_is_replaced_while_it_is_open_is_noticed_before_anything_is_said(
    store, file, path, copy, how
):
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    [livret, *_] = await store.pending(run)
    file.back_up(copy)
    path.unlink()
    if how == "replaced":
        copy.rename(path)
    with pytest.raises(StoreError, match="supprimée ou remplacée"):
        await record_one(store, run, livret.id, partial(decide, answer=NotFound()))
    with pytest.raises(StoreError, match="supprimée ou remplacée"):
        await store.runs(Uai(UAI))
