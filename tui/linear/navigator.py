"""What every place of the line mode has: where one is, and the way back."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from core.errors import StoreError, UserError
from core.usecases.workspace import Workspace
from tui.linear.console import Console, WentBack
from tui.linear.signals import Signals
from tui.wording import sentences, texts
from tui.wording.line_texts import BACK

T = TypeVar("T")

Action = Callable[[], Awaitable[object]]


@dataclass
class Navigator:
    """A user's way through the places; `school_line` is what each of them says first.

    `typed` is what was answered, and not used yet, of the school at hand: it is proposed again.
    """

    console: Console
    workspace: Workspace
    signals: Signals
    school_line: str = texts.NOT_OPENED
    typed: dict[str, str] = field(default_factory=dict)
    _said_school: str = ""

    def arrive(self, trail: str) -> None:
        """Say where one is, and the school when it is not the one that was said before."""
        if self.school_line != self._said_school:
            self.console.progress(self.school_line)
            self._said_school = self.school_line
        self.console.progress(trail)

    async def look_up_school(self) -> bool:
        """Look up the school at hand, and say why there is none; whether there is."""
        schools = 0
        try:
            schools = await self.workspace.count_schools()
            self.school_line = sentences.school_line(await self.workspace.school(), schools)
        except StoreError as error:
            self.school_line = sentences.no_school_line(schools)
            self.console.complain(str(error))
            return False
        except UserError as none_at_hand:  # as in an empty base: nothing went wrong
            self.school_line = sentences.no_school_line(schools)
            self.console.progress(str(none_at_hand))
            return False
        return True

    async def visit(self, place: Awaitable[T]) -> T | None:
        """Go there and come back, by 0 too; what is refused there is said here."""
        try:
            return await place
        except WentBack:
            return None
        except UserError as error:
            self.console.complain(str(error))
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

    async def browse(
        self,
        trail: str,
        load: Callable[[], Awaitable[Sequence[T]]],
        line_of: Callable[[T], str],
        help_text: str,
        show: Callable[[T], Awaitable[object]],
        *,
        count_of: Callable[[int], str] | None = None,
    ) -> None:
        """List what `load` finds, and `show` what is chosen, until the user goes back.

        `count_of` says how many there are; where there is none, the list is then left at once.
        """
        while True:
            rows = await load()
            self.arrive(trail)
            if count_of is not None:
                self.console.tell(count_of(len(rows)))
                if not rows:
                    return
            chosen = await self.console.choose(rows, line_of, help_text)
            if chosen is None:
                return
            await self.visit(show(chosen))
