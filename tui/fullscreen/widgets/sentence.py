"""A line of text that changes without the screen being laid out again."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.widgets import Static

from core.text import clean
from tui.charset import displayable
from tui.fullscreen.widgets.lines import fitted


class Sentence(Static):
    """Shows a text literally, whatever it holds: never as markup, never as control characters.

    What the stylesheet keeps to a line never lays the screen out again.
    """

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(Content(displayable(clean(text))), id=id, classes=classes)
        self._text = clean(text)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text

    def say(self, text: str) -> None:
        """Say something else; the same again costs nothing, and a line for a line no layout."""
        former, self._text = self._text, clean(text)
        if self._text != former:
            longest = max(cell_len(displayable(text)) for text in (former, self._text))
            takes_lines = longest > self.size.width or not (former and self._text)
            grows = self.styles.height is None or self.styles.height.is_auto
            self.update(Content(displayable(self._text)), layout=grows and takes_lines)


class OneLine(Sentence):
    """Keeps to its line: what is too long ends in an ellipsis."""

    DEFAULT_CSS = "OneLine { height: 1; }"

    def render(self) -> RenderResult:
        return Content(fitted(displayable(self._text), self.size.width))
