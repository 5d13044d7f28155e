"""The academy: how its night goes, and what can be done about it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from core.model.academy import AcademySchool
from core.model.identifiers import Uai
from core.usecases import academy
from core.usecases.academy import AcademyOpener, AcademySession, AcademyStatus
from tui.linear.navigator import Action, Navigator
from tui.wording import academy_texts, declined_texts, places

_FOLLOWED_EVERY = 5.0
"""Seconds after which it is looked at again how the night goes."""

ShowHistory = Callable[[Uai], Awaitable[None]]
"""Goes to the runs of a school."""


async def open_academy(
    navigator: Navigator, opens: AcademyOpener, show_history: ShowHistory
) -> None:
    """How the night goes, each time anew, and what it is made of."""
    async with opens(navigator.workspace) as opened:
        place = _Academy(navigator, opened, show_history)
        while (action := await place.choose()) is not None:
            await navigator.visit(action())


class _Academy:
    def __init__(
        self, navigator: Navigator, opened: AcademySession, show_history: ShowHistory
    ) -> None:
        self._navigator, self._academy, self._show_history = navigator, opened, show_history
        self._console = navigator.console

    async def choose(self) -> Action | None:
        """Tell how the night goes, and offer what there is; None to go back."""
        found = await self._look()
        self._console.tell(academy_texts.progress(found, self._academy.night.zone))
        schools: dict[str, Callable[[AcademyStatus], Sequence[AcademySchool]]] = {
            academy_texts.WAITING: lambda status: status.waiting_for_a_person,
            academy_texts.LATE: lambda status: status.late_ones,
            academy_texts.ALL: lambda status: status.schools,
        }
        entries: dict[str, Action] = {
            academy_texts.counted(label, len(wanted(found))): partial(self._browse, label, wanted)
            for label, wanted in schools.items()
        }
        entries[academy_texts.FOLLOW] = self._follow
        entries[academy_texts.LAST_NIGHTS] = partial(self._tell_nights, found)
        entries[academy_texts.quota_entry(found.quota)] = self._change_quota
        if found.stopped_since is None:
            entries[academy_texts.STOP_NIGHT] = self._stop
        else:
            entries[academy_texts.GO_ON_WITH_NIGHT] = self._go_on
        return await self._navigator.choose_entry(
            places.ACADEMY.trail, entries, academy_texts.ACADEMY_HELP
        )

    async def _look(self) -> AcademyStatus:
        return await academy.status(self._academy, datetime.now(UTC))

    async def _browse(
        self, label: str, wanted: Callable[[AcademyStatus], Sequence[AcademySchool]]
    ) -> None:
        async def load() -> Sequence[AcademySchool]:
            return wanted(await self._look())

        await self._navigator.browse(
            places.below(places.ACADEMY.trail, label),
            load,
            academy_texts.school_row,
            academy_texts.SCHOOLS_OF_ACADEMY_HELP,
            self._open_school,
            count_of=academy_texts.number_of_schools,
        )

    async def _open_school(self, chosen: AcademySchool) -> None:
        uai = chosen.uai
        for sentence in academy_texts.school_details(await academy.school_of(self._academy, uai)):
            self._console.tell(sentence)
        released, handed_over = academy_texts.RELEASED, academy_texts.HANDED_OVER
        entries: dict[str, Action] = {
            academy_texts.SEE_RUNS: partial(self._show_history, uai),
            academy_texts.RELEASE: partial(self._do, academy.release, uai, released),
            academy_texts.HAND_OVER: partial(self._do, academy.hand_over, uai, handed_over),
        }
        trail = places.below(places.ACADEMY.trail, uai)
        await self._navigator.menu(trail, entries, academy_texts.SCHOOL_OF_ACADEMY_HELP)

    async def _do(
        self,
        action: Callable[[AcademySession, Uai, datetime], Awaitable[None]],
        uai: Uai,
        sentence: str,
    ) -> None:
        await action(self._academy, uai, datetime.now(UTC))
        self._console.tell(sentence.format(uai=uai))

    async def _follow(self) -> None:
        """Tell how the night goes whenever that changes, until a line is typed."""
        telling = asyncio.create_task(self._tell_progress())
        try:
            await self._console.ask(academy_texts.STOP_FOLLOWING)
        finally:
            telling.cancel()
            with suppress(asyncio.CancelledError):
                await telling

    async def _tell_progress(self) -> None:
        said = ""
        while True:
            sentence = academy_texts.progress(await self._look(), self._academy.night.zone)
            if sentence != said:
                self._console.progress(sentence)
                said = sentence
            await asyncio.sleep(_FOLLOWED_EVERY)

    async def _tell_nights(self, found: AcademyStatus) -> None:
        self._console.tell(academy_texts.trend(found.nights))
        for night in found.nights:
            self._console.tell(academy_texts.night(night))
        if not found.nights:
            self._console.tell(academy_texts.NO_NIGHT_YET)

    async def _change_quota(self) -> None:
        quota = await self._console.ask_text(
            academy_texts.WHICH_QUOTA,
            academy.quota_of,
            academy_texts.QUOTA_HELP,
        )
        await self._academy.fleet.change_quota(quota)
        self._console.tell(academy_texts.quota(quota))

    async def _stop(self) -> None:
        if await self._console.confirm(
            academy_texts.STOP_QUESTION, declined_texts.NIGHT_NOT_STOPPED
        ):
            await self._academy.fleet.stop()
            self._console.tell(academy_texts.NIGHT_STOPPED)

    async def _go_on(self) -> None:
        await self._academy.fleet.go_on()
        self._console.tell(academy_texts.NIGHT_GOES_ON)
