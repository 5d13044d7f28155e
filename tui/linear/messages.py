"""The messages of a run, read again: by gravity, by class, by their words."""

from dataclasses import replace

from core.messages.filter import MessageFilter
from core.model.messages import Severity
from core.model.report import Report, ReportedMessage
from core.text import french_order
from tui.linear.navigator import Action, Navigator
from tui.linear.pupil import open_result
from tui.wording import comparison_texts, line_texts, places, sentences


async def read_again(navigator: Navigator, trail: str, report: Report) -> None:
    """Say which messages are kept, then offer to tell them or to keep others."""
    reader = _Reader(navigator, trail, report)
    while True:
        navigator.console.progress(reader.filter_sentence)
        action = await navigator.choose_entry(trail, reader.entries, line_texts.MESSAGES_HELP)
        if action is None:
            return
        await navigator.visit(action())


class _Reader:
    """The messages of a run, and which of them are wanted."""

    def __init__(self, navigator: Navigator, trail: str, report: Report) -> None:
        self._navigator, self._trail = navigator, trail
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
            line_texts.OPEN_ONE: self._choose,
        }

    @property
    def filter_sentence(self) -> str:
        """Which of them are wanted, and how many that is."""
        kept, wanted = len(self._report.messages), self._wanted
        shown = len(self._shown)
        return sentences.filter_sentence(wanted.serious_only, wanted.division, shown, kept)

    @property
    def _shown(self) -> list[ReportedMessage]:
        return [
            reported
            for reported in self._report.messages
            if self._wanted.wants(reported.division, reported.message)
        ]

    async def _tell(self) -> None:
        for reported in self._shown:
            self._console.tell(reported.message.labelled)

    async def _choose(self) -> None:
        async def load() -> list[ReportedMessage]:
            return self._shown

        await self._navigator.browse(
            places.below(self._trail, line_texts.OPEN_ONE),
            load,
            lambda reported: reported.message.labelled,
            line_texts.ONE_MESSAGE_HELP,
            self._open,
        )

    async def _open(self, chosen: ReportedMessage) -> None:
        """The pupil of a message, or the message when it has none."""
        livret_id = chosen.livret_id
        result = None if livret_id is None else self._report.result_of(livret_id)
        if result is not None:
            await open_result(self._navigator, self._trail, self._report, result)
            return
        for line in comparison_texts.message_told(chosen.message):
            self._console.tell(line)

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
