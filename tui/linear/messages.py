"""The messages of a run, read again: by gravity, by class, by their words."""

from dataclasses import replace

from core.messages.filter import MessageFilter
from core.model.messages import Severity
from core.model.report import Report
from core.text import french_order
from tui.linear.navigator import Action, Navigator
from tui.wording import line_texts, sentences


async def read_again(navigator: Navigator, trail: str, report: Report) -> None:
    """Say which messages are kept, then offer to tell them or to keep others."""
    reader = _Reader(navigator, report)
    while True:
        navigator.console.progress(reader.filter_sentence)
        action = await navigator.choose_entry(trail, reader.entries, line_texts.MESSAGES_HELP)
        if action is None:
            return
        await navigator.visit(action())


class _Reader:
    """The messages of a run, and which of them are wanted."""

    def __init__(self, navigator: Navigator, report: Report) -> None:
        self._console, self._report = navigator.console, report
        self._wanted = MessageFilter()

    @property
    def entries(self) -> dict[str, Action]:
        """What can be done with them."""
        severity = (
            line_texts.ALL_SEVERITIES if self._wanted.serious_only else line_texts.SERIOUS_ONLY
        )
        return {
            line_texts.TELL_THESE: self._tell,
            severity: self._by_severity,
            line_texts.ONE_CLASS: self._by_class,
            line_texts.SOME_WORDS: self._by_words,
        }

    @property
    def filter_sentence(self) -> str:
        """Which of them are wanted, and how many that is."""
        kept = self._report.messages
        shown = sum(self._wanted.wants(reported.division, reported.message) for reported in kept)
        wanted = self._wanted
        return sentences.filter_sentence(wanted.serious_only, wanted.division, shown, len(kept))

    async def _tell(self) -> None:
        for reported in self._report.messages:
            if self._wanted.wants(reported.division, reported.message):
                self._console.tell(reported.message.labelled)

    async def _by_severity(self) -> None:
        least = Severity.INFORMATION if self._wanted.serious_only else Severity.WARNING
        self._wanted = replace(self._wanted, least=least)

    async def _by_class(self) -> None:
        divisions = sorted(
            {reported.division for reported in self._report.messages}, key=french_order
        )
        choices = [line_texts.ALL_DIVISIONS, *divisions]
        chosen = await self._console.choose(choices, str, line_texts.MESSAGES_HELP)
        if chosen is not None:
            division = None if chosen == line_texts.ALL_DIVISIONS else chosen
            self._wanted = replace(self._wanted, division=division)

    async def _by_words(self) -> None:
        words = await self._console.ask_text(line_texts.WORDS, str, line_texts.MESSAGES_HELP)
        self._wanted = replace(self._wanted, words=words)
