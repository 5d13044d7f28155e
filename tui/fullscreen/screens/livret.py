"""A pupil of LSUN, and what can be done from anywhere he is shown."""

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult

from core.usecases.workspace import Workspace
from tui.fullscreen.requests import ArchivesRequest, ExportRequest, SynchroniseRequest
from tui.fullscreen.screens.page import Opened, Page
from tui.fullscreen.screens.withdrawing import WithdrawScreen
from tui.fullscreen.widgets.action import Action
from tui.fullscreen.widgets.binding import command
from tui.fullscreen.widgets.paragraphs import Paragraphs
from tui.wording import history_texts, key_texts
from tui.wording.beside import Told


class LivretPage(Page):
    """Synchronise this pupil alone, export his livret, see his archives."""

    BINDINGS = [
        command("lancer", "synchronise", key_texts.SYNCHRONISE_PUPIL),
        command("enregistrer", "export", key_texts.EXPORT),
        command("archives", "archives"),
    ]

    def __init__(self, label: str, opened: Opened, livret_id: int, name: str) -> None:
        super().__init__(label)
        self._opened, self._livret_id, self._pupil_name = opened, livret_id, name

    def body(self) -> ComposeResult:
        yield Paragraphs()

    async def details(self, workspace: Workspace) -> Sequence[Told]:
        """What is told of the pupil, a line each."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        with self.saying_errors():
            details = await self.details(await self._opened())
            self.query_one(Paragraphs).tell(details)

    def say(self, text: str) -> None:
        """Why there is nothing to tell is told in its place."""
        self.query_one(Paragraphs).tell([text])

    def action_synchronise(self) -> None:
        """Synchronise this pupil alone."""
        self.post_message(SynchroniseRequest(self._livret_id, self._pupil_name))

    def action_export(self) -> None:
        """Offer the livret and its archives as files."""
        self.post_message(ExportRequest(self._livret_id, self._pupil_name))

    def action_archives(self) -> None:
        """Show the archives beside what the pupil is today."""
        self.post_message(ArchivesRequest(self._livret_id, self._pupil_name))


class LivretScreen(LivretPage):
    """What LSUN holds of a pupil: his data, and his bilans; the button withdraws one of these."""

    help_text = history_texts.LIVRET_HELP

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Action(history_texts.WITHDRAW)

    @on(Action.Pressed)
    def _open_withdrawal(self) -> None:
        self.open(WithdrawScreen(history_texts.WITHDRAW, self._opened, self._livret_id))

    async def details(self, workspace: Workspace) -> Sequence[str]:
        """His data, and his bilans."""
        return history_texts.livret_details(await workspace.store.livret(self._livret_id))
