import asyncio
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from adapters.lsun import database, upgrades
from adapters.lsun.maintenance import SqliteFile
from adapters.lsun.store import LsunStore
from adapters.lsun.tables import metadata
from core.errors import StoreError
from tests.adapters.lsun.conftest import CONTENTS, UAI


@pytest.fixture
def kind():
    """What is a matter of files."""
    return "sqlite"


@pytest.fixture
def url(path):
    return f"sqlite:///{path}"


async def error(url):
    with pytest.raises(StoreError) as refused:
        async with LsunStore.open(url):
            pass
    return refused.value


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


async def test_the_files_of_the_store_are_its_owners_alone(store, path):
    files = list(path.parent.iterdir())
    assert {file.name for file in files} == {f"lsun.sqlite{end}" for end in ("", "-wal", "-shm")}
    assert {mode(file) for file in files} == {0o600}
    assert mode(path.parent) == 0o700


async def test_each_commit_reaches_the_disk(path):
    engine = database.open_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys")
        set_to = [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas]
    engine.dispose()
    assert set_to == ["wal", 2, 1]


async def test_the_migrations_make_the_tables_that_the_code_knows(path):
    engine = database.open_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def migrations():
    """What Alembic is told of ours."""
    config = Config()
    config.set_main_option("script_location", "adapters.lsun:migrations")
    config.set_main_option("path_separator", "os")
    return config


REVISIONS = sorted(
    script.revision for script in ScriptDirectory.from_config(migrations()).walk_revisions()
)
EARLIER = [revision for revision in REVISIONS if revision < upgrades.HEAD]


@pytest.mark.parametrize("version", EARLIER)
async def test_a_store_of_an_earlier_version_is_copied_then_brought_up_to_date(tmp_path, version):
    url = f"sqlite:///{tmp_path / 'lsun.sqlite'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        connection.exec_driver_sql(
            f"INSERT INTO schools (uai, name) VALUES ('{UAI}', 'Les Tilleuls')"
        )
        connection.exec_driver_sql(
            "INSERT INTO structures (school, number, label, levels) VALUES"
            f" ('{UAI}', 1, 'CE1 A', '[\"CE1\"]')"
        )
    engine.dispose()
    async with LsunStore.open(url) as store:
        assert [school.uai for school in await store.schools()] == [UAI]
        assert [row.structure.label for row in (await store.overview(UAI)).structures] == ["CE1 A"]
        assert await store.report(UAI) is None
    copy = tmp_path / f"lsun-version-{version}.sqlite"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert SqliteFile(url).flaws(copy) == ()
    assert SqliteFile(url).flaws() == ()


async def test_a_custody_that_extractions_did_not_say_is_no_longer_kept_as_no(tmp_path):
    url = f"sqlite:///{tmp_path / 'lsun.sqlite'}"
    async with LsunStore.open(url) as store:
        await store.fill(CONTENTS)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0014'")
        connection.exec_driver_sql("UPDATE guardians SET kinship = ''")
        before = connection.exec_driver_sql("SELECT custody FROM guardians").scalars().all()
    async with LsunStore.open(url):
        pass
    with engine.connect() as connection:
        after = connection.exec_driver_sql("SELECT custody FROM guardians").scalars().all()
    engine.dispose()
    assert (sorted(set(before)), set(after)) == ([0, 1], {1, None})


def test_the_code_is_written_for_the_newest_migration():
    assert ScriptDirectory.from_config(migrations()).get_current_head() == upgrades.HEAD


def test_an_up_to_date_store_opens_without_alembic(path):
    database.open_engine(f"sqlite:///{path}").dispose()
    script = (
        "import sys; from adapters.lsun.database import open_engine;"
        f"open_engine('sqlite:///{path}').dispose();"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


async def test_a_migration_that_fails_leaves_nothing(path, monkeypatch):
    def broken(*_args, **_kwargs):
        raise OSError("disk i/o error")

    monkeypatch.setattr("alembic.op.create_index", broken)
    assert "le disque ne répond pas" in str(await error(f"sqlite:///{path}"))
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM sqlite_master").all() == []
    engine.dispose()


async def test_two_openings_may_create_the_store_at_once(path):
    async def create():
        async with LsunStore.open(f"sqlite:///{path}") as store:
            assert await store.schools() == ()

    await asyncio.gather(create(), create())


@pytest.mark.parametrize(
    ("version", "sentence"),
    [("9999", "version plus récente de lsun-sync"), ("0000", "que lsun-sync ne connaît pas")],
)
async def test_a_store_of_another_version_is_refused_with_the_next_step(path, version, sentence):
    database.open_engine(f"sqlite:///{path}").dispose()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{version}'")
    engine.dispose()
    assert sentence in str(await error(f"sqlite:///{path}"))


async def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Réunion de rentrée le 2 septembre." * 100)
    before = path.read_bytes()
    refused = await error(f"sqlite:///{path}")
    assert str(refused) == (
        "La base LSUN n'est pas utilisable : ce fichier n'en est pas une."
        " Vérifiez le réglage LSUN_SYNC_LSUN_BASE."
    )
    assert refused.__cause__ is not None
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite:////proc/nothing/lsun.sqlite", "La base LSUN n'est pas utilisable"),
        ("no url at all", "La base LSUN n'est pas utilisable"),
        ("nodatabase://somewhere", "La base LSUN n'est pas utilisable"),
    ],
)
async def test_a_store_that_cannot_be_is_refused_in_a_sentence(url, reason):
    assert str(await error(url)).startswith(reason)


def test_a_store_that_may_only_be_read_says_so(path):
    engine = database.open_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        with pytest.raises(StoreError, match="elle est en lecture seule"), database.store_errors():
            connection.exec_driver_sql("DELETE FROM schools")
    engine.dispose()


async def test_a_failure_repeats_neither_data_nor_sql(store, sql):
    sql("DROP TABLE teachings")
    with pytest.raises(StoreError) as failed:
        await store.overview(UAI)
    assert "SELECT" not in str(failed.value)
    assert UAI not in str(failed.value)
    assert "prévenez votre assistance" in str(failed.value)


async def test_who_reads_waits_for_no_writer(store, path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert [school.uai for school in await store.schools()] == [UAI]
    async with LsunStore.open(f"sqlite:///{path}") as beside:
        assert await beside.runs(UAI) == ()
    other.execute("ROLLBACK")
    other.close()


async def test_the_file_of_another_program_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "photos.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photos (name TEXT)")
        connection.commit()
    assert "celle d'un autre programme" in str(await error(f"sqlite:///{path}"))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("photos",)]
