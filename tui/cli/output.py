"""The one place where sentences leave for a terminal: nothing in them acts there."""

import sys
from contextlib import suppress

from core.text import showable
from tui.typography import typeset


def say(sentence: str) -> None:
    """Write a sentence on a line of the standard output."""
    print(typeset(showable(sentence)), flush=True)


def say_aside(sentence: str) -> None:
    """Write a sentence that is no part of the result on a line of the standard error.

    Nothing fails because nobody can read it.
    """
    with suppress(OSError):
        print(typeset(showable(sentence)), file=sys.stderr, flush=True)
