"""Two texts compared word by word."""

from typing import NamedTuple


class Part(NamedTuple):
    """A piece of a text, and whether the other text says it otherwise."""

    text: str
    differs: bool


class Compared(NamedTuple):
    """Two texts in pieces, which one after the other are the whole of each."""

    before: tuple[Part, ...]
    after: tuple[Part, ...]
