"""Where to write a file, and which."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from core.ports import StoreError
from tui import file_texts
from tui.refused import Refused
from tui.screens.page import Page
from tui.things import Thing, path_named
from tui.widgets.field import Field
from tui.widgets.notice import Notice
from tui.widgets.rows import Row, Rows
from tui.widgets.sentence import Sentence


class SavingScreen(Page):
    """A name for a file, and what can be written to it; each form has its own suffix."""

    help_text = file_texts.SAVING_HELP

    def __init__(
        self, breadcrumb: str, name: str, load: Callable[[], Awaitable[Sequence[Thing]]]
    ) -> None:
        super().__init__(breadcrumb)
        self._suggested, self._load = name, load
        self._things: Sequence[Thing] = ()

    def body(self) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Sentence(file_texts.FILE_NAME)
            yield Field(id="file")
        yield Rows()
        yield Notice(file_texts.SAVING_HINT, id="status")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Field).value = str(Path.cwd() / self._suggested)
        self._offer()

    @work
    async def _offer(self) -> None:
        try:
            self._things = await self._load()
        except (Refused, StoreError) as error:
            self._say(str(error))
        self.query_one(Rows).replace([Row(label, label) for label, _, _ in self._things])

    @on(Input.Submitted)
    def _to_the_things(self) -> None:
        self.query_one(Rows).focus()

    @on(Rows.Chosen)
    @work(exclusive=True)
    async def _save(self, event: Rows.Chosen) -> None:
        _, suffix, save = next(thing for thing in self._things if thing[0] == event.row.key)
        typed = self.query_one(Field).value.strip() or self._suggested
        try:
            path = path_named(typed, suffix)
            said = await save(path)
        except (Refused, StoreError) as error:
            self._say(str(error))
        else:
            self._say(" ".join((*said, file_texts.exported(path))))

    def _say(self, sentence: str) -> None:
        self.query_one("#status", Notice).say(sentence)
