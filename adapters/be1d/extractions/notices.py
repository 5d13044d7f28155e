"""What is left aside in a file: told by kind, the first rows of each named, the others counted."""

from collections import defaultdict
from collections.abc import Iterator

from adapters.be1d.extractions import sentences
from core.model.extraction import Notice

NAMED = 20
"""Rows of one kind that are named: a screen of them tells no more than this."""


class Notices:
    """The notices of one file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._lines: dict[str, list[int]] = {}
        self._more: defaultdict[str, int] = defaultdict(int)

    def of_line(self, line: int, text: str) -> None:
        """Something is wrong with this line."""
        lines = self._lines.setdefault(text, [])
        if len(lines) < NAMED:
            lines.append(line)
        else:
            self._more[text] += 1

    def all(self) -> Iterator[Notice]:
        """Each notice, by its kind, in the order of the first line of each."""
        for text, lines in self._lines.items():
            yield from (Notice(self._file, line, text) for line in lines)
            if more := self._more[text]:
                yield Notice(self._file, None, sentences.MORE_LINES.format(count=more, text=text))
