"""What runs changed over a period, the first run first."""

from collections.abc import Iterable

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Input

from core.errors import UserError
from core.model.runs import PastResult
from core.usecases.history import report_of
from core.usecases.past_changes import Period, past_changes, period_of
from tui.fullscreen.screens.filtering import FilteringPage
from tui.fullscreen.screens.page import Opened
from tui.fullscreen.screens.pupil import PupilScreen
from tui.fullscreen.screens.stepping import Filter
from tui.fullscreen.widgets.filtered import FilteredRows
from tui.fullscreen.widgets.form_field import FormField, all_are_right
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import overview_texts, texts


class ChangesScreen(FilteringPage):
    """Two days that may be left out; typing filters by pupil or class, Enter shows one."""

    help_text = overview_texts.CHANGES_HELP
    first_status = texts.OPENING

    def __init__(self, label: str, opened: Opened) -> None:
        super().__init__(label)
        self._opened = opened

    def body(self) -> ComposeResult:
        yield FormField(overview_texts.SINCE, _first_day_typed, id="since")
        yield FormField(overview_texts.UNTIL, _last_day_typed, id="until")
        yield from super().body()

    def on_mount(self) -> None:
        super().on_mount()
        self._load(period_of("", ""))

    @property
    def filters(self) -> Iterable[Filter]:
        """What is typed over the list, then the period."""
        return (*super().filters, self)

    @property
    def is_filtering(self) -> bool:
        """Whether a day is typed."""
        return any(field.value for field in self._fields)

    def lift_filter(self) -> None:
        """Show what all the runs changed."""
        for field in self._fields:
            field.put("")
            field.complain("")
        self._load(period_of("", ""))
        self.query_one(FilteredRows).focus()

    @on(Input.Submitted)
    def _search(self) -> None:
        since, until = self._fields
        if not all_are_right([since, until]):
            return
        try:
            period = period_of(since.value, until.value)
        except UserError as error:
            until.complain(str(error))
            until.go_to()
        else:
            self._load(period)
            self.query_one(FilteredRows).focus()

    @property
    def _fields(self) -> tuple[FormField, FormField]:
        since, until = self.query(FormField)
        return since, until

    @work(exclusive=True, group="changes")
    async def _load(self, period: Period) -> None:
        with self.saying_errors():
            found = await past_changes(await self._opened(), "", (), period)
            self.offer(
                [
                    Row(past, overview_texts.past_result(past), overview_texts.past_words(past))
                    for past in found
                ]
            )
            self.say(overview_texts.number_of_changes(len(found)))

    @on(Rows.Chosen)
    @work(exclusive=True, group="pupil")
    async def _open(self, event: Rows.Chosen) -> None:
        past = event.row.key
        if isinstance(past, PastResult):
            with self.saying_errors():
                report = await report_of(await self._opened(), past.run_id)
                messages = report.messages_of(past.result)
                self.open(PupilScreen(past.result.name, self._opened, past.result, messages))


def _first_day_typed(typed: str) -> None:
    """Raise `UserError` when this is no day."""
    period_of(typed, "")


def _last_day_typed(typed: str) -> None:
    """Raise `UserError` when this is no day."""
    period_of("", typed)
