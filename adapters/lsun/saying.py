"""The messages of a run, kept with it."""

from datetime import datetime

from sqlalchemy import Connection, insert

from adapters.lsun.tables import messages
from core.decisions import Decision
from core.facts import Fact
from core.messages import division_of, messages_of
from core.overview import Run
from core.text import clean


def say(connection: Connection, run: Run, fact: Fact, now: datetime) -> None:
    """Keep what is said of a fact, with the class that it is about."""
    said = [
        {
            "run": run.id,
            "pupil": fact.livret.id if isinstance(fact, Decision) else None,
            "division": clean(division_of(fact)),
            "said_at": now,
            "severity": message.severity.name,
            "text": clean(message.text),
        }
        for message in messages_of(fact)
    ]
    if said:
        connection.execute(insert(messages), said)
