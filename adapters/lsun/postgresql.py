"""PostgreSQL behind the store: how it is connected to."""

import logging
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

# What it warns of is told by what fails then, in our words.
logging.getLogger("psycopg").setLevel(logging.ERROR)

_CONNECTION = {"connect_timeout": 10, "application_name": "lsun-sync"}
"""Seconds to wait for the server, and our name there; an address may say otherwise."""

# Instants are stored in UTC without their zone. Who waits for a lock is told so, and a program that
# stalls in the middle of a transaction loses it when its lease runs out, instead of holding the
# school for ever.
_SESSION = (
    "SET TIME ZONE 'UTC'; SET lock_timeout = '30s'; SET idle_in_transaction_session_timeout = '30s'"
)


def engine_on(url: URL) -> Engine:
    """An engine on this database. Raises `ImportError` without its driver."""
    options = {name: value for name, value in _CONNECTION.items() if name not in url.query}
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args=options,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        pool_size=1,  # one thread works on it
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        connection.execute(_SESSION)
        connection.commit()

    return engine
