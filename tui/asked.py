"""What a screen asks of the application, which knows all the others."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class AskedOfPupil(Message):
    """The user wants something of this pupil."""

    livret_id: int
    name: str


class SynchroniseAsked(AskedOfPupil):
    """To synchronise him alone."""


class ExportAsked(AskedOfPupil):
    """A file of his livret."""


class ArchivesAsked(AskedOfPupil):
    """His archives beside what he is today."""


@dataclass
class ReportAsked(Message):
    """A file that tells what a run did."""

    run_id: int
