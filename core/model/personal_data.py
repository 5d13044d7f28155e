"""All that is held about one pupil."""

from dataclasses import dataclass

from core.model.livret import Archive, Livret
from core.model.report import ReportedMessage
from core.model.runs import PupilResult
from core.model.users import JournalLine


@dataclass(frozen=True, slots=True)
class PersonalData:
    """His livret and its archives, what runs made and said of him, who read or changed it.

    Source: Règlement général sur la protection des données, article 15.
    """

    livret: Livret
    archives: tuple[Archive, ...]
    results: tuple[PupilResult, ...]
    messages: tuple[ReportedMessage, ...]
    journal: tuple[JournalLine, ...]
