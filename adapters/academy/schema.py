"""Where the tables of the queue and of the quota are, and who may work with them."""

import psycopg
from sqlalchemy import make_url

from adapters.academy import sentences
from core.errors import StoreError

SCHEMA = "lsun_academy"


def conninfo(url: str) -> str:
    """How libpq is told of this address, with our schema."""
    found = make_url(url).set(drivername="postgresql")
    query = {**found.query, "options": f"-csearch_path={SCHEMA}", "connect_timeout": "10"}
    return found.set(query=query).render_as_string(hide_password=False)


def make(url: str) -> None:
    """Make the schema, if it is not there. Raises `StoreError`."""
    try:
        with psycopg.connect(conninfo(url), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}".encode())
    except psycopg.Error as error:
        raise StoreError(sentences.NO_QUEUE) from error


def open_to_the_academy(url: str) -> None:
    """Let the accounts work with it that are the service, or the support, of every school."""
    with psycopg.connect(conninfo(url), autocommit=True) as connection:
        accounts = connection.execute(
            "SELECT account FROM lsun_access.accounts"
            " WHERE school = '' AND role IN ('service', 'assistance')"
        ).fetchall()
        for (account,) in accounts:
            quoted = psycopg.sql.Identifier(account)
            for right in _RIGHTS:
                statement = psycopg.sql.SQL(right).format(account=quoted)
                connection.execute(statement)


_RIGHTS = (
    f"GRANT USAGE ON SCHEMA {SCHEMA} TO {{account}}",
    f"GRANT ALL ON ALL TABLES IN SCHEMA {SCHEMA} TO {{account}}",
    f"GRANT ALL ON ALL SEQUENCES IN SCHEMA {SCHEMA} TO {{account}}",
)
