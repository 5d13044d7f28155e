"""The least that Textual can show: what the first screen cannot cost less than."""

from textual.app import App, ComposeResult
from textual.widgets import Static

TEXT = "Prêt."


class Minimal(App):
    """A single widget."""

    def compose(self) -> ComposeResult:
        yield Static(TEXT)


if __name__ == "__main__":
    Minimal().run(mouse=False)
