"""A run as it is kept, to be read again later."""

from dataclasses import dataclass
from datetime import datetime

from core.messages import Message
from core.overview import PupilResult, Run, RunState


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a run, when it was said (UTC), and the class of the pupil it is about.

    `livret_id` is his; None when it is not about one pupil of LSUN.
    """

    at: datetime
    division: str
    message: Message
    livret_id: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """How a run stands, what became of its pupils, and what was said, in order."""

    run: Run
    state: RunState
    results: tuple[PupilResult, ...]
    said: tuple[Said, ...]
