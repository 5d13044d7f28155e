"""What a screen asks of the application, which knows all the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.model.progress import Progress
    from core.model.runs import RunSummary
    from core.usecases.run_session import RunSession
    from core.usecases.workspace import SchoolSession


@dataclass
class PupilRequest(Message):
    """The user wants something of this pupil."""

    livret_id: int
    name: str


class SynchroniseRequest(PupilRequest):
    """To synchronise him alone."""


class ExportRequest(PupilRequest):
    """A file of his livret."""


class ArchivesRequest(PupilRequest):
    """His archives beside what he is today."""


@dataclass
class FollowRequest(Message):
    """To follow a run that has begun, in the place of the screen that began it if it is done."""

    run_session: RunSession
    session: SchoolSession
    replaces: bool = False


@dataclass
class ResumeRequest(Message):
    """To resume a run that left something open, with this source, or with BE1D if there is none.

    One that the guard holds is shown first, unless the screen that asks shows it.
    """

    summary: RunSummary
    session: SchoolSession | None = None
    was_shown: bool = False


@dataclass
class ReportRequest(Message):
    """A file that tells what a run did."""

    run_id: int


@dataclass
class ImportRequest(Message):
    """To choose the extractions of a school; of the very first one, in the place of the screen."""

    is_first: bool = False


@dataclass
class RunProgress(Message):
    """To tell, beside the screen too, how far a run is, or that it is over."""

    progress: Progress
    is_over: bool = False


@dataclass
class PageShown(Message):
    """Another page is shown, or it does something else: what it does is simulated, or it is not."""

    simulates: bool


class CommandsRequest(Message):
    """What can be done on the screen that is shown, and where one can go."""


@dataclass
class CopyRequest(Message):
    """The current line of a screen, or all that it shows, elsewhere."""

    line: str
    whole: str
