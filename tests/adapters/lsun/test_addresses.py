"""An address of the store that is none, and what its errors and logs do not say."""

import logging

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

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
    "address",
    [
        "n'importe quoi",
        "http:/",
        f"postgresql+psycopg://lsun:{SECRET}@serveur:port/lsun",
        f"postgresql+psycopg://lsun:{SECRET}@serveur:54 32/lsun",
    ],
)
async def test_an_address_that_is_none_is_refused_and_says_how_one_is_written(address):
    sentence = await refused(address)
    assert sentence.startswith("La base LSUN n'est pas utilisable : son adresse n'en est pas une.")
    assert "postgresql+psycopg://" in sentence
    assert SECRET not in sentence


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (f"mysql+pymysql://lsun:{SECRET}@serveur/lsun", "mysql+pymysql"),
        (f"firebird://lsun:{SECRET}@serveur/lsun", "firebird"),
        ("nopilote\u202e://serveur/lsun", None),
    ],
)
async def test_a_kind_of_database_that_is_not_known_is_named(address, kind):
    sentence = await refused(address)
    assert sentence.startswith("La base LSUN n'est pas utilisable")
    assert SECRET not in sentence
    assert sentence.isprintable()
    assert kind is None or f"« {kind} » n'est pas une sorte de base" in sentence


async def test_the_log_of_sqlalchemy_at_its_highest_has_no_row(store, caplog):
    caplog.set_level(logging.DEBUG)
    await store.overview(UAI)
    run = await store.start_run(WHOLE_SCHOOL, "Testeur")
    await store.pending(run)
    assert DUPONT.family_name not in caplog.text
    assert DUPONT.ine is not None
    assert DUPONT.ine not in caplog.text
    assert not [record for record in caplog.records if record.name.startswith("sqlalchemy")]


def test_an_error_of_the_database_has_no_value_of_its_statement(url):
    engine = database.open_engine(url)
    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": "DUPONT"})
    engine.dispose()
    assert "DUPONT" not in str(failed.value)
