"""What a screen tells in answer: how it stands, what was done, why something cannot be."""

from rich.style import Style

from tui.fullscreen.widgets.lines import ELLIPSIS, fitted
from tui.fullscreen.widgets.paragraphs import Paragraphs


class Notice(Paragraphs, inherit_css=False):
    """A text that stays until there is another; Tab leads to it, the arrows read its lines.

    A Tab leads past it while it says nothing.
    """

    COMPONENT_CLASSES = {"rows--current"}
    DEFAULT_CSS = "Notice { height: auto; }"

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__([text] if text else [], indent=0, id=id)
        self.display = bool(text)

    def draw(self, index: int) -> tuple[str, Style]:
        text, style = super().draw(index)
        is_cut = self.top + self.size.height - 1 == index < self.line_count() - 1
        return (fitted(f"{text} {ELLIPSIS}", self.size.width) if is_cut else text), style

    @property
    def text(self) -> str:
        """What is told."""
        return self.copied_whole

    def say(self, text: str) -> None:
        """Tell something else; the same again costs nothing."""
        if text == self.text:
            return
        lines = self.line_count()
        self.tell([text] if text else [])
        if bool(text) != self.display:
            self.display = bool(text)
        elif self.line_count() != lines:
            self.refresh(layout=True)
