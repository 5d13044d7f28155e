"""A store on a server: what is said when it cannot be reached, and how its tables are made."""

import asyncio
import socket
import subprocess
import sys
from contextlib import closing
from datetime import timedelta

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, make_url, text

from adapters.lsun import administration, database
from adapters.lsun.run_lifecycle import LEASE
from adapters.lsun.store import LsunStore
from adapters.lsun.tables import metadata
from core.errors import StoreError
from tests.adapters.lsun.conftest import CONTENTS, UAI
from tests.adapters.lsun.test_database import EARLIER, migrations
from tests.postgres import as_owner


@pytest.fixture
def kind():
    """What is a matter of servers."""
    return "postgresql"


async def refused(url):
    with pytest.raises(StoreError) as error:
        async with LsunStore.open(url):
            pass
    return str(error.value).removeprefix("La base LSUN n'est pas utilisable : ")


@pytest.fixture
def account(postgres):
    """Makes accounts of the server, which may do this much."""
    made = []

    def make(name, rights="LOGIN PASSWORD 'juste'"):
        postgres.run(f"CREATE ROLE {name} {rights}")
        made.append(name)
        return name

    yield make
    for name in made:
        postgres.run(f"DROP ROLE {name}")


def with_password(url, account, password):
    return make_url(url).set(username=account, password=password).render_as_string(False)


async def test_a_base_that_the_server_does_not_have_is_told(postgres):
    assert (await refused(postgres.url("absente"))).startswith("elle n'existe pas sur le serveur.")


async def test_an_account_that_the_server_does_not_know_is_told(postgres):
    sentence = await refused(with_password(postgres.url("modele"), "personne", "faux"))
    assert sentence.startswith("son serveur refuse ce compte ou ce mot de passe.")


@pytest.mark.parametrize("password", ["faux", None])
async def test_a_password_that_is_wrong_or_not_given_is_told(postgres, account, password):
    sentence = await refused(with_password(postgres.url("modele"), account("secretaire"), password))
    assert sentence.startswith("son serveur refuse ce compte ou ce mot de passe.")
    assert "~/.pgpass" in sentence


async def test_an_account_that_may_not_connect_is_told(postgres, account, url):
    name = make_url(url).database
    postgres.run(f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC")
    sentence = await refused(with_password(url, account("exclue"), "juste"))
    assert sentence.startswith("ce compte n'a pas le droit de l'ouvrir.")


async def test_a_server_that_has_too_many_connections_is_told(account, url):
    name = account("limitee", "LOGIN PASSWORD 'juste' CONNECTION LIMIT 0")
    assert (await refused(with_password(url, name, "juste"))).startswith(
        "son serveur a trop de connexions ouvertes."
    )


def a_closed_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return listening.getsockname()[1]


@pytest.mark.parametrize("where", ["127.0.0.1:{port}/lsun", "/lsun?host=/nulle/part"])
async def test_a_server_that_does_not_run_is_told(where):
    url = f"postgresql+psycopg://lsun@{where.format(port=a_closed_port())}"
    assert (await refused(url)).startswith("aucun serveur n'écoute à cette adresse.")


async def test_a_server_whose_name_is_unknown_is_told():
    sentence = await refused("postgresql+psycopg://lsun@serveur.invalid/lsun")
    assert sentence.startswith("son serveur est inconnu.")


async def test_a_server_that_says_nothing_is_told():
    with closing(socket.create_server(("127.0.0.1", 0))) as mute:
        port = mute.getsockname()[1]
        url = f"postgresql+psycopg://lsun@127.0.0.1:{port}/lsun?connect_timeout=2"
        assert (await refused(url)).startswith("son serveur ne répond pas.")


async def test_a_server_that_only_reads_is_told(url, sql):
    sql(f"ALTER DATABASE {make_url(url).database} SET default_transaction_read_only = on")
    async with LsunStore.open(url) as store:
        with pytest.raises(StoreError, match="elle est en lecture seule"):
            await store.fill(CONTENTS)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("FATAL:  la base de données « lsun » n'existe pas", "elle n'existe pas sur le serveur"),
        ("FATAL:  le rôle « lsun » n'existe pas", "ce compte n'existe pas"),
        ("FATAL:  authentification par mot de passe échouée", "refuse ce compte"),
        ("FATAL:  désolé, trop de clients sont déjà connectés", "trop de connexions"),
        ("FATAL:  le système de bases de données se lance", "démarre ou s'arrête"),
        ("FATAL:  no pg_hba.conf entry for host", "n'admet pas ce compte"),
        ("server does not support SSL, but SSL was required", "connexion chiffrée"),
        ("connection to server was lost", "a été coupée"),
    ],
)
def test_a_server_is_understood_in_french_too(written, said):
    class Refused(OSError):
        orig = psycopg.OperationalError(written)

    with pytest.raises(StoreError, match=said), database.store_errors():
        raise Refused


def test_without_the_driver_it_is_said_what_to_install():
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from adapters.lsun.database import open_engine\n"
        "open_engine('postgresql://serveur/lsun')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, text=True
    )
    assert "Installez « lsun-sync[academie] »" in done.stderr.splitlines()[-1]


def test_a_session_is_in_utc_and_neither_waits_nor_stalls_for_longer_than_a_lease(url):
    engine = database.open_engine(url)
    with engine.connect() as connection:
        names = ("TimeZone", "lock_timeout", "idle_in_transaction_session_timeout")
        held = [connection.execute(text(f"SHOW {name}")).scalar() for name in names]
    engine.dispose()
    assert held == ["UTC", "30s", "30s"]
    assert timedelta(seconds=30) == LEASE


# Its tables.


@pytest.fixture
def untouched(postgres):
    """The address of a database without any table."""
    with postgres.database() as name:
        yield postgres.url(name)


async def test_a_shared_base_is_migrated_when_that_is_asked_for_and_not_before(untouched):
    assert "« lsun-sync base migrer »" in await refused(untouched)
    administration.migrate(untouched)
    async with LsunStore.open(untouched) as store:
        assert await store.schools() == ()
    administration.migrate(untouched)


def migrated_to(url, version):
    engine = create_engine(url)
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        connection.execute(text(f"INSERT INTO schools (uai, name) VALUES ('{UAI}', 'École')"))
    engine.dispose()


@pytest.mark.parametrize("version", EARLIER)
async def test_a_base_of_an_earlier_version_is_left_alone_until_then(untouched, version):
    migrated_to(untouched, version)
    assert "version plus ancienne" in await refused(untouched)
    administration.migrate(untouched)
    async with LsunStore.open(untouched) as store:
        assert [school.uai for school in await store.schools()] == [UAI]


async def test_the_base_of_a_newer_version_is_refused(url, sql):
    sql("UPDATE alembic_version SET version_num = '9999'")
    assert "version plus récente" in await refused(url)
    with pytest.raises(StoreError, match="version plus récente"):
        administration.migrate(as_owner(url))


async def test_the_base_of_another_program_is_refused(untouched):
    engine = create_engine(untouched)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE photos (name TEXT)"))
    engine.dispose()
    with pytest.raises(StoreError, match="celle d'un autre programme"):
        administration.migrate(untouched)


async def test_several_may_migrate_a_base_at_once(untouched):
    await asyncio.gather(*(asyncio.to_thread(administration.migrate, untouched) for _ in range(5)))
    async with LsunStore.open(untouched) as store:
        assert await store.schools() == ()


def test_the_migrations_make_the_tables_that_the_code_knows(url):
    engine = database.open_engine(url)
    with engine.connect() as connection:
        # That an index is partial is in the migration alone: to say it loads every dialect.
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()
