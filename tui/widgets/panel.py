"""The panel where a run's messages arrive live."""

import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from textual.binding import Binding

from core.messages import Message, Severity
from tui.widgets.lines import Lines

KEPT = 10_000
"""Messages that the panel keeps at most; the store has them all."""

_DROPPED = 1_000
"""How many of the oldest go at once: laying the panel out anew is not for each message."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message, and the class of the pupil it is about."""

    division: str
    message: Message


class MessagePanel(Lines):
    """Follows the end until the user scrolls up; scrolling back to the end follows again.

    While it follows, it jumps by half a page when it is full, and otherwise paints the new lines
    alone: on a slow line the bytes sent are what a user waits for.
    """

    COMPONENT_CLASSES = {f"panel--{severity.name.lower()}" for severity in Severity}

    BINDINGS = [
        Binding("up", "scroll(-1)", "Ligne précédente", show=False),
        Binding("down", "scroll(1)", "Ligne suivante", show=False),
        Binding("home", "first", "Premier message", show=False),
        Binding("end", "last", "Dernier message", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._entries: list[Entry] = []
        self._lines: list[tuple[str, Severity]] = []
        self._wanted: Callable[[Entry], bool] = lambda _entry: True
        self._follows = True

    @property
    def follows(self) -> bool:
        """Whether the panel shows the newest messages as they arrive."""
        return self._follows

    @property
    def shown(self) -> int:
        """How many messages the filter lets through."""
        return sum(map(self._wanted, self._entries))

    @property
    def kept(self) -> int:
        """How many messages the panel holds."""
        return len(self._entries)

    def add(self, entries: Iterable[Entry]) -> None:
        """Show more messages. Call it a few times a second, with what has come since."""
        first_new = len(self._lines)
        for entry in entries:
            self._entries.append(entry)
            if self._wanted(entry):
                self._lines.extend(self._wrapped(entry.message))
        if len(self._entries) > KEPT:
            del self._entries[: len(self._entries) - KEPT + _DROPPED]
            self._lay_out()
        elif len(self._lines) > first_new:
            self._show_new(first_new)

    def show_only(self, wanted: Callable[[Entry], bool]) -> None:
        """Show the messages that `wanted` lets through, and follow the end."""
        self._wanted = wanted
        self._follows = True
        self._lay_out()

    def line_count(self) -> int:
        return len(self._lines)

    def draw(self, index: int) -> tuple[str, Style]:
        text, severity = self._lines[index]
        name = f"panel--{severity.name.lower()}"
        return text, self.get_component_rich_style(name, partial=True)

    def settle(self) -> None:
        """Fill the panel with the last messages: nothing more will come."""
        if self._follows:
            self.show_from(self._last_top)

    def action_scroll(self, by: int) -> None:
        """Scroll by so many lines."""
        top = max(0, min(self.top + by, self._last_top))
        self._follows = top == self._last_top
        self.show_from(top)

    def action_page(self, by: int) -> None:
        """Scroll by so many pages."""
        self.action_scroll(by * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """Go to the first message."""
        self.action_scroll(-len(self._lines))

    def action_last(self) -> None:
        """Go to the last message, and follow."""
        self.action_scroll(len(self._lines))

    def on_focus(self) -> None:
        self.place_caret()

    def on_resize(self) -> None:
        self._lay_out()
        super().on_resize()

    @property
    def _last_top(self) -> int:
        return max(0, len(self._lines) - self.size.height)

    def _lay_out(self) -> None:
        wanted = filter(self._wanted, self._entries)
        self._lines = [line for entry in wanted for line in self._wrapped(entry.message)]
        self.top = self._last_top if self._follows else min(self.top, self._last_top)
        self.refresh()

    def _show_new(self, first_new: int) -> None:
        height = self.size.height
        if self._follows and len(self._lines) > self.top + height:
            self.show_from(max(self._last_top, len(self._lines) - height // 2))
        else:
            self.repaint(first_new, len(self._lines) - first_new)

    def _wrapped(self, message: Message) -> Iterator[tuple[str, Severity]]:
        severity = message.severity
        text = f"{severity.sign} {severity.word} : {message.text}"
        # A wide character takes two cells: half the width then never overflows.
        width = self.size.width if cell_len(text) == len(text) else self.size.width // 2
        for line in textwrap.wrap(text, max(20, width), subsequent_indent="    "):
            yield line, severity
