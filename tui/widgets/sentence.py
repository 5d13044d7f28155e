"""A line of text that changes without the screen being laid out again."""

from textual.content import Content
from textual.widgets import Static

from core.text import clean


class Sentence(Static):
    """Shows a text literally, whatever it holds: never as markup, never as control characters."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(clean(text)), id=id)
        self._text = clean(text)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def say(self, text: str) -> None:
        """Show another text in the room of the former one; the same one again costs nothing."""
        self._show(text, layout=False)

    def say_in_full(self, text: str) -> None:
        """Show another text and take the room that it needs."""
        self._show(text, layout=True)

    def _show(self, text: str, *, layout: bool) -> None:
        if clean(text) != self._text:
            self._text = clean(text)
            self.update(Content(self._text), layout=layout)
