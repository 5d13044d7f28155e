"""The messages of a run, kept with it."""

from datetime import datetime

from sqlalchemy import Connection, insert

from adapters.lsun.tables import messages
from core.messages.events import division_of, messages_of
from core.model.events import Decision, Event
from core.model.runs import Run
from core.text import clean


def say(connection: Connection, run: Run, event: Event, now: datetime) -> None:
    """Keep what is said of a fact, with the class that it is about."""
    said = [
        {
            "run": run.id,
            "pupil": event.livret.id if isinstance(event, Decision) else None,
            "division": clean(division_of(event)),
            "said_at": now,
            "severity": message.severity.name,
            "text": clean(message.text),
        }
        for message in messages_of(event)
    ]
    if said:
        connection.execute(insert(messages), said)
