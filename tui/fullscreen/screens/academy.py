"""The academy: how its night goes, live, and what can be done about it."""

import asyncio
from datetime import UTC, datetime
from enum import Enum, auto

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Input

from core.usecases import academy
from core.usecases.academy import AcademyOpener, AcademySession, AcademyStatus
from tui.fullscreen.screens.academy_schools import AcademySchoolsScreen, ShowHistory, Wanted
from tui.fullscreen.screens.form import FormPage
from tui.fullscreen.screens.page import Opened, Page
from tui.fullscreen.screens.telling import TellingScreen
from tui.fullscreen.widgets.form_field import FormField, all_are_right
from tui.fullscreen.widgets.notice import Notice
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording import academy_texts, declined_texts, texts

_LOOKED_AT_EVERY = 5.0
"""Seconds after which it is looked at again how the night goes."""


class _Entry(Enum):
    WAITING = auto()
    LATE = auto()
    ALL = auto()
    NIGHTS = auto()
    QUOTA = auto()
    STOP_OR_GO_ON = auto()


_SCHOOLS: dict[object, tuple[str, Wanted]] = {
    _Entry.WAITING: (academy_texts.WAITING, lambda status: status.waiting_for_a_person),
    _Entry.LATE: (academy_texts.LATE, lambda status: status.late_ones),
    _Entry.ALL: (academy_texts.ALL, lambda status: status.schools),
}


class AcademyScreen(Page):
    """The night above; below, what it is made of and what can be asked of the workers."""

    help_text = academy_texts.ACADEMY_HELP
    first_status = texts.OPENING

    def __init__(
        self,
        label: str,
        opened: Opened,
        opens: AcademyOpener,
        show_history: ShowHistory,
    ) -> None:
        super().__init__(label)
        self._opened, self._opens, self._show_history = opened, opens, show_history
        self._academy: AcademySession | None = None
        self._status: AcademyStatus | None = None

    def body(self) -> ComposeResult:
        yield Notice(id="progress")
        yield Rows()
        yield Notice(id="nights")

    def on_mount(self) -> None:
        super().on_mount()
        self._stay()

    @work
    async def _stay(self) -> None:
        """Hold the academy open, and look again and again, until the screen is left."""
        with self.saying_errors():
            async with self._opens(await self._opened()) as opened:
                self._academy = opened
                self.say("")
                while True:
                    await self._look(opened)
                    await asyncio.sleep(_LOOKED_AT_EVERY)

    async def _look(self, opened: AcademySession) -> None:
        self._status = found = await academy.status(opened, datetime.now(UTC))
        self.query_one("#progress", Notice).say(academy_texts.progress(found, opened.night.zone))
        self.query_one(Rows).replace(_entries(found))
        self.query_one("#nights", Notice).say(academy_texts.trend(found.nights))

    @on(Rows.Chosen)
    @work(exclusive=True, group="entry")
    async def _open(self, event: Rows.Chosen) -> None:
        opened, found, key = self._academy, self._status, event.row.key
        if opened is None or found is None:
            return
        if key in _SCHOOLS:
            label, wanted = _SCHOOLS[key]
            self.open(AcademySchoolsScreen(label, opened, wanted, self._show_history))
        elif key is _Entry.NIGHTS:
            nights = list(map(academy_texts.night, found.nights)) or [academy_texts.NO_NIGHT_YET]
            label = academy_texts.LAST_NIGHTS
            self.open(TellingScreen(label, nights, academy_texts.NIGHTS_HELP))
        elif key is _Entry.QUOTA:
            self.open(QuotaScreen(opened, found.quota))
        else:
            await self._stop_or_go_on(opened, stops=found.stopped_since is None)

    async def _stop_or_go_on(self, opened: AcademySession, *, stops: bool) -> None:
        declined = declined_texts.NIGHT_NOT_STOPPED
        if stops and not await self.ask(academy_texts.STOP_QUESTION, declined):
            return
        with self.saying_errors():
            await (opened.fleet.stop() if stops else opened.fleet.go_on())
            await self._look(opened)
            self.notice(academy_texts.NIGHT_STOPPED if stops else academy_texts.NIGHT_GOES_ON)


def _entries(found: AcademyStatus) -> list[Row]:
    goes = found.stopped_since is None
    return [
        *(
            Row(key, academy_texts.counted(label, len(wanted(found))))
            for key, (label, wanted) in _SCHOOLS.items()
        ),
        Row(_Entry.NIGHTS, academy_texts.LAST_NIGHTS),
        Row(_Entry.QUOTA, academy_texts.quota_entry(found.quota)),
        Row(
            _Entry.STOP_OR_GO_ON,
            academy_texts.STOP_NIGHT if goes else academy_texts.GO_ON_WITH_NIGHT,
        ),
    ]


class QuotaScreen(FormPage):
    """Another quota; Enter sets it."""

    help_text = academy_texts.QUOTA_HELP

    def __init__(self, opened: AcademySession, quota: int) -> None:
        super().__init__(academy_texts.QUOTA)
        self._academy, self._quota = opened, quota

    def body(self) -> ComposeResult:
        yield FormField(academy_texts.NEW_QUOTA, academy.quota_of, id="quota")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(FormField).suggest(str(self._quota))

    @on(Input.Submitted)
    @work(exclusive=True)
    async def _change(self) -> None:
        field = self.query_one(FormField)
        if not all_are_right([field]):
            return
        with self.saying_errors():
            self.say(academy_texts.quota(await academy.change_quota(self._academy, field.value)))
            field.settle()
