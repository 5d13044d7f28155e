"""The schools of an academy, and what can be done about one of them."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from enum import Enum, auto

from textual import on, work
from textual.app import ComposeResult

from core.model.academy import AcademySchool
from core.model.identifiers import Uai
from core.usecases import academy
from core.usecases.academy import AcademySession, AcademyStatus
from tui.fullscreen.screens.filtering import FilteringPage
from tui.fullscreen.screens.page import Page
from tui.fullscreen.widgets.paragraphs import Paragraphs
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import academy_texts, texts

Wanted = Callable[[AcademyStatus], Sequence[AcademySchool]]
"""Which of the schools are shown."""


ShowHistory = Callable[[Uai], Awaitable[None]]
"""Goes to the runs of a school."""


class AcademySchoolsScreen(FilteringPage):
    """Typing a name or a UAI filters; Enter opens a school."""

    help_text = academy_texts.SCHOOLS_OF_ACADEMY_HELP
    typed = texts.TYPE_A_SCHOOL

    def __init__(
        self,
        label: str,
        opened: AcademySession,
        wanted: Wanted,
        show_history: ShowHistory,
    ) -> None:
        super().__init__(label)
        self._academy, self._wanted, self._show_history = opened, wanted, show_history

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        with self.saying_errors():
            schools = self._wanted(await academy.status(self._academy, datetime.now(UTC)))
            self.offer([Row(school.uai, academy_texts.school_row(school)) for school in schools])
            self.say("" if schools else academy_texts.NO_SUCH_SCHOOL)

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        if isinstance(event.row.key, Uai):
            self.open(AcademySchoolScreen(self._academy, event.row.key, self._show_history))


class _Entry(Enum):
    SEE_RUNS = auto()
    RELEASE = auto()
    HAND_OVER = auto()


_ENTRIES = (
    Row(_Entry.SEE_RUNS, academy_texts.SEE_RUNS),
    Row(_Entry.RELEASE, academy_texts.RELEASE),
    Row(_Entry.HAND_OVER, academy_texts.HAND_OVER),
)


class AcademySchoolScreen(Page):
    """How the school is, and the entries of what can be done."""

    help_text = academy_texts.SCHOOL_OF_ACADEMY_HELP

    def __init__(
        self,
        opened: AcademySession,
        uai: Uai,
        show_history: ShowHistory,
    ) -> None:
        super().__init__(uai)
        self._academy, self._uai, self._show_history = opened, uai, show_history

    def body(self) -> ComposeResult:
        yield Paragraphs((), _ENTRIES)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        with self.saying_errors():
            await self._tell()

    async def _tell(self) -> None:
        school = await academy.school_of(self._academy, self._uai)
        self.query_one(Paragraphs).tell(academy_texts.school_details(school))

    @on(Rows.Chosen)
    @work(exclusive=True, group="entry")
    async def _do(self, event: Rows.Chosen) -> None:
        match event.row.key:
            case _Entry.SEE_RUNS:
                await self._show_history(self._uai)
            case _Entry.RELEASE:
                await self._done(academy.release, academy_texts.RELEASED)
            case _Entry.HAND_OVER:
                await self._done(academy.hand_over, academy_texts.HANDED_OVER)

    async def _done(
        self, action: Callable[[AcademySession, Uai, datetime], Awaitable[None]], sentence: str
    ) -> None:
        self.say("")
        with self.saying_errors():
            await action(self._academy, self._uai, datetime.now(UTC))
            await self._tell()
            self.say(sentence.format(uai=self._uai))
