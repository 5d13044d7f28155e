"""The pupils of the school, as LSUN has them."""

from textual import on, work

from core.model.livret import Livret
from core.usecases.history import all_livrets
from tui.fullscreen.screens.filtering import FilteringPage
from tui.fullscreen.screens.livret import LivretScreen
from tui.fullscreen.screens.page import Opened
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import history_texts


class SchoolPupilsScreen(FilteringPage):
    """Typing filters by name or class; Enter shows a pupil."""

    help_text = history_texts.PUPILS_OF_SCHOOL_HELP

    def __init__(self, label: str, opened: Opened) -> None:
        super().__init__(label)
        self._opened = opened

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    @work
    async def _load(self) -> None:
        with self.saying_errors():
            livrets = await all_livrets(await self._opened())
            self.offer([Row(livret, history_texts.livret_line(livret)) for livret in livrets])

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        livret = event.row.key
        if isinstance(livret, Livret):
            name = livret.pupil.full_name
            self.open(LivretScreen(name, self._opened, livret.id, name))
