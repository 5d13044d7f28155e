"""What every place of the line mode has: where one is, and the way back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tui import sentences, texts
from tui.linear.console import Console, WentBack
from tui.linear.signals import Signals
from tui.linear.texts import BACK
from tui.refused import Refused
from tui.services import Office

T = TypeVar("T")

Action = Callable[[], Awaitable[object]]


@dataclass
class Journey:
    """A user's way through the places; `school_line` is what each of them says first."""

    console: Console
    office: Office
    signals: Signals
    school_line: str = texts.NOT_OPENED
    _told: str = ""

    def arrive(self, trail: str) -> None:
        """Say where one is, and the school when it is not the one that was said before."""
        if self.school_line != self._told:
            self.console.progress(self.school_line)
            self._told = self.school_line
        self.console.progress(trail)

    async def know_school(self) -> None:
        """Look up the school at hand; say why there is none."""
        try:
            schools = await self.office.schools()
            self.school_line = sentences.school_line(await self.office.school(), len(schools))
        except Refused as refusal:
            self.school_line = texts.NOT_OPENED
            self.console.complain(str(refusal))

    async def visit(self, place: Awaitable[T]) -> T | None:
        """Go there and come back, by 0 too; what is refused there is said here."""
        try:
            return await place
        except WentBack:
            return None
        except Refused as refusal:
            self.console.complain(str(refusal))
            return None

    async def menu(
        self, trail: str, entries: Mapping[str, Action], help_text: str, *, back: str = BACK
    ) -> None:
        """Offer these entries, again and again, until the user goes back."""
        while (action := await self.choose_entry(trail, entries, help_text, back=back)) is not None:
            await self.visit(action())

    async def choose_entry(
        self, trail: str, entries: Mapping[str, Action], help_text: str, *, back: str = BACK
    ) -> Action | None:
        """Offer these entries once."""
        self.arrive(trail)
        labels = list(entries)
        label = await self.console.choose(labels, str, help_text, back=back, filters=False)
        return None if label is None else entries[label]
