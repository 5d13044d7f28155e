"""An address of the store that is none, and what its errors and logs do not say."""

import logging

import pytest
from sqlalchemy.exc import OperationalError

from adapters.lsun import database
from adapters.lsun.store import LsunStore
from core.errors import StoreError
from tests.adapters.lsun.conftest import DUPONT, UAI, WHOLE_SCHOOL

SECRET = "mot-de-passe-tres-secret"


async def refused(url):
    with pytest.raises(StoreError) as error:
        async with LsunStore.open(url):
            pass
    return str(error.value)


@pytest.mark.parametrize(
    "url",
    [
        "n'importe quoi",
        "http:/",
        f"postgresql+psycopg://lsun:{SECRET}@serveur:port/lsun",
        f"postgresql+psycopg://lsun:{SECRET}@serveur:54 32/lsun",
    ],
)
async def test_an_address_that_is_none_is_refused_and_says_how_one_is_written(url):
    sentence = await refused(url)
    assert sentence.startswith("La base LSUN n'est pas utilisable : son adresse n'en est pas une.")
    assert "postgresql+psycopg://" in sentence
    assert SECRET not in sentence


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        (f"mysql+pymysql://lsun:{SECRET}@serveur/lsun", "mysql+pymysql"),
        (f"firebird://lsun:{SECRET}@serveur/lsun", "firebird"),
        ("nopilote\u202e://serveur/lsun", None),
    ],
)
async def test_a_driver_that_is_not_installed_is_named(url, driver):
    sentence = await refused(url)
    assert sentence.startswith("La base LSUN n'est pas utilisable")
    assert SECRET not in sentence
    assert sentence.isprintable()
    assert driver is None or f"son pilote « {driver} » n'est pas installé" in sentence


async def test_the_log_of_sqlalchemy_at_its_highest_has_no_row(store, caplog):
    caplog.set_level(logging.DEBUG)
    await store.overview(UAI)
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    await store.pending(run)
    assert DUPONT.family_name not in caplog.text
    assert DUPONT.ine is not None
    assert DUPONT.ine not in caplog.text
    assert not [record for record in caplog.records if record.name.startswith("sqlalchemy")]


def test_an_error_of_the_database_has_no_value_of_its_statement(path):
    engine = database.open_engine(f"sqlite:///{path}")
    with engine.connect() as connection, pytest.raises(OperationalError) as failed:
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("DUPONT",))
    engine.dispose()
    assert "DUPONT" not in str(failed.value)
