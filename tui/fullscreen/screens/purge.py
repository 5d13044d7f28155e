"""The archives that nothing obliges to keep, and their deletion."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding

from core.model.livret import Archive
from core.usecases.provenance import today
from core.usecases.purge import deletable_archives, purge
from tui.fullscreen.screens.page import Opened, Page
from tui.fullscreen.widgets.action import Action
from tui.fullscreen.widgets.paragraphs import Paragraphs
from tui.wording import declined_texts, history_texts


class PurgeScreen(Page):
    """They are told first; the button deletes exactly those, once that is confirmed."""

    help_text = history_texts.PURGE_SCREEN_HELP

    BINDINGS = [Binding("enter", "delete", history_texts.DELETE_THEM, show=False)]

    def __init__(self, label: str, opened: Opened) -> None:
        super().__init__(label)
        self._opened = opened
        self._archives: tuple[Archive, ...] = ()

    def body(self) -> ComposeResult:
        yield Paragraphs()
        yield Action(history_texts.DELETE_THEM, disabled=True)

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    @work
    async def _load(self) -> None:
        with self.saying_errors():
            self._show(await deletable_archives(await self._opened(), today()))
            self.say(history_texts.to_delete(len(self._archives)))

    @on(Action.Pressed)
    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Ask, then delete them."""
        if not self._archives:
            return
        question = history_texts.delete_question(len(self._archives))
        if not await self.ask(question, declined_texts.NOT_DELETED):
            return
        with self.saying_errors():
            await purge(await self._opened(), self._archives)
            self.say(history_texts.deleted(len(self._archives)))
            self._show(())

    def _show(self, archives: tuple[Archive, ...]) -> None:
        self._archives = archives
        paragraphs = self.query_one(Paragraphs)
        paragraphs.tell([history_texts.deletable_line(archive) for archive in archives])
        paragraphs.focus()
        self.query_one(Action).disabled = not archives
