"""The schools of the store: which one is at hand."""

from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult

from core.model.identifiers import Uai
from tui.fullscreen.screens.filtering import FilteringPage
from tui.fullscreen.screens.page import Opened
from tui.fullscreen.widgets.rows import Row, Rows
from tui.fullscreen.widgets.sentence import Sentence
from tui.wording import sentences, texts


class SchoolsScreen(FilteringPage):
    """Typing a name or a UAI filters; Enter chooses."""

    help_text = texts.SCHOOLS_HELP
    typed = texts.TYPE_A_SCHOOL

    def __init__(self, label: str, opened: Opened, school_changed: Callable[[], object]) -> None:
        super().__init__(label)
        self._opened, self._school_changed = opened, school_changed

    def body(self) -> ComposeResult:
        yield Sentence(texts.WHICH_SCHOOL_SCREEN)
        yield from super().body()

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    @work
    async def _load(self) -> None:
        with self.saying_errors():
            schools = await (await self._opened()).schools()
            self.offer([Row(school.uai, sentences.school_row(school)) for school in schools])

    @on(Rows.Chosen)
    @work
    async def _choose(self, event: Rows.Chosen) -> None:
        if isinstance(event.row.key, Uai):
            (await self._opened()).choose(event.row.key)
            if self.is_on_top:  # a key may come twice
                self._school_changed()
                self.app.pop_screen()
