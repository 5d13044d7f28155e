"""What dialogs have in common: what is below them is there to be seen, and not to be read."""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.screen import ModalScreen, ScreenResultType

from tui.fullscreen.terminal.colours import CONTRAST
from tui.fullscreen.widgets.lines import MARK

UNDIMMED = "-undimmed"
"""The class of an application whose terminal has no colour to dim with."""


class Dimmed:
    """Lines of text in one style."""

    def __init__(self, lines: Iterable[str], style: Style) -> None:
        self._lines, self._style = lines, style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._lines:
            yield Segment(line, self._style)
            yield Segment.line()


class Dialog(ModalScreen[ScreenResultType]):
    """A dialog above the screen that asks: what was on it, as it was then, in one dim colour.

    Beside the dialog there is nothing: who reads the line of the cursor reads the dialog alone.
    Where there is no colour to dim with, and in high contrast, there is nothing around it either.
    """

    COMPONENT_CLASSES = {"dialog--backdrop"}

    _below: list[str] | None = None

    def render(self) -> RenderableType:
        if self.app.has_class(UNDIMMED) or self.app.theme == CONTRAST:
            return super().render()
        style, box = self.get_component_rich_style("dialog--backdrop", partial=True), self._box
        blank = " " * self.size.width
        lines = enumerate(self._lines_below())
        return Dimmed((blank if box.y <= y < box.bottom else line for y, line in lines), style)

    @property
    def _box(self) -> Region:
        return self.query_one(".box").region

    def _lines_below(self) -> list[str]:
        """What was shown below when the dialog opened.

        Nothing of it has the focus any more, and the keys of its last line do nothing here.
        """
        if self._below is None:
            stack = self.app.screen_stack
            page = stack[stack.index(self) - 1]
            strips = page._compositor.render_strips()[:-1]  # noqa: SLF001 - nothing else has them
            self._below = [_without_mark(strip.text) for strip in strips]
        return self._below


def _without_mark(line: str) -> str:
    return " " * len(MARK) + line.removeprefix(MARK) if line.startswith(MARK) else line
