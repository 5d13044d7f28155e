"""A line that parts a screen, and says what comes below it."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content

from tui.charset import displayable
from tui.fullscreen.widgets.lines import fitted
from tui.fullscreen.widgets.sentence import OneLine

_LINE = "─"


class Rule(OneLine):
    """A sentence in a rule that goes on to the end of the line."""

    def render(self) -> RenderResult:
        said, line, width = displayable(self.text), displayable(_LINE), self.size.width
        if not said:
            return Content(line * width)
        start = f"{line} {said} "
        return Content(fitted(start + line * (width - cell_len(start)), width))
