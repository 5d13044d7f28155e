"""The first line of a screen: the school, and in which role one is there."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content

from tui.charset import displayable
from tui.fullscreen.widgets.lines import fitted
from tui.fullscreen.widgets.sentence import OneLine

_NARROW = 60
"""Cells under which the school has the line for itself."""


class TitleBar(OneLine):
    """The school on the left; on the right the role, and whether it is a demonstration."""

    def __init__(self, badge: str) -> None:
        super().__init__(id="school")
        self._badge = badge

    def render(self) -> RenderResult:
        width, badge = self.size.width, displayable(self._badge)
        if not badge or width < _NARROW:
            return super().render()
        left = fitted(displayable(self.text), width - cell_len(badge) - 1)
        return Content(f"{left} {badge}")
