"""A run as it is kept, to be read again later."""

from dataclasses import dataclass
from datetime import datetime

from core.model.messages import Message
from core.model.records import School
from core.model.runs import PupilResult, Run, RunState


@dataclass(frozen=True, slots=True)
class ReportedMessage:
    """A message of a run, when it was said (UTC), and the class of the pupil it is about.

    `livret_id` is his; None when it is not about one pupil of LSUN.
    """

    at: datetime
    division: str
    message: Message
    livret_id: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """How a run of a school stands, what became of its pupils, and what was said, in order.

    `unnamed` counts the pupils who were up to date and are not among the results: an older run does
    not keep who they were.
    """

    run: Run
    school: School
    state: RunState
    results: tuple[PupilResult, ...]
    messages: tuple[ReportedMessage, ...]
    unnamed: int = 0

    def result_of(self, livret_id: int) -> PupilResult | None:
        """What became of the pupil of this livret; None when he is not of the run, or no more."""
        of_him = (result for result in self.results if result.livret_id == livret_id)
        return next(of_him, None)

    def messages_of(self, result: PupilResult) -> tuple[Message, ...]:
        """What was said of this pupil, in order."""
        return tuple(
            reported.message for reported in self.messages if reported.livret_id == result.livret_id
        )
