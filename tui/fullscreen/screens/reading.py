"""An extraction as it was read, before anything is written."""

from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult

from core.usecases.extractions import ReadExtraction, create_school
from core.usecases.workspace import SchoolSession, Workspace
from tui.fullscreen.screens.page import Page
from tui.fullscreen.screens.question import Question
from tui.fullscreen.screens.selection import SelectionScreen
from tui.fullscreen.widgets.action import Action
from tui.fullscreen.widgets.paragraphs import Paragraphs
from tui.wording import file_texts, places


class ReadingScreen(Page):
    """What the files hold and what was left aside in them; then what can be done with them."""

    help_text = file_texts.READING_HELP

    def __init__(
        self,
        breadcrumb: str,
        workspace: Workspace,
        read: ReadExtraction,
        name: str,
        school_changed: Callable[[], object],
    ) -> None:
        super().__init__(breadcrumb)
        self._workspace, self._read, self._school_name = workspace, read, name
        self._school_changed = school_changed

    def body(self) -> ComposeResult:
        is_known = self._read.session is not None
        yield Paragraphs(file_texts.reading_report(self._read))
        yield Action(file_texts.SYNCHRONISE_FROM_FILES if is_known else file_texts.CREATE_SCHOOL)

    @on(Action.Pressed)
    def _go_on(self) -> None:
        if self._read.session is not None:
            self._synchronise(self._read.session)
        else:
            self._create_school()

    @work
    async def _synchronise(self, session: SchoolSession) -> None:
        if self._read.doubts:
            question = file_texts.synchronise_anyway(self._read)
            if not await self.ask(Question(question, first=Question.NO)):
                return

        async def opened() -> SchoolSession:
            return session

        self.open(SelectionScreen(places.SYNCHRONISATION.trail, opened))

    @work
    async def _create_school(self) -> None:
        if not self._school_name:
            self.say(file_texts.TYPE_THE_NAME)
            return
        extraction = self._read.extraction
        question = file_texts.create_question(extraction, self._school_name)
        if not await self.ask(Question(question, first=Question.YES)):
            return
        with self.saying_errors():
            school = await create_school(self._workspace, extraction, self._school_name)
            self.say(file_texts.school_filled(extraction, school))
            self.query_one(Paragraphs).focus()
            self.query_one(Action).disabled = True
            self._school_changed()
