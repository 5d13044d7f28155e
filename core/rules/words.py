"""Which words of a text are no longer those of another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from core.model.comparison import Compared, Part

_WORD = re.compile(r"\w+(?:[-'’.@+/]\w+)*")
"""A date, an address to write to and a double name are a word each: none is half changed."""

_Span = tuple[int, int]


def compared(before: str, after: str) -> Compared:
    """Two texts word by word. What is between words is no difference, unless it is the only one.

    Case and accents are one, as they are for `core.rules.changes`.
    """
    of_before, of_after = _words(before), _words(after)
    texts = (
        [before[slice(*span)] for span in of_before],
        [after[slice(*span)] for span in of_after],
    )
    if before != after and texts[0] == texts[1]:
        return Compared(_whole(before), _whole(after))
    changed = [
        block
        for block in SequenceMatcher(None, *texts, autojunk=False).get_opcodes()
        if block[0] != "equal"
    ]
    return Compared(
        _parts(before, _spans(of_before, ((first, last) for _, first, last, _, _ in changed))),
        _parts(after, _spans(of_after, ((first, last) for _, _, _, first, last in changed))),
    )


def _words(text: str) -> list[_Span]:
    return [found.span() for found in _WORD.finditer(text)]


def _whole(text: str) -> tuple[Part, ...]:
    return (Part(text, differs=True),) if text else ()


def _spans(words: Sequence[_Span], ranges: Iterable[tuple[int, int]]) -> Iterator[_Span]:
    """Where the text of these words is, from the first one of each range to its last."""
    for first, last in ranges:
        if first < last:
            yield words[first][0], words[last - 1][1]


def _parts(text: str, spans: Iterable[_Span]) -> tuple[Part, ...]:
    parts, reached = [], 0
    for start, end in spans:
        parts += [Part(text[reached:start], differs=False), Part(text[start:end], differs=True)]
        reached = end
    parts.append(Part(text[reached:], differs=False))
    return tuple(part for part in parts if part.text)
