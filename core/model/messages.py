"""A sentence that a run says, and how serious it is."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How serious a message is: told by a word, never by colour alone."""

    INFORMATION = "Information"
    WARNING = "Avertissement"
    ERROR = "Erreur"

    @property
    def word(self) -> str:
        """How it is called."""
        return self.value


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence about a pupil, a teacher or a class, with its severity."""

    severity: Severity
    text: str

    @property
    def labelled(self) -> str:
        """The sentence after the word of its severity, as every front and every report tells it."""
        return f"{self.severity.word} : {self.text}"


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody who is not there is told: nothing in it is about any one person."""

    title: str
    text: str
