"""What a run made of one pupil: what was said, what differed, what was archived."""

from collections.abc import Sequence

from core.model.messages import Message
from core.model.runs import PupilResult
from core.usecases.workspace import Workspace
from tui.fullscreen.screens.livret import LivretPage
from tui.fullscreen.screens.page import Opened
from tui.wording import history_texts, texts


class PupilScreen(LivretPage):
    """Before and after, field by field, and the archives of the livret; read line by line."""

    help_text = texts.PUPIL_HELP

    def __init__(
        self,
        breadcrumb: str,
        opened: Opened,
        result: PupilResult,
        messages: Sequence[Message],
    ) -> None:
        super().__init__(breadcrumb, opened, result.livret_id, result.name)
        self._result, self._messages = result, messages

    async def details(self, workspace: Workspace) -> Sequence[str]:
        """What the run made of him."""
        archives = await workspace.store.archives(self._result.livret_id)
        return history_texts.result_details(self._result, self._messages, archives)
