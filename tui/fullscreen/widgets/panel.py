"""The panel where a run's messages arrive live."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rich.style import Style
from textual import message
from textual.binding import Binding

from core.model.messages import Message, Severity
from core.text import showable
from tui.charset import displayable
from tui.fullscreen.widgets.lines import MARK, Lines, wrapped
from tui.wording import key_texts

KEPT = 10_000
"""Messages that the panel keeps at most; the store has them all."""

_DROPPED = 1_000
"""How many of the oldest go at once: laying the panel out anew is not for each message."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message, the class of the pupil it is about, and his livret if LSUN has one."""

    division: str
    message: Message
    livret_id: int | None = None


class MessagePanel(Lines):
    """Follows the end until the user moves away from it; going back to the end follows again.

    Once nothing more comes, it is read from the first message on, as any text is.

    While it follows, it jumps by half a page when it is full, and otherwise paints the new lines
    alone: on a slow line the bytes sent are what a user waits for. The current line is then
    whichever comes where the cursor is: arriving messages never move the cursor.
    """

    COMPONENT_CLASSES = {
        "panel--current",
        *(f"panel--{severity.name.lower()}" for severity in Severity),
    }

    BINDINGS = [Binding("enter", "choose", key_texts.CHOOSE, show=False)]

    @dataclass
    class Chosen(message.Message):
        """The user pressed Enter on a message."""

        panel: "MessagePanel"
        entry: Entry

        @property
        def control(self) -> "MessagePanel":
            """The panel, for Textual's event selectors."""
            return self.panel

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._entries: list[tuple[Entry, list[str]]] = []
        self._lines: list[tuple[str, Entry]] = []
        self._wanted: Callable[[Entry], bool] = lambda _entry: True
        self._shown = 0
        self._is_live = self._follows = True
        self._since = 0
        self._width = 0

    @property
    def follows(self) -> bool:
        """Whether the panel shows the newest messages as they arrive."""
        return self._follows

    @property
    def shown(self) -> int:
        """How many messages the filter lets through."""
        return self._shown

    @property
    def kept(self) -> int:
        """How many messages the panel holds."""
        return len(self._entries)

    @property
    def current(self) -> Entry | None:
        """The message that the cursor is on, or else the last one."""
        return self._lines[min(self._current, self._last)][1] if self._lines else None

    @property
    def copied(self) -> str:
        return self.current.message.labelled if self.current else ""

    @property
    def copied_whole(self) -> str:
        return "\n".join(
            showable(entry.message.labelled) for entry, _ in self._entries if self._wanted(entry)
        )

    def add(self, entries: Iterable[Entry]) -> None:
        """Show more messages. Call it a few times a second, with what has come since."""
        first_new = len(self._lines)
        for entry, lines in map(self._laid_out, entries):
            self._entries.append((entry, lines))
            if self._wanted(entry):
                self._shown += 1
                self._lines.extend((line, entry) for line in lines)
        if len(self._entries) > KEPT:
            too_many = len(self._entries) - KEPT + _DROPPED
            del self._entries[:too_many]
            self._since = max(0, self._since - too_many)
            self._choose()
        elif len(self._lines) > first_new:
            self._show_new(first_new)

    def show_only(self, wanted: Callable[[Entry], bool]) -> None:
        """Show the messages that `wanted` lets through, and follow the end while more come."""
        self._wanted = wanted
        self._follows = self._is_live
        self._choose()

    def line_count(self) -> int:
        return len(self._lines)

    def draw(self, index: int) -> tuple[str, Style]:
        text, entry = self._lines[index]
        name = f"panel--{entry.message.severity.name.lower()}"
        style = self.get_component_rich_style(name, partial=True)
        if self.has_cursor(index):
            style += self.get_component_rich_style("panel--current", partial=True)
        return self.marked(index, text), style

    def action_choose(self) -> None:
        """Tell that the current message is chosen."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    def follow(self) -> None:
        """Show the end again: more messages come."""
        self._is_live = self._follows = True
        self._since = len(self._entries)
        self._choose()

    def settle(self) -> None:
        """Nothing more will come: whoever followed the end reads from the first that came."""
        self._is_live = False
        if self._follows:
            self._follows = False
            before = (lines for entry, lines in self._entries[: self._since] if self._wanted(entry))
            first = sum(map(len, before))
            self.show_from(min(first, self._last_top))
            self._current = min(first, self._last)
            self.refresh()
            self.place_caret()

    def go_to(self, index: int) -> None:
        super().go_to(index)
        self._follows = self._is_live and self._current == self._last

    def scroll_to_current(self) -> None:
        if self._current < self.top:
            self.show_from(min(self._last_top, self._current))
        elif self._current >= self.top + self.size.height:
            self.show_from(min(self._last_top, self._current - self.size.height + 1))

    def on_resize(self) -> None:
        if self.size.width != self._width:  # another height wraps nothing anew
            self._width = self.size.width
            self._entries = [self._laid_out(entry) for entry, _ in self._entries]
        self._choose()
        super().on_resize()

    @property
    def _last(self) -> int:
        return max(0, len(self._lines) - 1)

    @property
    def _last_top(self) -> int:
        return max(0, len(self._lines) - self.size.height)

    def _choose(self) -> None:
        """Show the lines of those that are wanted; who reads one of them stays on it."""
        row = max(0, min(self._current - self.top, self.size.height - 1))
        read = None if self._follows or not self._lines else self._lines[self._current][1]
        within = self._current - next(self._lines_of(read), self._current)
        wanted = [(entry, lines) for entry, lines in self._entries if self._wanted(entry)]
        self._shown = len(wanted)
        self._lines = [(line, entry) for entry, lines in wanted for line in lines]
        still = list(self._lines_of(read))
        if still:
            self._current = still[min(within, len(still) - 1)]
            self.top = max(0, min(self._current - row, self._last_top))
        elif self._follows:
            self.top = self._last_top
            self._current = min(self.top + row, self._last)
        else:
            self.top = self._current = 0
        self.refresh()
        self.place_caret()

    def _lines_of(self, entry: Entry | None) -> Iterator[int]:
        return (index for index, (_, shown) in enumerate(self._lines) if shown is entry)

    def _show_new(self, first_new: int) -> None:
        height = self.size.height
        if self._follows and len(self._lines) > self.top + height:
            self._follow_to(max(self._last_top, len(self._lines) - height // 2))
        else:
            self.repaint(first_new, len(self._lines) - first_new)

    def _follow_to(self, top: int) -> None:
        """Scroll under the cursor, which stays where it is."""
        row = self._current - self.top
        self.show_from(top)
        self._current = self.top + row  # a line that may still be to come
        self.place_caret()

    def _laid_out(self, entry: Entry) -> tuple[Entry, list[str]]:
        room = max(10, self.size.width - len(MARK))
        return entry, wrapped(displayable(entry.message.labelled), room, "    ")
