"""A page of messages: filtered by gravity and class, searched by their words."""

from collections.abc import Iterable
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input

from core.filtering import MessageFilter
from core.messages import Severity
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
        self._filter = MessageFilter()

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
        least = Severity.INFORMATION if self._serious_only else Severity.WARNING
        self._show_only(replace(self._filter, least=least))

    def action_filter_division(self) -> None:
        """Show the messages of the next class; after the last one, those of all the classes."""
        choices = [None, *self._divisions]
        following = choices[(choices.index(self._filter.division) + 1) % len(choices)]
        self._show_only(replace(self._filter, division=following))

    def action_search(self) -> None:
        """Type words that the messages have; Enter goes back to them."""
        self.query_one("#searching").display = True
        self.query_one("#search", Field).focus()

    @on(Input.Changed, "#search")
    def _search(self, event: Input.Changed) -> None:
        self._show_only(replace(self._filter, words=event.value))

    @on(Input.Submitted, "#search")
    def _back_to_the_messages(self) -> None:
        self.query_one("#searching").display = bool(self._filter.words)
        self.query_one(MessagePanel).focus()

    def _show_only(self, wanted: MessageFilter) -> None:
        self._filter = wanted
        panel = self.query_one(MessagePanel)
        panel.show_only(lambda entry: wanted.wants(entry.division, entry.message))
        self._tell_filter()

    @property
    def _serious_only(self) -> bool:
        return self._filter.least is not Severity.INFORMATION

    def _tell_filter(self) -> None:
        panel = self.query_one(MessagePanel)
        sentence = sentences.filter_sentence(
            self._serious_only, self._filter.division, panel.shown, panel.kept
        )
        self.query_one("#filter", Sentence).say(sentence)
