"""A button on one line."""

from dataclasses import dataclass

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message

from tui.charset import displayable
from tui.fullscreen.widgets.caret import Caret
from tui.fullscreen.widgets.lines import MARK, fitted
from tui.wording import key_texts, texts


class Action(Caret, can_focus=True):
    """A button marked by a sign when it has the focus, and without Textual's press animation."""

    BINDINGS = [Binding("enter,space", "press", key_texts.ACTIVATE, show=False)]

    @dataclass
    class Pressed(Message):
        """The user pressed the button."""

        action: "Action"

        @property
        def control(self) -> "Action":
            """The button, for Textual's event selectors."""
            return self.action

    def __init__(
        self,
        label: str,
        *,
        disabled: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(disabled=disabled, id=id)
        self.say(label)

    def say(self, label: str) -> None:
        """Call the button otherwise."""
        self._label = displayable(label)
        self.styles.width = len(MARK) + len(f"[ {label} ] {texts.UNAVAILABLE}")

    def render(self) -> RenderResult:
        mark = MARK if self.has_focus else " " * len(MARK)
        state = f" {displayable(texts.UNAVAILABLE)}" if self.disabled else ""
        return Content(fitted(f"{mark}[ {self._label} ]{state}", self.size.width))

    @property
    def caret(self) -> Offset:
        """On the label."""
        return Offset(len(MARK), 0)

    @property
    def copied(self) -> str:
        return self._label

    def action_press(self) -> None:
        """Tell that the button was pressed."""
        self.post_message(self.Pressed(self))

    def on_focus(self) -> None:
        self.place_caret()

    def on_resize(self) -> None:
        self.place_caret()
