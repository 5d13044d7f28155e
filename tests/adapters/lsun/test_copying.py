"""A store copied to another database and back has the same rows, to the last one."""

import pytest
from sqlalchemy import create_engine, select, text

from adapters.lsun.copying import copy_store
from adapters.lsun.maintenance import SqliteFile
from adapters.lsun.store import LsunStore
from adapters.lsun.tables import metadata
from core.errors import FileError, StoreError
from tests.adapters.lsun.conftest import CONTENTS, NOW, UAI, WHOLE_SCHOOL
from tests.adapters.lsun.test_access import work_of
from tests.closed import closed
from tests.postgres import as_owner


@pytest.fixture
async def source(url):
    """A store that has something in each table."""
    async with LsunStore.open(url, clock=lambda: NOW) as store:
        await store.fill(CONTENTS)
        await work_of(store, UAI)
    return url


@pytest.fixture
def server(postgres):
    """An empty store on a server, for its owner."""
    with postgres.empty_store() as address:
        yield as_owner(address)


def rows(url):
    engine = create_engine(url)
    with engine.connect() as connection:
        held = {
            table.name: connection.execute(select(table).order_by(*table.primary_key)).all()
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return held


def test_a_source_on_which_one_has_no_rights_is_said_not_to_be_usable(tmp_path, monkeypatch):
    closed(monkeypatch, tmp_path)
    with pytest.raises(StoreError, match="le droit de l'ouvrir"):
        copy_store(f"sqlite:///{tmp_path}/lsun.sqlite", f"sqlite:///{tmp_path}/copie.sqlite")


async def test_each_row_of_each_table_comes_back_from_a_server_and_from_a_file(
    source, server, tmp_path
):
    held = rows(source)
    assert all(held.values())
    count = sum(map(len, held.values()))
    file = tmp_path / "copie.sqlite"
    assert copy_store(source, f"sqlite:///{file}") == count
    assert [each.name for each in tmp_path.iterdir() if "copie" in each.name] == [file.name]
    assert copy_store(f"sqlite:///{file}", server) == count
    assert rows(f"sqlite:///{file}") == rows(server) == held
    assert file.stat().st_mode & 0o777 == 0o600
    assert SqliteFile(f"sqlite:///{file}").flaws() == ()


async def test_a_copy_is_worked_with_like_any_store(source, server):
    copy_store(source, server)
    async with LsunStore.open(server, clock=lambda: NOW) as store:
        assert (await store.start_run(WHOLE_SCHOOL, "Testeur")).id == 2
        assert all(archive.is_intact for archive in await store.all_archives(UAI))


async def test_a_base_that_is_not_empty_is_left_as_it_is(source, server):
    copy_store(source, server)
    held = rows(server)
    with pytest.raises(StoreError, match="n'est pas vide"):
        copy_store(source, server)
    assert rows(server) == held


async def test_a_file_that_is_there_is_left_as_it_is(source, tmp_path):
    file = tmp_path / "copie.sqlite"
    file.write_text("autre chose")
    with pytest.raises(FileError, match="existe déjà"):
        copy_store(source, f"sqlite:///{file}")
    assert file.read_text() == "autre chose"


async def test_nothing_is_copied_under_a_run(url, tmp_path):
    file = tmp_path / "copie.sqlite"
    async with LsunStore.open(url) as store:
        await store.fill(CONTENTS)
        run = await store.start_run(WHOLE_SCHOOL, "Testeur")
        with pytest.raises(StoreError, match="en cours"):
            copy_store(url, f"sqlite:///{file}")
        assert not file.exists()
        await store.renew(run)


async def test_a_copy_that_does_not_come_back_alike_is_not_kept(source, server):
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION alter_it() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN NEW.livret = '{}'; RETURN NEW; END $$"
            )
        )
        connection.execute(
            text(
                "CREATE TRIGGER altered BEFORE INSERT ON archives FOR EACH ROW"
                " EXECUTE FUNCTION alter_it()"
            )
        )
    engine.dispose()
    with pytest.raises(StoreError, match="« archives » ne revient pas"):
        copy_store(source, server)
    assert not any(rows(server).values())


def test_a_source_that_is_not_there_is_told_and_not_made(server, tmp_path):
    absent = tmp_path / "absente.sqlite"
    with pytest.raises(StoreError, match=r"absente\.sqlite"):
        copy_store(f"sqlite:///{absent}", server)
    assert not absent.exists()
