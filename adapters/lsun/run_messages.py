"""The messages of a run, kept with it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert

from adapters.lsun.run_lifecycle import renew_lease
from adapters.lsun.tables import messages
from core.messages.events import division_of, said_of
from core.model.events import Event, UnreadList
from core.model.runs import Run
from core.text import clean


def add_messages(connection: Connection, now: datetime, run: Run, events: Iterable[Event]) -> None:
    """Keep what is said of events, each with the class that it is about."""
    rows = [
        {
            "run": run.id,
            "pupil": said.livret_id,
            "division": clean(division_of(event)),
            "said_at": now,
            "severity": said.message.severity.name,
            "text": clean(said.message.text),
        }
        for event in events
        for said in said_of(event)
    ]
    if rows:
        connection.execute(insert(messages), rows)


def note_unread(connection: Connection, now: datetime, run: Run, unread: UnreadList) -> None:
    """Keep that a list could not be read: it stays open. Raises `RunLost`."""
    renew_lease(connection, now, run)
    add_messages(connection, now, run, [unread])
