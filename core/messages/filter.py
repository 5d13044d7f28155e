"""Which messages of a run one wants to read."""

from dataclasses import dataclass

from core.model.messages import Message, Severity
from core.text import without_accents

_BY_GRAVITY = tuple(Severity)


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """Those at least so serious, of this class, that have these words; all of them at first.

    Words are looked for without accents, case or punctuation.
    """

    least: Severity = Severity.INFORMATION
    division: str | None = None
    words: str = ""

    @property
    def serious_only(self) -> bool:
        """Whether information is left out."""
        return self.least is not Severity.INFORMATION

    def wants(self, division: str, message: Message) -> bool:
        """Whether a message about this class is one of them."""
        return (
            _BY_GRAVITY.index(message.severity) >= _BY_GRAVITY.index(self.least)
            and self.division in (None, division)
            # Nothing typed is the usual case, and a run has thousands of messages.
            and (not self.words or without_accents(self.words) in without_accents(message.text))
        )
