"""Where to write a file, and which."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from core.usecases.exports import ExportOption, path_named
from tui.fullscreen.screens.page import Page
from tui.fullscreen.widgets.field import Field
from tui.fullscreen.widgets.rows import Row, Rows
from tui.fullscreen.widgets.sentence import Sentence
from tui.wording import file_texts


class SavingScreen(Page):
    """A name for a file, and what can be written to it; each form has its own suffix."""

    help_text = file_texts.SAVING_HELP
    first_status = file_texts.SAVING_HINT

    def __init__(
        self, breadcrumb: str, name: str, load: Callable[[], Awaitable[Sequence[ExportOption]]]
    ) -> None:
        super().__init__(breadcrumb)
        self._suggested, self._load = name, load

    def body(self) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Sentence(file_texts.FILE_NAME)
            yield Field(id="file")
        yield Rows()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Field).value = str(Path.cwd() / self._suggested)
        self._offer()

    @work
    async def _offer(self) -> None:
        with self.saying_errors():
            options = await self._load()
            self.query_one(Rows).replace([Row(option, option.label) for option in options])

    @on(Input.Submitted)
    def _to_the_options(self) -> None:
        self.query_one(Rows).focus()

    @on(Rows.Chosen)
    @work(exclusive=True)
    async def _save(self, event: Rows.Chosen) -> None:
        option = event.row.key
        if not isinstance(option, ExportOption):
            return
        typed = self.query_one(Field).value.strip() or self._suggested
        with self.saying_errors():
            path = path_named(typed, option.suffix)
            self.say(" ".join(await option.save(path)))
