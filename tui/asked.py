"""What a screen asks of the application, which knows all the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from tui.screens.page import Page


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


@dataclass
class CommandsAsked(Message):
    """What can be done on this page, and where one can go."""

    page: Page


@dataclass
class CopyAsked(Message):
    """The current line of a screen, or all that it shows, elsewhere."""

    line: str
    whole: str
