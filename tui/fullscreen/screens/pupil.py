"""What a run made of one pupil: what changed of him, what was said, what was archived."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from core.model.messages import Message
from core.model.runs import PupilResult
from core.usecases.workspace import Workspace
from tui.fullscreen.screens.livret import LivretPage, LivretScreen
from tui.fullscreen.screens.page import Opened
from tui.fullscreen.widgets.action import Action
from tui.wording import comparison_texts, history_texts, texts
from tui.wording.beside import Told


class PupilScreen(LivretPage):
    """Before and after, field by field, and the archives of the livret; the button opens that."""

    help_text = texts.PUPIL_HELP

    def __init__(
        self,
        label: str,
        opened: Opened,
        result: PupilResult,
        messages: Sequence[Message],
    ) -> None:
        super().__init__(label, opened, result.livret_id, result.name)
        self._result, self._messages = result, messages

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Action(comparison_texts.OPEN_LIVRET)

    @on(Action.Pressed)
    def _open_livret(self) -> None:
        label = comparison_texts.LIVRET
        self.open(LivretScreen(label, self._opened, self._livret_id, self._pupil_name))

    async def details(self, workspace: Workspace) -> Sequence[Told]:
        """What the run made of him."""
        archives = await workspace.store.archives(self._result.livret_id)
        return history_texts.result_details(self._result, self._messages, archives)
