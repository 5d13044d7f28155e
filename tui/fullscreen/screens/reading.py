"""An extraction as it was read, before anything is written."""

from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from core.errors import UserError
from core.usecases.extractions import ReadExtraction, create_school
from core.usecases.workspace import SchoolSession, Workspace
from tui.fullscreen.screens.form import FormPage
from tui.fullscreen.screens.selection import SelectionScreen
from tui.fullscreen.widgets.action import Action
from tui.fullscreen.widgets.form_field import FormField, all_are_right
from tui.fullscreen.widgets.paragraphs import Paragraphs
from tui.wording import declined_texts, file_texts, key_texts, places


class ReadingScreen(FormPage):
    """What the files hold and what was left aside in them; then what can be done with them."""

    help_text = file_texts.READING_HELP

    AUTO_FOCUS = "Paragraphs"

    BINDINGS = [
        Binding("enter", f"go_on('{step}')", label) for step, label in key_texts.READING.items()
    ]
    """Enter is called as the button is: it does the same, wherever the focus is."""

    def __init__(
        self,
        label: str,
        workspace: Workspace,
        read: ReadExtraction,
        school_changed: Callable[[], object],
    ) -> None:
        super().__init__(label)
        self._workspace, self._read = workspace, read
        self._school_changed, self._is_created = school_changed, False
        if read.session is None:
            self.first_status = file_texts.name_hint(read)

    @property
    def subject(self) -> str:
        """The school that may be created."""
        return self._read.extraction.provenance.uai

    @property
    def _step(self) -> str:
        if self._is_created:
            return "bilans"
        return "create" if self._read.session is None else "synchronise"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Of the ways to go on, only the one of the button is there."""
        return action != "go_on" or parameters == (self._step,)

    def body(self) -> ComposeResult:
        yield Paragraphs(file_texts.reading_report(self._read))
        if self._read.session is not None:
            yield Action(file_texts.SYNCHRONISE_FROM_FILES)
        else:
            yield FormField(file_texts.NAME_LABEL, _name_typed, id="name")
            yield Action(file_texts.CREATE_SCHOOL)

    def on_mount(self) -> None:
        super().on_mount()
        if self._read.session is None:
            self.query_one(FormField).go_to()  # to be typed, above what may be read

    @on(Action.Pressed)
    @on(Input.Submitted)
    def _press(self) -> None:
        self.action_go_on(self._step)

    def action_go_on(self, _step: str) -> None:
        """Do what the button says."""
        if self._is_created:
            self.dismiss()
        elif self._read.session is not None:
            self._synchronise(self._read.session)
        elif all_are_right([name := self.query_one(FormField)]):
            self._create_school(name.value)

    @work
    async def _synchronise(self, session: SchoolSession) -> None:
        if self._read.doubts:
            question = file_texts.synchronise_anyway(self._read)
            if not await self.ask(question, declined_texts.NOT_USED):
                return

        async def opened() -> Workspace:
            return self._workspace

        self.open(SelectionScreen(places.SYNCHRONISATION.label, opened, session))

    @work
    async def _create_school(self, name: str) -> None:
        extraction = self._read.extraction
        question = file_texts.create_question(extraction, name)
        if not await self.ask(question, declined_texts.NOT_CREATED):
            return
        with self.saying_errors():
            school = await create_school(self._workspace, extraction, name)
            self.say(file_texts.school_filled(extraction, school))
            self.query_one(FormField).display = False
            self._is_created = True
            action = self.query_one(Action)
            action.say(file_texts.IMPORT_BILANS)
            action.focus()
            self.refresh_bindings()
            self._school_changed()


def _name_typed(typed: str) -> None:
    """Raise `UserError` when no name was typed."""
    if not typed:
        raise UserError(file_texts.NAME_NEEDED)
