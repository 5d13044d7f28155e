"""The schools of the store: which one is at hand."""

from collections.abc import Awaitable, Callable

from textual import on, work
from textual.app import ComposeResult

from core.identifiers import Uai
from tui import sentences, texts
from tui.refused import Refused
from tui.screens.page import Page
from tui.services import Office
from tui.widgets.filtered import FilteredRows
from tui.widgets.rows import Row, Rows
from tui.widgets.sentence import Sentence


class SchoolsScreen(Page):
    """Typing a name or a UAI filters; Enter chooses."""

    help_text = texts.SCHOOLS_HELP

    def __init__(
        self,
        breadcrumb: str,
        opened: Callable[[], Awaitable[Office]],
        chosen: Callable[[], object],
    ) -> None:
        super().__init__(breadcrumb)
        self._opened, self._chosen = opened, chosen

    def body(self) -> ComposeResult:
        yield Sentence(texts.WHICH_SCHOOL_SCREEN)
        yield FilteredRows()
        yield Sentence(id="filter")

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    @work
    async def _load(self) -> None:
        try:
            schools = await (await self._opened()).schools()
        except Refused as refusal:
            self.query_one("#filter", Sentence).say(str(refusal))
            return
        rows = [Row(school.uai, f"{school.uai}  {school.name}") for school in schools]
        self.query_one(FilteredRows).offer(rows)

    @on(FilteredRows.Changed)
    def _tell_filter(self) -> None:
        typed = self.query_one(FilteredRows).filter
        self.query_one("#filter", Sentence).say(sentences.typed_filter(typed))

    @on(Rows.Chosen)
    @work
    async def _choose(self, event: Rows.Chosen) -> None:
        if isinstance(event.row.key, Uai):
            (await self._opened()).choose(event.row.key)
            if self.is_on_top:  # a key may come twice
                self._chosen()
                self.app.pop_screen()
