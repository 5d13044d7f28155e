"""The pupils of the school, as LSUN has them."""

from collections.abc import Awaitable, Callable

from textual import on, work
from textual.app import ComposeResult

from core.livret import Livret
from tui import history_texts, sentences
from tui.refusals import refusals
from tui.refused import Refused
from tui.screens.livret import LivretScreen
from tui.screens.page import Page
from tui.services import Office
from tui.widgets.filtered import FilteredRows
from tui.widgets.rows import Row, Rows
from tui.widgets.sentence import Sentence


class RollScreen(Page):
    """Typing filters by name or class; Enter shows a pupil."""

    help_text = history_texts.ROLL_HELP

    def __init__(self, breadcrumb: str, opened: Callable[[], Awaitable[Office]]) -> None:
        super().__init__(breadcrumb)
        self._opened = opened
        self._livrets: dict[object, Livret] = {}

    def body(self) -> ComposeResult:
        yield FilteredRows()
        yield Sentence(id="filter")

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    @work
    async def _load(self) -> None:
        try:
            with refusals():
                office = await self._opened()
                found = await office.livrets.livrets((await office.school()).uai)
        except Refused as refusal:
            self.query_one("#filter", Sentence).say(str(refusal))
            return
        self._livrets = {livret.id: livret for livret in found}
        rows = [Row(livret.id, history_texts.livret_line(livret)) for livret in found]
        self.query_one(FilteredRows).offer(rows)

    @on(FilteredRows.Changed)
    def _tell_filter(self) -> None:
        typed = self.query_one(FilteredRows).filter
        self.query_one("#filter", Sentence).say(sentences.typed_filter(typed))

    @on(Rows.Chosen)
    @work
    async def _open(self, event: Rows.Chosen) -> None:
        livret = self._livrets[event.row.key]
        livrets = (await self._opened()).livrets
        name = livret.pupil.full_name
        trail = f"{self._breadcrumb} ❯ {name}"
        self.open(LivretScreen(trail, livrets, livret.id, name))
