"""Sentences out and lines in: what is read on stdout, what is asked on stderr."""

import errno
import os
import sys
from collections.abc import Callable, Sequence
from typing import TextIO, TypeVar

from core.errors import UserError
from core.text import clean, without_accents
from tui.linear.keyboard import Keyboard
from tui.linear.listing import Listing
from tui.settings import TerminalSettings
from tui.typography import typeset
from tui.wording import line_texts
from tui.wording.line_texts import shortened
from tui.wording.texts import CANNOT_SAY, NO, YES

T = TypeVar("T")

_ANSWERS = {"oui": True, "o": True, "2": True, "non": False, "n": False, "1": False, "0": False}


class Leaving(Exception):
    """The program is to end; its text is the last sentence."""


class InputEnded(Leaving):
    """There is no answer left to read."""


class WentBack(Exception):
    """The user goes back to the place before, instead of answering."""


class Console:
    """Every text is made literal before it is written: nothing in it acts on a terminal."""

    def __init__(self, keyboard: Keyboard, terminal: TerminalSettings | None = None) -> None:
        self._keyboard, self._terminal = keyboard, terminal or TerminalSettings()
        self._leaving: Leaving | None = None
        self.was_answered = False
        self.on_lost: Callable[[], None] = lambda: None
        """Called when nobody can read any more."""

    def tell(self, sentence: str) -> None:
        """Write what is to be read; an empty text is nothing."""
        self._write(sys.stdout, sentence)

    def progress(self, sentence: str) -> None:
        """Write what is known by who asks, and nothing to keep: progress, places, choices."""
        self._write(sys.stderr, sentence)

    def ring_after(self, seconds: float) -> None:
        """Sound the bell at the end of what took so long, if that is wanted and can be heard."""
        if sys.stderr.isatty() and self._terminal.is_heard_after(seconds):
            self._put(sys.stderr, "\a")

    def complain(self, sentence: str) -> None:
        """Say that an answer does not do, or that what was asked is refused."""
        self.progress(line_texts.ERROR.format(sentence=sentence))

    def break_line(self) -> None:
        """Go to a new line where the terminal itself wrote what was typed."""
        if self._keyboard.is_terminal:
            self._put(sys.stderr, "\n")

    def leave(self, sentence: str) -> None:
        """End the program at the question that is asked now, or else at the next one."""
        self._leaving = self._leaving or Leaving(sentence)
        self._keyboard.give_up(self._leaving)

    async def ask(self, prompt: str, help_text: str = "") -> str:
        """The line that is typed; `?` tells the help first, if there is one."""
        while True:
            self._put(
                sys.stderr, typeset(clean(prompt)) + (" " if self._keyboard.is_terminal else "\n")
            )
            typed = await self._line()
            if typed != "?" or not help_text:
                return typed
            for line in (*help_text.split("\n"), line_texts.COMMON_HELP):
                self.progress(line)

    async def ask_for(self, prompt: str, check: Callable[[str], T], help_text: str = "") -> T:
        """What `check` makes of the line; asks again as long as it raises `UserError`."""
        while True:
            try:
                return check(await self.ask(prompt, help_text))
            except UserError as error:
                self.complain(str(error))

    async def ask_text(self, prompt: str, check: Callable[[str], T], help_text: str = "") -> T:
        """The same for a text of the user's own: 0 alone raises `WentBack`."""

        def text(typed: str) -> T:
            if typed == "0":
                raise WentBack
            return check(typed)

        return await self.ask_for(prompt, text, help_text)

    async def confirm(self, question: str, declined: str) -> bool:
        """Whether the answer is yes; Enter alone is no, of which `declined` is then told."""
        for line in (question, f"1. {NO}", f"2. {YES}"):
            self.progress(line)

        def answer(typed: str) -> bool:
            if not typed:
                return False
            known = _ANSWERS.get(without_accents(typed))
            if known is None:
                raise UserError(line_texts.NOT_AN_ANSWER.format(typed=shortened(typed)))
            return known

        prompt = line_texts.ANSWER.format(default=NO)
        is_confirmed = await self.ask_for(prompt, answer, line_texts.CONFIRM_HELP)
        if not is_confirmed:
            self.progress(declined)
        return is_confirmed

    async def choose(
        self,
        choices: Sequence[T],
        text_of: Callable[[T], str],
        help_text: str,
        *,
        back: str = line_texts.BACK,
        filters: bool = True,
    ) -> T | None:
        """The choice whose number is typed, None for 0; letters filter, if that is wanted."""
        listing = Listing(choices, text_of)
        self.list(listing, back)
        if filters:
            help_text = f"{help_text}\n{line_texts.LIST_HELP}"
        while True:
            typed = await self.ask(line_texts.CHOICE.format(last=listing.last), help_text)
            number = listing.number(typed)
            if number is not None:
                return listing.kept[number - 1]
            if typed == "0":
                return None
            if (not typed and listing.turn()) or (filters and listing.keep(typed)):
                self.list(listing, back)
                continue
            wrong = line_texts.NONE_CONTAINS if filters else line_texts.NOT_A_CHOICE
            complaint = wrong if typed else line_texts.NOTHING_TYPED
            self.complain(complaint.format(typed=shortened(typed), last=listing.last))

    def list(self, listing: Listing[T], back: str = line_texts.BACK) -> None:
        """Write a page of choices, and the way back."""
        for line in listing.lines():
            self.progress(line)
        self.progress(f"0. {back}")

    async def _line(self) -> str:
        if self._leaving is not None:
            raise self._leaving
        try:
            line = await self._keyboard.line()
            if line is None:
                raise InputEnded(line_texts.INPUT_ENDED)
        except Leaving:
            self.break_line()
            raise
        self.was_answered = True
        return line

    def _write(self, stream: TextIO, sentence: str) -> None:
        shown = typeset(clean(sentence))
        if shown:
            self._put(stream, f"{shown}\n")

    def _put(self, stream: TextIO, text: str) -> None:
        try:
            stream.write(text)
            stream.flush()
        except OSError as error:
            # The line dropped, or who read has enough; Python would complain at its own end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                self.complain(CANNOT_SAY)
            self.on_lost()
