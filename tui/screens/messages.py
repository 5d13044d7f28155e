"""A page of messages: filtered by gravity and class, searched by their words."""

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input

from core.messages import Severity
from core.text import without_accents
from tui import sentences, texts
from tui.screens.page import Page
from tui.widgets.field import Field
from tui.widgets.panel import Entry, MessagePanel
from tui.widgets.sentence import Sentence


class MessagesPage(Page):
    """A run's messages, as they come or as they were kept."""

    AUTO_FOCUS = "MessagePanel"

    BINDINGS = [
        Binding("f2", "filter_severity", "Gravité", key_display="F2"),
        Binding("f3", "filter_division", "Classe", key_display="F3"),
        Binding("f4", "search", "Chercher", key_display="F4"),
    ]

    def __init__(self, breadcrumb: str) -> None:
        super().__init__(breadcrumb)
        self._divisions: list[str] = []
        self._division: str | None = None
        self._serious_only = False
        self._wanted = ""

    def messages_body(self) -> ComposeResult:
        """The filter in words, the field of a search, the panel."""
        yield Sentence(id="filter")
        with Horizontal(classes="field", id="searching") as searching:
            searching.display = False
            yield Sentence(texts.SEARCH)
            yield Field(id="search")
        yield MessagePanel()

    def add_entries(self, entries: Iterable[Entry]) -> None:
        """Show more messages."""
        arrived = list(entries)
        if arrived:
            self.query_one(MessagePanel).add(arrived)
            self._divisions = sorted({*self._divisions, *(entry.division for entry in arrived)})
        self._tell_filter()

    def action_filter_severity(self) -> None:
        """Show all the messages, or only warnings and errors."""
        self._serious_only = not self._serious_only
        self._apply_filter()

    def action_filter_division(self) -> None:
        """Show the messages of the next class; after the last one, those of all the classes."""
        choices = [None, *self._divisions]
        self._division = choices[(choices.index(self._division) + 1) % len(choices)]
        self._apply_filter()

    def action_search(self) -> None:
        """Type words that the messages have; Enter goes back to them."""
        self.query_one("#searching").display = True
        self.query_one("#search", Field).focus()

    @on(Input.Changed, "#search")
    def _search(self, event: Input.Changed) -> None:
        self._wanted = without_accents(event.value)
        self._apply_filter()

    @on(Input.Submitted, "#search")
    def _back_to_the_messages(self) -> None:
        self.query_one("#searching").display = bool(self._wanted)
        self.query_one(MessagePanel).focus()

    def _apply_filter(self) -> None:
        self.query_one(MessagePanel).show_only(self._is_wanted)
        self._tell_filter()

    def _is_wanted(self, entry: Entry) -> bool:
        serious = entry.message.severity is not Severity.INFORMATION
        return (
            (serious or not self._serious_only)
            and self._division in (None, entry.division)
            and self._wanted in without_accents(entry.message.text)
        )

    def _tell_filter(self) -> None:
        panel = self.query_one(MessagePanel)
        sentence = sentences.filter_sentence(
            self._serious_only, self._division, panel.shown, panel.kept
        )
        self.query_one("#filter", Sentence).say(sentence)
