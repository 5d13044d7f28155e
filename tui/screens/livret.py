"""A pupil of LSUN, and what can be done from anywhere he is shown."""

from textual import work
from textual.app import ComposeResult

from core.ports import Livrets
from tui import history_texts
from tui.asked import ArchivesAsked, ExportAsked, SynchroniseAsked
from tui.refusals import refusals
from tui.refused import Refused
from tui.screens.page import Page
from tui.widgets.binding import command
from tui.widgets.paragraphs import Paragraphs


class LivretPage(Page):
    """Synchronise this pupil alone, export his livret, see his archives."""

    BINDINGS = [
        command("lancer", "synchronise", "Synchroniser cet élève"),
        command("enregistrer", "export", "Exporter"),
        command("archives", "archives"),
    ]

    def __init__(self, breadcrumb: str, livrets: Livrets, livret_id: int, name: str) -> None:
        super().__init__(breadcrumb)
        self._livrets, self._livret_id, self._pupil_name = livrets, livret_id, name

    def body(self) -> ComposeResult:
        yield Paragraphs()

    def show(self, *paragraphs: str) -> None:
        """Show these paragraphs, line by line."""
        self.query_one(Paragraphs).tell(paragraphs)

    def action_synchronise(self) -> None:
        """Synchronise this pupil alone."""
        self.post_message(SynchroniseAsked(self._livret_id, self._pupil_name))

    def action_export(self) -> None:
        """Offer the livret and its archives as files."""
        self.post_message(ExportAsked(self._livret_id, self._pupil_name))

    def action_archives(self) -> None:
        """Show the archives beside what the pupil is today."""
        self.post_message(ArchivesAsked(self._livret_id, self._pupil_name))


class LivretScreen(LivretPage):
    """What LSUN holds of a pupil: his data, and his bilans."""

    help_text = history_texts.LIVRET_HELP

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            with refusals():
                livret = await self._livrets.livret(self._livret_id)
        except Refused as refusal:
            self.show(str(refusal))
        else:
            self.show(*history_texts.livret_told(livret))
