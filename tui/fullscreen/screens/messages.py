"""A page of messages: filtered by gravity and class, searched by their words."""

from collections.abc import Iterable
from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Input

from core.messages.filter import MessageFilter
from core.model.messages import Severity
from core.model.report import Report
from core.text import french_order
from tui.fullscreen.screens.page import Opened, Page
from tui.fullscreen.screens.pupil import PupilScreen
from tui.fullscreen.screens.stepping import Filter
from tui.fullscreen.screens.telling import message_screen
from tui.fullscreen.widgets.binding import command
from tui.fullscreen.widgets.field import Field
from tui.fullscreen.widgets.form_field import FormField
from tui.fullscreen.widgets.panel import Entry, MessagePanel
from tui.fullscreen.widgets.rule import Rule
from tui.fullscreen.widgets.sentence import Sentence
from tui.wording import sentences, texts


class MessagesPage(Page):
    """A run's messages, as they come or as they were kept; Enter opens the pupil of one."""

    AUTO_FOCUS = "MessagePanel"

    BINDINGS = [
        command("gravite", "filter_severity"),
        command("classe", "filter_division"),
        command("chercher", "search"),
    ]

    def __init__(self, label: str, opened: Opened) -> None:
        super().__init__(label)
        self._opened = opened
        self._divisions: list[str] = []
        self._filter = MessageFilter()

    async def report(self) -> Report:
        """The run as it is kept by now. Raises `UserError`."""
        raise NotImplementedError

    def messages_body(self) -> ComposeResult:
        """The filter in words, the field of a search, the panel."""
        yield Rule(id="filter")
        search = FormField(texts.SEARCH, id="search")
        search.display = False
        yield search
        yield MessagePanel()

    def add_entries(self, entries: Iterable[Entry]) -> None:
        """Show more messages."""
        arrived = list(entries)
        if arrived:
            self.query_one(MessagePanel).add(arrived)
            self._divisions = sorted(
                {*self._divisions, *(entry.division for entry in arrived)}, key=french_order
            )
        self._tell_filter()

    def action_filter_severity(self) -> None:
        """Show all the messages, or only warnings and errors."""
        least = Severity.INFORMATION if self._filter.serious_only else Severity.WARNING
        self._show_only(replace(self._filter, least=least))

    def action_filter_division(self) -> None:
        """Show the messages of the next class; after the last one, those of all the classes."""
        choices = [None, *self._divisions]
        following_choice = choices[(choices.index(self._filter.division) + 1) % len(choices)]
        self._show_only(replace(self._filter, division=following_choice))

    def action_search(self) -> None:
        """Type words that the messages have; Enter goes back to them."""
        search = self.query_one(FormField)
        search.display = True
        search.go_to()

    @property
    def filters(self) -> Iterable[Filter]:
        """Gravity, class and words are of the messages, wherever they are asked for."""
        return (self,)

    @property
    def is_filtering(self) -> bool:
        """Whether messages are left out, or words that they are to have are being typed."""
        return self._filter != MessageFilter() or self.query_one("#search", Field).has_focus

    def lift_filter(self) -> None:
        """From the search no words are wanted any more, from elsewhere nothing is."""
        search = self.query_one("#search", Field)
        wanted = replace(self._filter, words="") if search.has_focus else MessageFilter()
        search.value = ""
        self._show_only(wanted)
        self._back_to_the_messages()

    @on(Input.Changed, "#search")
    def _search(self, event: Input.Changed) -> None:
        self._show_only(replace(self._filter, words=event.value))

    @on(Input.Submitted, "#search")
    def _back_to_the_messages(self) -> None:
        search = self.query_one(FormField)
        search.display = bool(search.value)
        self.query_one(MessagePanel).focus()

    @on(MessagePanel.Chosen)
    @work(exclusive=True, group="message")
    async def _open_message(self, event: MessagePanel.Chosen) -> None:
        with self.saying_errors():
            report, livret_id = await self.report(), event.entry.livret_id
            result = None if livret_id is None else report.result_of(livret_id)
            if result is None:
                self.open(message_screen(event.entry))
            else:
                messages = report.messages_of(result)
                self.open(PupilScreen(result.name, self._opened, result, messages))

    def _show_only(self, wanted: MessageFilter) -> None:
        self._filter = wanted
        panel = self.query_one(MessagePanel)
        panel.show_only(lambda entry: wanted.wants(entry.division, entry.message))
        self._tell_filter()

    def _tell_filter(self) -> None:
        panel = self.query_one(MessagePanel)
        sentence = sentences.filter_sentence(
            self._filter.serious_only, self._filter.division, panel.shown, panel.kept
        )
        self.query_one("#filter", Sentence).say(sentence)
