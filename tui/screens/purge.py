"""The archives that nothing obliges to keep, and their deletion."""

from collections.abc import Awaitable, Callable

from textual import on, work
from textual.app import ComposeResult

from core.livret import Archive
from core.retention import deletable, purge
from tui import history_texts
from tui.files import today
from tui.refusals import refusals
from tui.refused import Refused
from tui.screens.page import Page
from tui.screens.question import Question
from tui.services import Office
from tui.widgets.action import Action
from tui.widgets.notice import Notice
from tui.widgets.paragraphs import Paragraphs


class PurgeScreen(Page):
    """They are told first; the button deletes exactly those, once that is confirmed."""

    help_text = history_texts.PURGE_SCREEN_HELP

    def __init__(self, breadcrumb: str, opened: Callable[[], Awaitable[Office]]) -> None:
        super().__init__(breadcrumb)
        self._opened = opened
        self._archives: tuple[Archive, ...] = ()

    def body(self) -> ComposeResult:
        yield Paragraphs()
        yield Action(history_texts.DELETE_THEM, disabled=True)
        yield Notice(id="status")

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    @work
    async def _load(self) -> None:
        try:
            with refusals():
                office = await self._opened()
                uai = (await office.school()).uai
                self._show(await deletable(office.livrets, uai, today()))
        except Refused as refusal:
            self._say(str(refusal))
        else:
            self._say(history_texts.to_delete(len(self._archives)))

    @on(Action.Pressed)
    @work(exclusive=True)
    async def _delete(self) -> None:
        asked = history_texts.delete_question(len(self._archives))
        if not await self.ask(Question(asked, first=Question.NO)):
            return
        try:
            with refusals():
                office = await self._opened()
                uai = (await office.school()).uai
                await purge(office.livrets, uai, office.user, self._archives)
        except Refused as refusal:
            self._say(str(refusal))
        else:
            self._say(history_texts.deleted(len(self._archives)))
            self._show(())

    def _show(self, archives: tuple[Archive, ...]) -> None:
        self._archives = archives
        told = [history_texts.deletable_line(archive) for archive in archives]
        listed = self.query_one(Paragraphs)
        listed.tell(told)
        listed.focus()
        self.query_one(Action).disabled = not archives

    def _say(self, sentence: str) -> None:
        self.query_one("#status", Notice).say(sentence)
