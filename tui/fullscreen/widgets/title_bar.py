"""The first line of a screen: the school, and in which role one is there."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content

from tui.charset import displayable
from tui.fullscreen.widgets.lines import fitted
from tui.fullscreen.widgets.sentence import OneLine


class TitleBar(OneLine):
    """The school on the left; on the right, where there is room, the role and what is not real."""

    def __init__(self, badge: str) -> None:
        super().__init__(id="school")
        self._badge = badge

    def render(self) -> RenderResult:
        school, badge = displayable(self.text), displayable(self._badge)
        room = self.size.width - cell_len(badge) - 1
        if not badge or cell_len(school) > room:
            return super().render()
        return Content(f"{fitted(school, room)} {badge}")
