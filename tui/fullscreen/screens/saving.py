"""Where to write a file, and which."""

import os
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Input

from core.messages import refusals
from core.usecases.exports import ExportOption, path_named
from tui.fullscreen.screens.form import FormPage
from tui.fullscreen.widgets.form_field import FormField, all_are_right
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import file_texts


class SavingScreen(FormPage):
    """A name for a file, and what can be written to it; each form has its own suffix."""

    help_text = file_texts.SAVING_HELP
    first_status = file_texts.SAVING_HINT

    def __init__(
        self, label: str, name: str, load: Callable[[], Awaitable[Sequence[ExportOption]]]
    ) -> None:
        super().__init__(label)
        self._suggested, self._load = name, load

    @property
    def subject(self) -> str:
        """The name that is proposed too, which has the number of a livret or of a run."""
        return f"{self.trail} {self._suggested}"

    def body(self) -> ComposeResult:
        yield FormField(file_texts.FILE_NAME, _file_typed, id="file")
        yield Rows()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(FormField).suggest(str(Path.cwd() / self._suggested))
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
        field = self.query_one(FormField)
        if not all_are_right([field]):
            return
        path = path_named(field.value or self._suggested, option.suffix)
        if _is_there(path):
            field.complain(refusals.FILE_EXISTS)
            field.go_to()
            return
        with self.saying_errors():
            self.say(" ".join(await option.save(path)))
            field.settle()


def _file_typed(typed: str) -> None:
    """Raise `UserError` when this names no file; nothing typed stands for what is proposed."""
    if typed:
        path_named(typed, "")


def _is_there(path: Path) -> bool:
    """Whether it is; where one may not look, or of no name at all, the writing tells more."""
    return os.path.lexists(path)
