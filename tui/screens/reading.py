"""An extraction as it was read, before anything is written."""

from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult

from tui import file_texts, texts
from tui.refused import Refused
from tui.screens.page import Page
from tui.screens.question import Question
from tui.screens.selection import SelectionScreen
from tui.services import Office, Reading, Services
from tui.widgets.action import Action
from tui.widgets.notice import Notice
from tui.widgets.paragraphs import Paragraphs


class ReadingScreen(Page):
    """What the files hold and what was left aside in them; then what can be done with them."""

    help_text = file_texts.READING_HELP

    def __init__(
        self,
        breadcrumb: str,
        office: Office,
        reading: Reading,
        name: str,
        school_changed: Callable[[], object],
    ) -> None:
        super().__init__(breadcrumb)
        self._office, self._reading, self._school_name = office, reading, name
        self._school_changed = school_changed

    def body(self) -> ComposeResult:
        known = self._reading.services is not None
        warnings = file_texts.reading_warnings(self._reading)
        yield Paragraphs(
            (
                *file_texts.reading_sentences(self._reading),
                file_texts.LEFT_ASIDE if warnings else file_texts.NOTHING_LEFT_ASIDE,
                *warnings,
            )
        )
        yield Action(file_texts.SYNCHRONISE_FROM_FILES if known else file_texts.CREATE_SCHOOL)
        yield Notice(id="status")

    @on(Action.Pressed)
    def _go_on(self) -> None:
        if self._reading.services is not None:
            self._synchronise(self._reading.services)
        else:
            self._create_school()

    @work
    async def _synchronise(self, services: Services) -> None:
        recognition = self._reading.recognition
        if recognition is not None and not recognition.is_plausible:
            text = f"{file_texts.implausible(recognition)} {file_texts.SYNCHRONISE_ANYWAY}"
            if not await self.ask(Question(text, first=Question.NO)):
                return

        async def opened() -> Services:
            return services

        breadcrumb = f"❯ {texts.SETTINGS_MENU} ❯ {texts.SYNCHRONISATION}"
        self.open(SelectionScreen(breadcrumb, opened))

    @work
    async def _create_school(self) -> None:
        if not self._school_name:
            self._say(file_texts.TYPE_THE_NAME)
            return
        asked = file_texts.create_question(self._reading.extraction, self._school_name)
        if not await self.ask(Question(asked, first=Question.YES)):
            return
        try:
            school = await self._office.fill(self._reading.extraction, self._school_name)
        except Refused as refusal:
            self._say(str(refusal))
            return
        self._say(file_texts.school_filled(self._reading.extraction, school))
        self.query_one(Paragraphs).focus()
        self.query_one(Action).disabled = True
        self._school_changed()

    def _say(self, sentence: str) -> None:
        self.query_one("#status", Notice).say(sentence)
