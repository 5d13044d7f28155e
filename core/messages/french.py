"""How French says numbers, moments and durations."""

from __future__ import annotations

import math
from datetime import datetime


def never_or_when(moment: datetime | None) -> str:
    """A moment in the local time of the machine, or « jamais »."""
    return "jamais" if moment is None else f"{moment.astimezone():%d/%m/%Y %H:%M}"


def count(number: int, singular: str, plural: str) -> str:
    """A number and its noun, which French keeps singular below two."""
    return f"{number} {singular if number < 2 else plural}"


def duration(seconds: float) -> str:
    """A duration as one says it."""
    minutes, left = divmod(math.ceil(seconds), 60)
    return f"{minutes} min {left:02} s" if minutes else f"{left} s"
