"""A numbered list, twenty at a time, of which letters keep those that contain them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from core.text import without_accents
from tui.wording import line_texts

T = TypeVar("T")

PAGE = 20
_DIGITS = 9
"""More of them are no number of a list."""


class Listing(Generic[T]):
    """The choices, which of them are kept, and how far they were told."""

    def __init__(self, choices: Sequence[T], text_of: Callable[[T], str]) -> None:
        self._all = self.kept = choices
        self._text_of = text_of
        self._letters = ""
        self._first = 0

    @property
    def last(self) -> int:
        """The last number that can be typed."""
        return len(self.kept)

    def lines(self) -> Iterator[str]:
        """The choices of this page, each after its number; then how many there are."""
        until = min(self._first + PAGE, self.last)
        yield from (self.line(number) for number in range(self._first + 1, until + 1))
        if self._letters:
            sentence = line_texts.KEPT_ONE if self.last == 1 else line_texts.KEPT
            yield sentence.format(kept=self.last, total=len(self._all), typed=self._letters)
        if self.last > PAGE:
            sentence = line_texts.SHOWN if until < self.last else line_texts.SHOWN_LAST
            yield sentence.format(first=self._first + 1, last=until, total=self.last)

    def line(self, number: int) -> str:
        """One choice after its number."""
        return f"{number}. {self._text_of(self.kept[number - 1])}"

    def number(self, typed: str) -> int | None:
        """The number that was typed, if a choice has it."""
        if not (typed.isascii() and typed.isdigit()) or len(typed) > _DIGITS:
            return None
        return int(typed) if 0 < int(typed) <= self.last else None

    def turn(self) -> bool:
        """Go to the following page, or back to the whole list; False when all was told."""
        if self._first + PAGE < self.last:
            self._first += PAGE
            return True
        if self._letters:
            self.kept, self._letters, self._first = self._all, "", 0
            return True
        return False

    def keep(self, letters: str) -> bool:
        """Keep those that contain these letters; False, and nothing changes, when none does."""
        if not any(map(str.isalpha, letters)):
            return False  # a number that no choice has
        wanted = without_accents(letters)
        found = [choice for choice in self._all if wanted in without_accents(self._text_of(choice))]
        if found:
            self.kept, self._letters, self._first = found, letters, 0
        return bool(found)
